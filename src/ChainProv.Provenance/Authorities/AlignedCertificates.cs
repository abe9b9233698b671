using System.Collections.Immutable;
using ChainProv.Cryptography.Hashing;
using ChainProv.Provenance.Statements;

namespace ChainProv.Provenance.Authorities;

/// <summary>Several certificates of one authority, brought to one state of its tree.</summary>
/// <remarks>
/// A certificate's path leads to the root of the moment it was issued; the next certification makes it stale. But each certificate knows its leaf, its
/// ancestors and their siblings, and together those of leaves added one after the other know enough to lead all to the newest root.
/// </remarks>
public sealed record AlignedCertificates(AuthorityHead Head, ImmutableArray<CertifiedDataset> Datasets)
{
    /// <summary>The roots of trees without leaves, by their depth.</summary>
    private static readonly ImmutableArray<Fr> Empty = new MerkleTree(ReleaseFormat.AuthorityDepth, Fr.Zero).PathOf(0).Siblings;

    /// <summary>To the newest root that all of them lead to. The registry refuses one that is older than the authority's last revocation.</summary>
    /// <param name="datasets">At least one.</param>
    /// <param name="cosignatures">Of some of these datasets, at most one of each.</param>
    /// <exception cref="CertificationException">They do not lead to one root: the authority must issue some of them again; or they are of several
    /// authorities, whose trees can agree though their keys do not.</exception>
    public static AlignedCertificates Of(IReadOnlyCollection<DatasetCertificate> datasets, params IReadOnlyCollection<CosignatureCertificate> cosignatures)
    {
        ITreeCertificate[] certificates = [.. datasets, .. cosignatures];
        if (certificates.DistinctBy(certificate => certificate.AuthorityId).Count() > 1) throw new CertificationException("the certificates are of more than one authority");
        foreach (ITreeCertificate newest in certificates.OrderByDescending(Age))
        {
            Dictionary<(int Level, long Index), Fr> nodes = Nodes(certificates, newest);
            AuthorityHead head = newest.Head();
            if (certificates.All(certificate => PathIn(nodes, certificate).Leads(certificate.Leaf(), head.MerkleRoot)))
                return new(head, [.. datasets.Select(dataset => Placed(nodes, dataset, cosignatures.FirstOrDefault(cosignature => cosignature.DatasetLeaf == dataset.Leaf())))]);
        }

        throw new CertificationException(
            "the certificates are of different states of the authority's tree; ask the authority to issue them again (chainprov dataset certify, with the same tree)");
    }

    private static CertifiedDataset Placed(Dictionary<(int Level, long Index), Fr> nodes, DatasetCertificate dataset, CosignatureCertificate? cosignature) => new(
        dataset.Certification.ToStatement(), PathIn(nodes, dataset), cosignature is null ? null : new Cosignature(cosignature.Salt, PathIn(nodes, cosignature)));

    /// <summary>What the certificates know of the tree. What is issued later knows better; what leads to the newest root knows best.</summary>
    private static Dictionary<(int Level, long Index), Fr> Nodes(IEnumerable<ITreeCertificate> certificates, ITreeCertificate newest)
    {
        Dictionary<(int Level, long Index), Fr> nodes = [];
        foreach (ITreeCertificate certificate in certificates
            .OrderBy(certificate => certificate.AuthorityRoot == newest.AuthorityRoot)
            .ThenBy(Age))
        {
            Learn(nodes, certificate);
        }

        return nodes;
    }

    /// <summary>
    /// Orders certificates by the states that they lead to. Within a revision leaves are only added: the state with more of them is the newer, and the last that a certificate knows of is the
    /// first of the last part of the tree that is not empty in it.
    /// </summary>
    private static (ulong Revision, long LastKnown, int LeafIndex) Age(ITreeCertificate certificate)
    {
        long last = certificate.LeafIndex;
        for (int level = 0; level < certificate.Siblings.Length; level++)
        {
            long index = (long)certificate.LeafIndex >> level;
            if ((index & 1) == 0 && certificate.Siblings[level] != Empty[level]) last = (index ^ 1) << level;
        }

        return (certificate.Revision, last, certificate.LeafIndex);
    }

    private static void Learn(Dictionary<(int Level, long Index), Fr> nodes, ITreeCertificate certificate)
    {
        Fr node = certificate.Leaf();
        for (int level = 0; level < certificate.Siblings.Length; level++)
        {
            long index = (long)certificate.LeafIndex >> level;
            Fr sibling = certificate.Siblings[level];
            nodes[(level, index)] = node;
            nodes[(level, index ^ 1)] = sibling;
            node = (index & 1) == 0 ? Poseidon2.Compress(node, sibling) : Poseidon2.Compress(sibling, node);
        }
    }

    private static MerklePath PathIn(Dictionary<(int Level, long Index), Fr> nodes, ITreeCertificate certificate) =>
        new(certificate.LeafIndex, [.. certificate.Siblings.Select((_, level) => nodes[(level, ((long)certificate.LeafIndex >> level) ^ 1)])]);
}
