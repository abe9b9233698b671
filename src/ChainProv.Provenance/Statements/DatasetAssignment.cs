using System.Collections.Immutable;
using ChainProv.Cryptography.Hashing;

namespace ChainProv.Provenance.Statements;

/// <summary>A dataset as the circuit reads it: its root, 8 tags, 8 licences, two dates, and a path of depth 20.</summary>
public sealed record DatasetAssignment(
    Fr Root, ImmutableArray<Fr> Tags, ImmutableArray<Fr> Licences, Fr CertifiedOn, Fr ExpiresOn, MerklePath Path)
{
    public static DatasetAssignment Empty { get; } = new(
        Fr.Zero,
        [.. new Fr[ReleaseFormat.DatasetTags]],
        [.. new Fr[ReleaseFormat.DatasetLicences]],
        Fr.Zero,
        Fr.Zero,
        new MerklePath(0, [.. new Fr[ReleaseFormat.AuthorityDepth]]));

    public static DatasetAssignment Of(CertifiedDataset dataset)
    {
        DatasetMetadata metadata = dataset.Metadata;
        return new(
            metadata.Root,
            metadata.Tags.Slots,
            metadata.Licences.Slots,
            metadata.CertifiedOn.ToElement(),
            metadata.ExpiresOn.ToElement(),
            dataset.Path);
    }
}
