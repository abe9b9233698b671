using System.Collections.Immutable;
using ChainProv.Cryptography.Hashing;
using ChainProv.Provenance.Statements;

namespace ChainProv.Provenance.Authorities;

/// <summary>Several certificates of one authority, brought to one state of its tree.</summary>
/// <remarks>
/// A certificate's path leads to the root of the moment it was issued; the next certification makes it stale. But each certificate knows its leaf, its
/// ancestors and their siblings, and together those of datasets certified one after the other know enough to lead all to the newest root.
/// </remarks>
public sealed record AlignedCertificates(AuthorityHead Head, ImmutableArray<CertifiedDataset> Datasets)
{
    /// <summary>To the newest root that all of them lead to. The registry refuses one that is older than the authority's last revocation.</summary>
    /// <exception cref="CertificationException">They do not lead to one root: the authority must issue some of them again; or they are of several
    /// authorities, whose trees can agree though their keys do not.</exception>
    public static AlignedCertificates Of(IReadOnlyCollection<DatasetCertificate> certificates)
    {
        if (certificates.DistinctBy(certificate => certificate.AuthorityId).Count() > 1) throw new CertificationException("the certificates are of more than one authority");
        foreach (DatasetCertificate newest in certificates.OrderByDescending(certificate => (certificate.Revision, certificate.LeafIndex)))
        {
            if (TryAlign(certificates, newest) is { } aligned) return aligned;
        }

        throw new CertificationException(
            "the certificates are of different states of the authority's tree; ask the authority to issue them again (chainprov dataset certify, with the same tree)");
    }

    private static AlignedCertificates? TryAlign(IReadOnlyCollection<DatasetCertificate> certificates, DatasetCertificate newest)
    {
        // What is issued later knows better; what leads to the newest root knows best.
        Dictionary<(int Level, long Index), Fr> nodes = [];
        foreach (DatasetCertificate certificate in certificates
            .OrderBy(certificate => certificate.AuthorityRoot == newest.AuthorityRoot)
            .ThenBy(certificate => (certificate.Revision, certificate.LeafIndex)))
        {
            Learn(nodes, certificate);
        }

        AuthorityHead head = newest.Head();
        ImmutableArray<CertifiedDataset> datasets =
            [.. certificates.Select(certificate => new CertifiedDataset(certificate.Certification.ToStatement(), PathIn(nodes, certificate)))];
        return datasets.All(dataset => dataset.Path.Leads(dataset.Metadata.Leaf(), head.MerkleRoot)) ? new(head, datasets) : null;
    }

    private static void Learn(Dictionary<(int Level, long Index), Fr> nodes, DatasetCertificate certificate)
    {
        Fr node = certificate.Certification.ToStatement().Leaf();
        for (int level = 0; level < certificate.Siblings.Length; level++)
        {
            long index = (long)certificate.LeafIndex >> level;
            Fr sibling = certificate.Siblings[level];
            nodes[(level, index)] = node;
            nodes[(level, index ^ 1)] = sibling;
            node = (index & 1) == 0 ? Poseidon2.Compress(node, sibling) : Poseidon2.Compress(sibling, node);
        }
    }

    private static MerklePath PathIn(Dictionary<(int Level, long Index), Fr> nodes, DatasetCertificate certificate) =>
        new(certificate.LeafIndex, [.. certificate.Siblings.Select((_, level) => nodes[(level, ((long)certificate.LeafIndex >> level) ^ 1)])]);
}
