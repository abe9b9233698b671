using ChainProv.Cryptography.Hashing;
using ChainProv.Provenance.Files;
using ChainProv.Provenance.Statements;

namespace ChainProv.Provenance.Authorities;

/// <summary>What all certificates of leaves have in common.</summary>
public static class TreeCertificates
{
    public static MerklePath Path(this ITreeCertificate certificate) => new(certificate.LeafIndex, certificate.Siblings);

    /// <summary>The state of the tree that the path leads to.</summary>
    public static AuthorityHead Head(this ITreeCertificate certificate) => new(certificate.Path().RootFrom(certificate.Leaf()), certificate.Revision);

    /// <summary>Checks that the path leads to the root.</summary>
    /// <exception cref="InputException">It does not.</exception>
    internal static void RequirePath(this ITreeCertificate certificate, string file, string place)
    {
        if (certificate.Revision == 0) throw new InputException(file, $"{place}.revision", "revisions count from 1");
        if (certificate.Siblings.IsDefault || certificate.Siblings.Length != ReleaseFormat.AuthorityDepth)
            throw new InputException(file, $"{place}.siblings", $"a path has {ReleaseFormat.AuthorityDepth} siblings");
        if (certificate.LeafIndex is < 0 or >= 1 << ReleaseFormat.AuthorityDepth) throw new InputException(file, $"{place}.leafIndex", "is not an index of the tree");
        if (certificate.Head().Root() != certificate.AuthorityRoot)
            throw new InputException(file, $"{place}.authorityRoot", "is not what the leaf and its path lead to; ask the authority for the certificate again");
    }
}
