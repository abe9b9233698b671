using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using ChainProv.Ethereum.Rpc;
using ChainProv.Indexer.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace ChainProv.Indexer.Tests.Support;

/// <summary>The whole program in this process, on a free port, following a <see cref="FakeNode"/>.</summary>
internal sealed class RunningIndexer : IAsyncDisposable
{
    private readonly string _folder;
    private readonly HttpClient _http = new();

    private RunningIndexer(WebApplication host, string folder, CapturedLog log) => (Host, _folder, Log) = (host, folder, log);

    public WebApplication Host { get; }

    public CapturedLog Log { get; }

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <summary>A program that is not started yet.</summary>
    public static RunningIndexer Create(FakeNode node, params IEnumerable<string> arguments)
    {
        string folder = Directory.CreateTempSubdirectory("chainprov-indexer-").FullName;
        CapturedLog log = new();
        string[] all =
        [
            "--urls=http://127.0.0.1:0", "--Indexer:Rpc=http://name:word@node.example/v3/secret-path", $"--Indexer:Registry={FakeNode.Registry}",
            "--Indexer:PollInterval=00:00:00.010", "--Indexer:MaxBackoff=00:00:00.020", $"--Indexer:Database={folder}/index.db", .. arguments,
        ];
        WebApplication host = IndexerHost.Create(all, builder =>
        {
            builder.Services.AddSingleton<EthereumClient>(_ => node.Connect());
            builder.Logging.ClearProviders().AddProvider(log).SetMinimumLevel(LogLevel.Trace);
        });
        return new RunningIndexer(host, folder, log);
    }

    public static async Task<RunningIndexer> StartAsync(FakeNode node, params IEnumerable<string> arguments)
    {
        RunningIndexer indexer = Create(node, arguments);
        await indexer.Host.StartAsync(Stop);
        return indexer;
    }

    /// <summary>Waits until the index ends with the node's head.</summary>
    public async Task CatchUpAsync(FakeNode node) => await UntilAsync(async () =>
        (string?)(await GetAsync("/v1/status")).Json["blockHash"] == node.Head.Hash.ToString());

    /// <summary>Waits until something holds; the runner's time limit ends the wait.</summary>
    public static async Task UntilAsync(Func<Task<bool>> holds)
    {
        while (!await holds())
            await Task.Delay(10, Stop);
    }

    public async Task<(HttpStatusCode Status, string Type, JsonNode Json)> GetAsync(string path)
    {
        using HttpResponseMessage response = await _http.GetAsync(Url(path), Stop);
        string text = await response.Content.ReadAsStringAsync(Stop);
        string type = response.Content.Headers.ContentType?.MediaType ?? "";
        return (response.StatusCode, type, type.EndsWith("json", StringComparison.Ordinal) ? JsonSerializer.Deserialize<JsonNode>(text)! : JsonValue.Create(text));
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await Host.DisposeAsync();
        SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
    }

    private Uri Url(string path) =>
        new(new Uri(Host.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single()), path);
}
