using System.CommandLine;
using ChainProv.Cli.Framework;
using ChainProv.Provenance.Datasets;

namespace ChainProv.Cli.Commands.Datasets;

internal sealed class DatasetVerifyVerb : Verb
{
    private readonly Argument<string> _proof = new("proof") { Description = "A record's proof." };

    public DatasetVerifyVerb()
        : base("verify", "Check that a record is in the dataset whose root the proof names.", "chainprov dataset verify proof.json") => Arguments.Add(_proof);

    public static Report Describe(RecordProof proof, bool wroteToStandardOutput = false)
    {
        bool valid = proof.IsValid();
        return new Report { Holds = valid, WroteToStandardOutput = wroteToStandardOutput }
            .Add("datasetRoot", proof.DatasetRoot.ToString())
            .Add("index", proof.Index)
            .Add("leaf", proof.Leaf.ToString())
            .Add("valid", valid);
    }

    protected override Task<Report> RunAsync(ParseResult arguments, CancellationToken cancellationToken) =>
        Task.FromResult(Describe(RecordProof.Read(arguments.GetRequiredValue(_proof))));
}
