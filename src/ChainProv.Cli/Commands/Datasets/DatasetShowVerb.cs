using System.CommandLine;
using ChainProv.Cli.Framework;
using ChainProv.Provenance.Datasets;

namespace ChainProv.Cli.Commands.Datasets;

internal sealed class DatasetShowVerb : Verb
{
    private readonly Argument<string> _dataset = new("dataset") { Description = "A dataset.json." };

    public DatasetShowVerb()
        : base("show", "Show a commitment.", "chainprov dataset show dataset.json") => Arguments.Add(_dataset);

    /// <summary>What is said of a commitment wherever one is shown.</summary>
    public static Report Describe(DatasetCommitment commitment, bool wroteToStandardOutput = false) => new Report { WroteToStandardOutput = wroteToStandardOutput }
        .Add("datasetRoot", commitment.DatasetRoot.ToString())
        .Add("records", commitment.Records)
        .Add("bytes", commitment.Bytes)
        .Add("licences", commitment.LicenceIds)
        .Add("manifestDigest", commitment.ManifestDigest.ToString());

    protected override Task<Report> RunAsync(ParseResult arguments, CancellationToken cancellationToken) =>
        Task.FromResult(Describe(DatasetCommitment.Read(arguments.GetRequiredValue(_dataset))));
}
