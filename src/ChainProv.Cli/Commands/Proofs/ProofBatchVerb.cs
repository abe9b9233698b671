using System.CommandLine;
using System.Diagnostics;
using ChainProv.Cli.Framework;
using ChainProv.Groth16.Aggregation;
using ChainProv.Groth16.Keys;
using ChainProv.Provenance.Certificates;

namespace ChainProv.Cli.Commands.Proofs;

internal sealed class ProofBatchVerb : Verb
{
    private readonly Argument<string[]> _files = new("files") { Description = "Some release.json of one circuit. Files are counted: one that is given twice counts twice.", Arity = ArgumentArity.OneOrMore };
    private readonly Keys _keys;

    public ProofBatchVerb()
        : base("batch", "Check many certificates of one circuit together, which is several times faster than one by one.", "chainprov proof batch releases/first.json releases/second.json")
    {
        Arguments.Add(_files);
        _keys = new Keys(this);
    }

    protected override Task<Report> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        CertificateFiles files = CertificateFiles.Read(arguments.GetRequiredValue(_files));
        VerifyingKey key = _keys.Store(arguments).LoadVerifyingKey(StatementCircuit.Release(files.Slots).Digest);
        Stopwatch clock = Stopwatch.StartNew();
        List<string> reasons = [.. files.Name(ReleaseAggregation.ProblemsOfEach(files.Certificates, key))];
        TimeSpan elapsed = clock.Elapsed;
        reasons.AddRange(files.Name([.. files.Certificates.Select(certificate => OnChainStanding.DateProblems(certificate.Policy.ValidOn))]));
        if (PreferredMethod.For(files.Count) == VerificationMethod.Aggregate) Terminal.Note($"{files.Count} proofs are cheaper to check as an aggregate than in a batch (chainprov proof aggregate)");
        Terminal.Note("model files not checked (chainprov verify does, one certificate at a time)");
        return Task.FromResult(new Report { Holds = reasons.Count == 0 }
            .Add("valid", reasons.Count == 0)
            .Add("count", files.Count)
            .Add("setup", SetupName.Of(key.Setup))
            .Add("reasons", reasons)
            .AddSeconds(elapsed));
    }
}
