using System.Collections.Immutable;
using ChainProv.Cryptography.Hashing;

namespace ChainProv.Provenance.Statements;

/// <summary>A dataset as the circuit reads it: its root, 8 tags, 8 licences, two dates, and paths of depth 20.</summary>
/// <param name="CosignaturePath">That of the dataset again, and the salt zero, where nobody vouches: so the circuit has no check that is conditional.</param>
public sealed record DatasetAssignment(
    Fr Root, ImmutableArray<Fr> Tags, ImmutableArray<Fr> Licences, Fr CertifiedOn, Fr ExpiresOn, MerklePath Path, Fr CosignatureSalt, MerklePath CosignaturePath)
{
    public static DatasetAssignment Empty { get; } = new(
        Fr.Zero,
        [.. new Fr[ReleaseFormat.DatasetTags]],
        [.. new Fr[ReleaseFormat.DatasetLicences]],
        Fr.Zero,
        Fr.Zero,
        EmptyPath(ReleaseFormat.AuthorityDepth),
        Fr.Zero,
        EmptyPath(ReleaseFormat.AuthorityDepth));

    public static DatasetAssignment Of(CertifiedDataset dataset)
    {
        DatasetMetadata metadata = dataset.Metadata;
        return new(
            metadata.Root,
            metadata.Tags.Slots,
            metadata.Licences.Slots,
            metadata.CertifiedOn.ToElement(),
            metadata.ExpiresOn.ToElement(),
            dataset.Path,
            dataset.Cosignature?.Salt ?? Fr.Zero,
            dataset.Cosignature?.Path ?? dataset.Path);
    }

    internal static MerklePath EmptyPath(int depth) => new(0, [.. new Fr[depth]]);
}
