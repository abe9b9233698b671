using System.CommandLine;
using ChainProv.Cli.Framework;
using ChainProv.Indexer.Hosting;
using ChainProv.Prover.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Hosting;

namespace ChainProv.Cli.Commands;

/// <summary>The hosted services. Their settings are the configuration sections Prover and Indexer: arguments, environment, appsettings.json.</summary>
internal static class ServeCommands
{
    public static Command Create() => new("serve", "Run the hosted prover, the indexer, or both.")
    {
        new ServeVerb(
            "prover",
            "Prove and anchor jobs that come in over HTTP.",
            "chainprov serve prover --urls http://127.0.0.1:5080 --Prover:Anchoring:Rpc=$RPC --Prover:Anchoring:Registry=$REGISTRY --Prover:Anchoring:KeyFile=publisher.key",
            arguments => [ProverHost.Create(arguments)]),
        new ServeVerb(
            "indexer",
            "Follow a registry and answer lookups over HTTP.",
            "chainprov serve indexer --urls http://127.0.0.1:5090 --Indexer:Rpc=$RPC --Indexer:Registry=$REGISTRY",
            arguments => [IndexerHost.Create(arguments)]),
        new ServeVerb(
            "all",
            "Run both; the indexer's address is the setting Indexer:Urls.",
            "chainprov serve all --urls http://127.0.0.1:5080 --Indexer:Urls=http://127.0.0.1:5090 …",
            arguments => [ProverHost.Create(arguments), IndexerHost.Create([.. arguments, .. IndexerUrls(arguments)])]),
    };

    private static IEnumerable<string> IndexerUrls(string[] arguments)
    {
        const string Setting = "--Indexer:Urls=";
        return arguments.Where(argument => argument.StartsWith(Setting, StringComparison.Ordinal)).Select(argument => $"--urls={argument[Setting.Length..]}");
    }

    private sealed class ServeVerb : Command
    {
        public ServeVerb(string name, string description, string example, Func<string[], WebApplication[]> hosts)
            : base(name, $"{description}\n\nExample:\n  {example}")
        {
            TreatUnmatchedTokensAsErrors = false;
            SetAction((arguments, cancellationToken) => RunAsync(hosts([.. arguments.UnmatchedTokens]), name, cancellationToken));
        }

        private static async Task<int> RunAsync(WebApplication[] hosts, string name, CancellationToken cancellationToken)
        {
            try
            {
                foreach (WebApplication host in hosts) await host.StartAsync(cancellationToken);
                await Verb.Terminal.Out.WriteLineAsync($"{name} ready at {string.Join(", ", hosts.SelectMany(host => host.Urls))}");
                await Task.WhenAll(hosts.Select(host => host.WaitForShutdownAsync(cancellationToken)));
                return ExitCode.Done;
            }
            catch (Exception problem) when (Failure.OfHost(problem) is { } failure)
            {
                await Verb.Terminal.Error.WriteLineAsync($"chainprov: {failure.Message}");
                return failure.ExitCode;
            }
            finally
            {
                foreach (WebApplication host in hosts) await host.DisposeAsync();
            }
        }
    }
}
