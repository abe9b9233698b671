using System.CommandLine;
using System.Text.Json.Nodes;
using ChainProv.Cli.Framework;
using ChainProv.Indexer.Hosting;
using ChainProv.Prover.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;

namespace ChainProv.Cli.Commands.Services;

/// <summary>The hosted services. Their settings are the configuration sections Prover and Indexer: arguments, environment, appsettings.json.</summary>
internal static class ServeCommands
{
    public static Command Create() => new("serve", "Run the hosted prover, the indexer, or both.")
    {
        new ServeVerb(
            "prover",
            "Prove and anchor jobs that come in over HTTP.",
            "chainprov serve prover --urls http://127.0.0.1:5080 --Prover:Anchoring:Rpc=$RPC --Prover:Anchoring:Registry=$REGISTRY --Prover:Anchoring:KeyFile=publisher.key",
            Prover),
        new ServeVerb(
            "indexer",
            "Follow a registry and answer lookups over HTTP.",
            "chainprov serve indexer --urls http://127.0.0.1:5090 --Indexer:Rpc=$RPC --Indexer:Registry=$REGISTRY",
            Indexer),
        new ServeVerb(
            "all",
            "Run both; the indexer's address is the setting Indexer:Urls.",
            "chainprov serve all --urls http://127.0.0.1:5080 --Indexer:Urls=http://127.0.0.1:5090 …",
            Prover,
            Indexer),
    };

    private static WebApplication Prover(string[] arguments) => ProverHost.Create(arguments, LogToStandardError);

    private static WebApplication Indexer(string[] arguments) => IndexerHost.Create(arguments, LogToStandardError);

    /// <summary>Stdout is for the line that says where the service listens. Why a host did not start is said once, by us.</summary>
    private static void LogToStandardError(WebApplicationBuilder builder)
    {
        builder.Logging.Services.Configure<ConsoleLoggerOptions>(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
        builder.Logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.None);
    }

    private sealed class ServeVerb : Command
    {
        private readonly Option<bool> _json = new("--json") { Description = "Say that it is ready in one JSON object." };
        private readonly Func<string[], WebApplication>[] _services;

        public ServeVerb(string name, string description, string example, params Func<string[], WebApplication>[] services)
            : base(name, $"{description}\n\nExample:\n  {example}")
        {
            _services = services;
            Options.Add(_json);
            TreatUnmatchedTokensAsErrors = false;
            SetAction(RunAsync);
        }

        private async Task<int> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
        {
            List<WebApplication> hosts = [];
            try
            {
                foreach (Func<string[], WebApplication> create in _services)
                {
                    hosts.Add(create([.. arguments.UnmatchedTokens]));
                    await hosts[^1].StartAsync(cancellationToken);
                }

                string[] urls = [.. hosts.SelectMany(host => host.Urls)];
                await Verb.Terminal.Out.WriteLineAsync(arguments.GetValue(_json)
                    ? new JsonObject { ["service"] = Name, ["urls"] = new JsonArray([.. urls.Select(url => (JsonNode)url)]) }.ToJsonString()
                    : $"{Name} ready at {string.Join(", ", urls)}");
                // Two that are run together end together.
                await Task.WhenAny(hosts.Select(host => host.WaitForShutdownAsync(cancellationToken)));
                await Task.WhenAll(hosts.Select(host => host.StopAsync(CancellationToken.None)));
                return hosts.Select(FailureOf).OfType<Exception>().FirstOrDefault() is { } problem ? Say(problem) : ExitCode.Done;
            }
            catch (Exception problem)
            {
                return Say(problem);
            }
            finally
            {
                foreach (WebApplication host in hosts) await host.DisposeAsync();
            }
        }

        private static Exception? FailureOf(WebApplication host) =>
            host.Services.GetService<ProverOutcome>()?.Failure ?? host.Services.GetService<IndexerOutcome>()?.Failure;

        private static int Say(Exception problem)
        {
            Failure failure = Failure.OfHost(problem);
            Verb.Terminal.Note($"chainprov: {failure.Message}");
            return failure.ExitCode;
        }
    }
}
