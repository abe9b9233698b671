using System.CommandLine;
using System.Diagnostics;
using ChainProv.Cli.Framework;
using ChainProv.Groth16.Aggregation;
using ChainProv.Groth16.Keys;
using ChainProv.Provenance.Certificates;
using ChainProv.Provenance.Json;

namespace ChainProv.Cli.Commands.Proofs;

internal sealed class ProofAggregateVerb : Verb
{
    private readonly Argument<string[]> _files = new("files") { Description = "Some release.json of one circuit. No two may have the same public inputs; a model that was committed to twice counts twice.", Arity = ArgumentArity.OneOrMore };
    private readonly Keys _keys;
    private readonly OutputOption _output;

    public ProofAggregateVerb()
        : base(
            "aggregate",
            "Make one short proof of many certificates (SnarkPack). It says the same of each release, and nothing of the model's files.",
            "chainprov proof aggregate releases/first.json releases/second.json -o aggregate.json")
    {
        Arguments.Add(_files);
        _keys = new Keys(this);
        _output = new OutputOption(this, "Where the aggregate goes.");
    }

    protected override Task<Report> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        bool toStandardOutput = _output.IsStandardOutput(arguments, IsJson(arguments));
        string[] paths = arguments.GetRequiredValue(_files);
        if (paths.Length < 2) throw new UsageException("an aggregate is of at least two certificates");
        CertificateFiles files = CertificateFiles.Read(paths);
        files.RequireDistinct();
        VerifyingKey key = _keys.Store(arguments).LoadVerifyingKey(StatementCircuit.Release(files.Slots).Digest);
        string[] problems = [.. files.Name(ReleaseAggregation.ProblemsOfEach(files.Certificates, key))];
        if (problems.Length > 0) throw new NotAcceptedException(string.Join("; ", problems));

        AggregationSrs srs = _keys.AggregationSrs(arguments, files.Count, Terminal, cancellationToken);
        Stopwatch clock = Stopwatch.StartNew();
        ReleaseAggregate aggregate = ReleaseAggregation.Prove(files.Certificates, key, srs, Terminal.Progress("Aggregating"), cancellationToken);
        TimeSpan elapsed = clock.Elapsed;
        _output.Write(arguments, Terminal, JsonFile.Bytes(aggregate));
        if (PreferredMethod.For(files.Count) == VerificationMethod.Batch) Terminal.Note($"{files.Count} proofs are cheaper to check in a batch than as an aggregate (chainprov proof batch)");
        return Task.FromResult(new Report { WroteToStandardOutput = toStandardOutput }
            .Add("count", files.Count)
            .Add("bytes", AggregateProofEncoding.Encode(aggregate.Aggregate).Length)
            .Add("circuitDigest", aggregate.CircuitDigest.ToString())
            .Add("setup", aggregate.Setup)
            .Add("srsDigest", aggregate.SrsDigest.ToString())
            .Add("srsSetup", aggregate.SrsSetup)
            .AddSeconds(elapsed));
    }
}
