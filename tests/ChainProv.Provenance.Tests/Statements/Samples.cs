using System.Collections.Immutable;
using ChainProv.Circuits.Testing;
using ChainProv.Cryptography.Hashing;
using ChainProv.Provenance.Statements;

namespace ChainProv.Provenance.Tests.Statements;

/// <summary>An authority's tree, a policy, and releases that satisfy it.</summary>
internal static class Samples
{
    public const uint Today = 20_500;

    public static Policy AskedPolicy { get; } = new(
        [Tag("medical")], [Licence("MIT"), Licence("CC-BY-4.0"), Licence("Apache-2.0")], new Day(19_000), new Day(Today));

    /// <summary>By number of slots; each compiled once.</summary>
    public static IReadOnlyDictionary<int, CheckCircuit<ReleaseAssignment>> Checks { get; } =
        ReleaseFormat.SlotCounts.ToArray().ToDictionary(slots => slots, slots => new CheckCircuit<ReleaseAssignment>(new ReleaseCircuit(slots)));

    public static Fr Tag(string name) => ReleaseElements.Tag(name);

    public static Fr Licence(string name) => ReleaseElements.Licence(name);

    public static DatasetMetadata Dataset(
        int number = 0, IEnumerable<Fr>? tags = null, IEnumerable<Fr>? licences = null, uint certifiedOn = 20_000, uint expiresOn = uint.MaxValue) =>
        new(
            DatasetMetadata.RootOf(Fr.From((ulong)number + 1), 10),
            tags ?? [Tag("medical"), Tag("text")],
            licences ?? [Licence("MIT"), Licence("CC-BY-4.0")],
            new Day(certifiedOn),
            new Day(expiresOn));

    public static Release Release(params DatasetMetadata[] datasets) => Release(AskedPolicy, datasets);

    public static Release Release(Policy policy, params DatasetMetadata[] datasets)
    {
        if (datasets.Length == 0) datasets = [Dataset()];
        MerkleTree tree = Tree(datasets);
        return new Release(
            new AuthorityHead(tree.Root, 7),
            datasets.Select((dataset, i) => new CertifiedDataset(dataset, tree.PathOf(i + 1))),
            new DigestLimbs(1, UInt128.MaxValue),
            new DigestLimbs(UInt128.MaxValue, 4),
            policy,
            blinding: Fr.From(99),
            context: Fr.From(123));
    }

    /// <summary>The first leaf is somebody else's.</summary>
    public static MerkleTree Tree(params DatasetMetadata[] datasets) =>
        new(ReleaseFormat.AuthorityDepth, [Dataset(1000).Leaf(), .. datasets.Select(dataset => dataset.Leaf())]);

    public static ReleaseAssignment WithPublic(this ReleaseAssignment release, int index, Fr value) =>
        release with { PublicInputs = release.PublicInputs.SetItem(index, value) };

    public static ReleaseAssignment WithSlot(this ReleaseAssignment release, int index, Func<DatasetAssignment, DatasetAssignment> change) =>
        release with { Slots = release.Slots.SetItem(index, change(release.Slots[index])) };
}
