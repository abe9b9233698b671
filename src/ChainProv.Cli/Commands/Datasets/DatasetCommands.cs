using System.CommandLine;

namespace ChainProv.Cli.Commands.Datasets;

/// <summary>Datasets: commit, certify, look at, open a record, check an opened record.</summary>
internal static class DatasetCommands
{
    public static Command Create() => new("dataset", "Commit to datasets, certify them, and prove single records.")
    {
        new DatasetCommitVerb(),
        new DatasetCertifyVerb(),
        new DatasetShowVerb(),
        new DatasetOpenVerb(),
        new DatasetVerifyVerb(),
    };
}
