using System.Collections.Immutable;
using System.Text.Json.Serialization;
using ChainProv.Cryptography.Hashing;
using ChainProv.Cryptography.Signatures;
using ChainProv.Provenance.Datasets;
using ChainProv.Provenance.Json;
using ChainProv.Provenance.Statements;

namespace ChainProv.Provenance.Authorities;

/// <summary>All that an authority certified and revoked, and which state of it was published. Immutable; <see cref="AuthorityTreeFile"/> keeps it.</summary>
/// <param name="AuthorityId">Of the authority's first key: it stays when keys change.</param>
/// <param name="BlsPublicKey">The key that signs now.</param>
/// <param name="Revision">Of the present state; a change after a publication begins a new one.</param>
/// <param name="Published">Whether the present state is on chain.</param>
/// <param name="Revokes">Whether the present revision takes away something that the one before held; kept once published, since another registry may not have it yet.</param>
/// <param name="Sent">The roots that were signed and sent as the present revision, which is not known to be published: one of them may be on chain all the same.</param>
public sealed record AuthorityTree(
    AuthorityId AuthorityId, BlsPublicKey BlsPublicKey, ulong Revision, bool Published, bool Revokes, ImmutableArray<AuthorityLeaf> Leaves, ImmutableArray<Fr> Sent) : IJsonFile
{
    public static string FormatName => "chainprov/authority-tree/v2";

    public static int MaxBytes => 1 << 29;

    [JsonPropertyOrder(-1)]
    public string Format { get; init; } = FormatName;

    public static AuthorityTree Empty(BlsPublicKey key) => new(AuthorityId.Of(key), key, Revision: 1, Published: false, Revokes: false, [], []);

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
            return Leaves[standing].Certification!.SaysTheSameAs(certification)
                ? (this, standing)
                : throw new CertificationException($"dataset {root} is certified already, with other tags, licences or expiry; revoke that first");
        return Added(new AuthorityLeaf(certification, Cosigned: null, RevokedOn: null));
    }

    /// <summary>Vouches that a model was made from a dataset which is certified here. If that stands already, the tree stays as it is.</summary>
    /// <param name="datasetRoot">The dataset's.</param>
    /// <param name="facts">The model's; its weights must be committed to, or the word would be about files alone.</param>
    /// <returns>The new tree and the cosignature's leaf index.</returns>
    /// <exception cref="CertificationException">The dataset is not certified, the model's weights are not committed to, or the tree is full.</exception>
    public (AuthorityTree Tree, int Index) Cosign(Fr datasetRoot, ModelFacts facts)
    {
        int certified = IndexOf(datasetRoot) ?? throw new CertificationException($"dataset {datasetRoot} is not certified here, or is revoked");
        if (facts.WeightsDigest.IsZero) throw new CertificationException("the model has no weights digest: a cosignature vouches for weights (.safetensors files)");
        Fr leaf = Leaves[certified].Value();
        for (int i = Leaves.Length - 1; i >= 0; i--)
            if (Leaves[i] is { RevokedOn: null, Cosigned: { } standing } && standing.DatasetLeaf == leaf && standing.Facts == facts) return (this, i);
        return Added(new AuthorityLeaf(Certification: null, CosignedModel.Create(leaf, facts), RevokedOn: null));
    }

    /// <summary>Revokes a dataset's certification, and with it what was vouched for on its strength: their leaves become zero.</summary>
    /// <exception cref="CertificationException">The dataset is not certified, or is revoked already.</exception>
    public AuthorityTree Revoke(Fr datasetRoot, TimeProvider clock)
    {
        int index = IndexOf(datasetRoot) ?? throw new CertificationException($"dataset {datasetRoot} is not certified here, or is revoked already");
        Fr dataset = Leaves[index].Value();
        return Changed() with
        {
            Revokes = true,
            Leaves = [.. Leaves.Select((leaf, i) => i == index || (leaf is { RevokedOn: null, Cosigned: { } cosigned } && cosigned.DatasetLeaf == dataset) ? leaf with { RevokedOn = Today(clock) } : leaf)],
        };
    }

    /// <summary>Takes back the authority's word for a model: its leaves become zero.</summary>
    /// <exception cref="CertificationException">Nobody vouches for the model here.</exception>
    public AuthorityTree RevokeCosignatures(ModelFacts facts, TimeProvider clock)
    {
        if (!Leaves.Any(VouchesFor)) throw new CertificationException($"model {facts.ModelDigest} is not vouched for here, or not any more");
        return Changed() with { Revokes = true, Leaves = [.. Leaves.Select(leaf => VouchesFor(leaf) ? leaf with { RevokedOn = Today(clock) } : leaf)] };

        bool VouchesFor(AuthorityLeaf leaf) => leaf is { RevokedOn: null, Cosigned: { } cosigned } && cosigned.Facts == facts;
    }

    /// <summary>Notes that the present state is about to be sent.</summary>
    public AuthorityTree MarkSent()
    {
        Fr root = Head().Root();
        return Sent.Contains(root) ? this : this with { Sent = Sent.Add(root) };
    }

    /// <summary>Begins the next revision if what is on chain as the present one is a state that was sent and changed afterwards, before its arrival was known.</summary>
    /// <remarks>Whether the change took something away it says as if all changes since the last known publication had come after what arrived: a revocation may be said twice, and none is left out.</remarks>
    /// <param name="revision">The newest on chain.</param>
    /// <param name="root">Its root there.</param>
    public AuthorityTree AfterArrival(ulong revision, Fr root) =>
        revision == Revision && Sent.Contains(root) && Head().Root() != root ? this with { Revision = Revision + 1, Published = false, Sent = [] } : this;

    /// <summary>Notes that the present state is on chain.</summary>
    /// <exception cref="CertificationException">The tree has changed since.</exception>
    public AuthorityTree MarkPublished(ulong revision) => revision == Revision
        ? this with { Published = true, Sent = [] }
        : throw new CertificationException($"revision {revision} was published, but the tree is at revision {Revision}");

    /// <summary>What the publisher needs to prove that the dataset is certified in the present state.</summary>
    /// <exception cref="CertificationException">The leaf is revoked, or there is none.</exception>
    public DatasetCertificate Certificate(int index)
    {
        Certification certification = Standing(index).Certification ?? throw new CertificationException($"leaf {index} is no dataset's");
        MerkleTree tree = MerkleTree();
        return new DatasetCertificate(AuthorityId, Revision, new AuthorityHead(tree.Root, Revision).Root(), index, certification, tree.PathOf(index).Siblings);
    }

    /// <summary>What the publisher needs to prove that the authority vouches for the model in the present state.</summary>
    /// <exception cref="CertificationException">The leaf is revoked, or there is none.</exception>
    public CosignatureCertificate CosignatureCertificate(int index)
    {
        CosignedModel cosigned = Standing(index).Cosigned ?? throw new CertificationException($"leaf {index} is no model's");
        MerkleTree tree = MerkleTree();
        return new CosignatureCertificate(
            AuthorityId, Revision, new AuthorityHead(tree.Root, Revision).Root(), index, cosigned.DatasetLeaf, cosigned.Facts, cosigned.Salt, tree.PathOf(index).Siblings);
    }

    /// <summary>The same tree, signed by another key from now on.</summary>
    public AuthorityTree WithKey(BlsPublicKey key) => this with { BlsPublicKey = key };

    /// <summary>The leaf of a dataset whose certification stands, or null.</summary>
    public int? IndexOf(Fr datasetRoot)
    {
        for (int i = Leaves.Length - 1; i >= 0; i--)
            if (Leaves[i] is { RevokedOn: null, Certification: { } certification } && certification.DatasetRoot == datasetRoot) return i;
        return null;
    }

    private (AuthorityTree Tree, int Index) Added(AuthorityLeaf leaf) => Leaves.Length < 1 << ReleaseFormat.AuthorityDepth
        ? (Changed() with { Leaves = Leaves.Add(leaf) }, Leaves.Length)
        : throw new CertificationException($"the tree is full: it has {Leaves.Length:N0} leaves");

    private AuthorityLeaf Standing(int index) => index >= 0 && index < Leaves.Length && Leaves[index].RevokedOn is null
        ? Leaves[index]
        : throw new CertificationException($"leaf {index} is revoked or does not exist");

    private AuthorityTree Changed() => Published ? this with { Revision = Revision + 1, Published = false, Revokes = false } : this;

    private MerkleTree MerkleTree() => new(ReleaseFormat.AuthorityDepth, [.. Leaves.Select(leaf => leaf.Value())]);

    private static DateOnly Today(TimeProvider clock) => DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);
}
