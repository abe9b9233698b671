using System.Collections.Immutable;
using ChainProv.Circuits.Testing;
using ChainProv.Cryptography.Hashing;
using ChainProv.Provenance.Files;
using ChainProv.Provenance.Statements;

namespace ChainProv.Provenance.Tests.Statements;

/// <summary>An authority's tree, a registry's, a policy, and releases and responses that satisfy it.</summary>
internal static class Samples
{
    public const uint Today = 20_500;

    public static Policy AskedPolicy { get; } = new(
        [Tag("medical")], [Licence("MIT"), Licence("CC-BY-4.0"), Licence("Apache-2.0")], new Day(19_000), new Day(Today));

    /// <summary>By number of slots; each compiled once.</summary>
    public static IReadOnlyDictionary<int, CheckCircuit<ReleaseAssignment>> Checks { get; } =
        ReleaseFormat.SlotCounts.ToArray().ToDictionary(slots => slots, slots => new CheckCircuit<ReleaseAssignment>(new ReleaseCircuit(slots)));

    public static CheckCircuit<ResponseAssignment> ResponseCheck { get; } = new(new ResponseCircuit());

    public static ModelFacts Facts { get; } = new(Digest(1), Digest(2), Digest(3), Digest(4), Digest(5));

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

    public static Release Release(Policy policy, params DatasetMetadata[] datasets) => Release(policy, TrainingLink.None, datasets);

    /// <summary>A release whose model the authority vouches for.</summary>
    public static Release CosignedRelease(params DatasetMetadata[] datasets) => Release(AskedPolicy, TrainingLink.AuthorityCosigned, datasets);

    private static Release Release(Policy policy, TrainingLink link, DatasetMetadata[] datasets)
    {
        if (datasets.Length == 0) datasets = [Dataset()];
        MerkleTree tree = Tree(datasets);
        return new Release(
            new AuthorityHead(tree.Root, 7),
            datasets.Select((dataset, i) => Certified(tree, datasets.Length, dataset, i, link)),
            Facts,
            link,
            policy,
            blinding: Fr.From(99),
            context: Fr.From(123));
    }

    public static Response Response(params DatasetMetadata[] datasets) => Response(AskedPolicy, TrainingLink.None, datasets);

    /// <summary>A response with the last of the datasets, by the second of a registry's authorities.</summary>
    public static Response Response(Policy policy, TrainingLink link, params DatasetMetadata[] datasets)
    {
        if (datasets.Length == 0) datasets = [Dataset()];
        MerkleTree tree = Tree(datasets);
        AuthorityHead authority = new(tree.Root, 7);
        ModelOpening opening = new(Facts, link, datasets.Select(dataset => dataset.Leaf()), Fr.From(99));
        return new Response(
            authority, Registry(authority).PathOf(1), Certified(tree, datasets.Length, datasets[^1], datasets.Length - 1, link), opening, policy, transcript: Fr.From(456));
    }

    /// <summary>Somebody else's authority, then this.</summary>
    public static MerkleTree Registry(AuthorityHead authority) => new(ReleaseFormat.RegistryDepth, new AuthorityHead(Fr.One, 1).Root(), authority.Root());

    /// <summary>The first leaf is somebody else's; after the datasets comes the authority's word on each.</summary>
    public static MerkleTree Tree(params DatasetMetadata[] datasets) => new(
        ReleaseFormat.AuthorityDepth,
        [Dataset(1000).Leaf(), .. datasets.Select(dataset => dataset.Leaf()), .. datasets.Select((dataset, i) => Cosignature.Leaf(dataset.Leaf(), Facts, Salt(i)))]);

    private static CertifiedDataset Certified(MerkleTree tree, int count, DatasetMetadata dataset, int index, TrainingLink link) => new(
        dataset, tree.PathOf(index + 1), link == TrainingLink.None ? null : new Cosignature(Salt(index), tree.PathOf(count + index + 1)));

    private static Fr Salt(int index) => Fr.From((ulong)index + 7);

    private static Sha256Digest Digest(byte value) => Sha256Digest.Read([.. Enumerable.Repeat(value, Sha256Digest.Bytes)]);

    public static ReleaseAssignment WithPublic(this ReleaseAssignment release, int index, Fr value) =>
        release with { PublicInputs = release.PublicInputs.SetItem(index, value) };

    public static ReleaseAssignment WithSlot(this ReleaseAssignment release, int index, Func<DatasetAssignment, DatasetAssignment> change) =>
        release with { Slots = release.Slots.SetItem(index, change(release.Slots[index])) };

    public static ResponseAssignment WithPublic(this ResponseAssignment response, int index, Fr value) =>
        response with { PublicInputs = response.PublicInputs.SetItem(index, value) };
}
