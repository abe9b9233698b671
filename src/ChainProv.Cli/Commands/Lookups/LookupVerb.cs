using System.CommandLine;
using System.Text.Json.Nodes;
using ChainProv.Cli.Framework;
using ChainProv.Ethereum;
using ChainProv.Ethereum.Contracts;
using ChainProv.Ethereum.Rpc;
using ChainProv.Provenance.Files;

namespace ChainProv.Cli.Commands.Lookups;

internal sealed class LookupVerb : Verb
{
    private readonly Argument<string> _what = new("what") { Description = "A digest (of a model, file, release, dataset, root or authority), a model commitment or a registry root, or a file: a model's file, its model.json, its release.json or a response.json." };
    private readonly Option<string?> _indexer = new("--indexer") { Description = "An indexer's address.", HelpName = "url" };
    private readonly Option<ulong> _fromBlock = new("--from-block") { Description = "With --rpc: the registry's first block; model commitments, registry roots, files, roots and datasets are searched for from there on.", HelpName = "number" };
    private readonly ChainOptions _chain = new(Settings.FromEnvironment);

    public LookupVerb()
        : base("lookup", "Find what is known of a model by its digest or a file of it, or of anything else that has a digest.", "chainprov lookup model.safetensors --rpc $RPC --registry $REGISTRY")
    {
        Arguments.Add(_what);
        Options.Add(_indexer);
        _chain.AddReading(this);
        Options.Add(_fromBlock);
    }

    protected override async Task<Report> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        IReadOnlyList<Hash32> candidates = LookupSubject.DigestsOf(arguments.GetRequiredValue(_what), cancellationToken);
        JsonObject answer = arguments.GetValue(_indexer) is { } url
            ? await new IndexerClient(ServiceAddress.Parse(url, "--indexer")).FindAsync(candidates, cancellationToken)
            : await OnChainAsync(arguments, candidates, cancellationToken);
        return ToReport(answer);
    }

    private static Report ToReport(JsonObject answer)
    {
        Report report = new() { Holds = answer["found"]?.GetValue<bool>() == true };
        foreach (string key in (ReadOnlySpan<string>)["found", "kind", "record", "parents", "block", "blockHash", "final"]) report.Add(key, answer[key]?.DeepClone());
        return report;
    }

    private async Task<JsonObject> OnChainAsync(ParseResult arguments, IReadOnlyList<Hash32> candidates, CancellationToken cancellationToken)
    {
        using EthereumClient client = _chain.Client(arguments);
        ProvenanceRegistry registry = new(client, _chain.Registry(arguments));
        await registry.RequireDeployedAsync(cancellationToken);
        return await new ChainLookup(client, registry, arguments.GetValue(_fromBlock)).FindAsync(candidates, cancellationToken);
    }
}
