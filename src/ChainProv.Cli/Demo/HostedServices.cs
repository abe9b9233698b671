using System.Text.Json.Nodes;
using ChainProv.Ethereum;
using ChainProv.Ethereum.Keys;
using ChainProv.Indexer.Hosting;
using ChainProv.Provenance.Certificates;
using ChainProv.Prover.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ChainProv.Cli.Demo;

/// <summary>A hosted prover with the publisher's account and an indexer, as <c>chainprov serve</c> runs them, on free ports of this machine. They are asked over
/// HTTP; what they store goes when they end.</summary>
internal sealed class HostedServices : IAsyncDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("chainprov-services-").FullName;
    private readonly List<WebApplication> _hosts = [];

    private HostedServices()
    {
    }

    public string ProverUrl => _hosts[0].Urls.First();

    public string IndexerUrl => _hosts[1].Urls.First();

    /// <param name="rpc">The node.</param>
    /// <param name="registry">The registry to anchor in and to follow.</param>
    /// <param name="firstBlock">The registry's block.</param>
    /// <param name="publisher">The account that anchors.</param>
    /// <param name="keys">The folder of proving keys.</param>
    /// <param name="attesting">A model whose responses are attested, and the policy that they are attested under.</param>
    /// <param name="cancellationToken">Stops the start.</param>
    public static async Task<HostedServices> StartAsync(Uri rpc, Address registry, ulong firstBlock, EthereumKey publisher, string keys, (string Model, string Policy)? attesting = null, CancellationToken cancellationToken = default)
    {
        HostedServices services = new();
        try
        {
            string keyFile = Path.Combine(services._folder, "publisher.key");
            KeyFile.Create(keyFile, publisher);
            await services.StartAsync(ProverHost.Create(
                [
                    "--urls=http://127.0.0.1:0", $"--Prover:Database={Path.Combine(services._folder, "prover.db")}", $"--Prover:Proving:Keys={keys}",
                    $"--Prover:Anchoring:Rpc={rpc}", $"--Prover:Anchoring:Registry={registry}", $"--Prover:Anchoring:KeyFile={keyFile}",
                    .. attesting is { } files ? (string[])[$"--Prover:Attesting:Models:0={files.Model}", $"--Prover:Attesting:Policies:0={files.Policy}"] : [],
                ], Quietly), cancellationToken);
            await services.StartAsync(IndexerHost.Create(
                [
                    "--urls=http://127.0.0.1:0", $"--Indexer:Database={Path.Combine(services._folder, "indexer.db")}", $"--Indexer:Rpc={rpc}",
                    $"--Indexer:Registry={registry}", $"--Indexer:FirstBlock={firstBlock}", "--Indexer:PollInterval=00:00:00.1",
                ], Quietly), cancellationToken);
            return services;
        }
        catch
        {
            await services.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (WebApplication host in _hosts) await host.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    public ProverClient Prover() => new(new Uri(ProverUrl), tokenFile: null);

    /// <summary>The indexer's answer, once its index has reached a block.</summary>
    public async Task<JsonObject> LookUpAsync(IReadOnlyList<Hash32> digests, ulong block, CancellationToken cancellationToken)
    {
        IndexerClient indexer = new(new Uri(IndexerUrl));
        while (true)
        {
            JsonObject answer = await indexer.FindAsync(digests, cancellationToken);
            if (answer["block"]?.GetValue<ulong>() >= block) return answer;
            await Task.Delay(TimeSpan.FromMilliseconds(50), cancellationToken);
        }
    }

    private async Task StartAsync(WebApplication host, CancellationToken cancellationToken)
    {
        _hosts.Add(host);
        await host.StartAsync(cancellationToken);
    }

    private static void Quietly(WebApplicationBuilder builder) => builder.Logging.ClearProviders();
}
