namespace ChainProv.Provenance.Datasets;

/// <summary>A dataset file whose root, counts and licences are those of its records: the only kind that an authority certifies.</summary>
public sealed class VerifiedDataset
{
    /// <param name="commitment">Checked against its records.</param>
    internal VerifiedDataset(DatasetCommitment commitment) => Commitment = commitment;

    public DatasetCommitment Commitment { get; }
}
