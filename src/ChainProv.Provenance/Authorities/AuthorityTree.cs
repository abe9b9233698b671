using System.Collections.Immutable;
using System.Text.Json.Serialization;
using ChainProv.Cryptography.Hashing;
using ChainProv.Cryptography.Signatures;
using ChainProv.Provenance.Datasets;
using ChainProv.Provenance.Json;
using ChainProv.Provenance.Statements;

namespace ChainProv.Provenance.Authorities;

/// <summary>All that an authority certified and revoked, and which state of it was published. Immutable; <see cref="AuthorityTreeFile"/> keeps it.</summary>
/// <param name="Revision">Of the present state; a change after a publication begins a new one.</param>
/// <param name="Published">Whether the present state is on chain.</param>
/// <param name="Revokes">Whether the present revision takes away something that the one before held; kept once published, since another registry may not have it yet.</param>
public sealed record AuthorityTree(BlsPublicKey BlsPublicKey, ulong Revision, bool Published, bool Revokes, ImmutableArray<AuthorityLeaf> Leaves) : IJsonFile
{
    public static string FormatName => "chainprov/authority-tree/v1";

    public static int MaxBytes => 1 << 29;

    [JsonPropertyOrder(-1)]
    public string Format { get; init; } = FormatName;

    public static AuthorityTree Empty(BlsPublicKey key) => new(key, Revision: 1, Published: false, Revokes: false, []);

    [JsonIgnore]
    public AuthorityId AuthorityId => AuthorityId.Of(BlsPublicKey);

    /// <summary>The state as the statement knows it; its root is the <c>authorityRoot</c>.</summary>
    public AuthorityHead Head() => new(MerkleTree().Root, Revision);

    /// <summary>Certifies a dataset from today on. If that is certified already in the same words, the tree stays as it is.</summary>
    /// <param name="dataset">All licences of its records are certified.</param>
    /// <param name="expiresOn">The last day; null for ever.</param>
    /// <returns>The new tree and the dataset's leaf index.</returns>
    /// <exception cref="CertificationException">Too many tags or licences, a wrong tag, a past expiry, a full tree, or another certification of the dataset stands.</exception>
    public (AuthorityTree Tree, int Index) Certify(VerifiedDataset dataset, IEnumerable<string> tags, DateOnly? expiresOn, TimeProvider clock)
    {
        Fr root = dataset.Commitment.DatasetRoot;
        Certification certification = new(
            root, [.. tags.Distinct().Order(StringComparer.Ordinal)], [.. dataset.Commitment.LicenceIds.Order(StringComparer.Ordinal)], Today(clock), expiresOn);
        if (certification.Problem() is { } problem) throw new CertificationException(problem);
        if (IndexOf(root) is { } standing)
            return Leaves[standing].Certification.SaysTheSameAs(certification)
                ? (this, standing)
                : throw new CertificationException($"dataset {root} is certified already, with other tags, licences or expiry; revoke that first");
        if (Leaves.Length >= 1 << ReleaseFormat.AuthorityDepth) throw new CertificationException($"the tree is full: it has {Leaves.Length:N0} leaves");
        return (Changed() with { Leaves = Leaves.Add(new AuthorityLeaf(certification, RevokedOn: null)) }, Leaves.Length);
    }

    /// <summary>Revokes a dataset's certification: its leaf becomes zero.</summary>
    /// <exception cref="CertificationException">The dataset is not certified, or is revoked already.</exception>
    public AuthorityTree Revoke(Fr datasetRoot, TimeProvider clock)
    {
        int index = IndexOf(datasetRoot) ?? throw new CertificationException($"dataset {datasetRoot} is not certified here, or is revoked already");
        return Changed() with { Revokes = true, Leaves = Leaves.SetItem(index, Leaves[index] with { RevokedOn = Today(clock) }) };
    }

    /// <summary>Notes that the present state is on chain.</summary>
    /// <exception cref="CertificationException">The tree has changed since.</exception>
    public AuthorityTree MarkPublished(ulong revision) => revision == Revision
        ? this with { Published = true }
        : throw new CertificationException($"revision {revision} was published, but the tree is at revision {Revision}");

    /// <summary>What the publisher needs to prove that the dataset is certified in the present state.</summary>
    /// <exception cref="CertificationException">The leaf is revoked, or there is none.</exception>
    public DatasetCertificate Certificate(int index)
    {
        if (index < 0 || index >= Leaves.Length || Leaves[index].RevokedOn is not null) throw new CertificationException($"leaf {index} is revoked or does not exist");
        MerkleTree tree = MerkleTree();
        return new DatasetCertificate(
            AuthorityId, BlsPublicKey, Revision, new AuthorityHead(tree.Root, Revision).Root(), index, Leaves[index].Certification, tree.PathOf(index).Siblings);
    }

    /// <summary>The leaf of a dataset whose certification stands, or null.</summary>
    public int? IndexOf(Fr datasetRoot)
    {
        for (int i = Leaves.Length - 1; i >= 0; i--)
            if (Leaves[i].Certification.DatasetRoot == datasetRoot && Leaves[i].RevokedOn is null) return i;
        return null;
    }

    private AuthorityTree Changed() => Published ? this with { Revision = Revision + 1, Published = false, Revokes = false } : this;

    private MerkleTree MerkleTree() => new(ReleaseFormat.AuthorityDepth, [.. Leaves.Select(leaf => leaf.Value())]);

    private static DateOnly Today(TimeProvider clock) => DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);
}
