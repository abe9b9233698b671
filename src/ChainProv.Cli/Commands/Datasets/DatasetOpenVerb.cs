using System.CommandLine;
using ChainProv.Cli.Framework;
using ChainProv.Provenance.Datasets;
using ChainProv.Provenance.Json;

namespace ChainProv.Cli.Commands.Datasets;

internal sealed class DatasetOpenVerb : Verb
{
    private readonly Argument<string> _dataset = new("dataset") { Description = "A dataset.json with its records file beside it." };
    private readonly Option<string> _record = new("--record") { Description = "The record's key, or its index from 0.", Required = true, HelpName = "key|index" };
    private readonly OutputOption _output;

    public DatasetOpenVerb()
        : base("open", "Prove that a record is in the dataset.", "chainprov dataset open dataset.json --record 41 -o proof.json")
    {
        Arguments.Add(_dataset);
        Options.Add(_record);
        _output = new OutputOption(this, "Where the proof goes.");
    }

    protected override Task<Report> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        bool toStandardOutput = _output.IsStandardOutput(arguments, IsJson(arguments));
        RecordProof proof = Open(arguments.GetRequiredValue(_dataset), arguments.GetRequiredValue(_record));
        _output.Write(arguments, Terminal, JsonFile.Bytes(proof));
        return Task.FromResult(DatasetVerifyVerb.Describe(proof, toStandardOutput));
    }

    private static RecordProof Open(string dataset, string record)
    {
        try
        {
            return RecordOpener.Open(dataset, record);
        }
        catch (KeyNotFoundException missing)
        {
            throw new NotAcceptedException(missing.Message);
        }
    }
}
