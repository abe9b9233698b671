using System.Collections.Immutable;

namespace ChainProv.Provenance.Authorities;

/// <summary>A leaf of an authority's tree and its path in one state of it.</summary>
public interface ITreeCertificate
{
    AuthorityId AuthorityId { get; }

    /// <summary>Of the state that the path leads to.</summary>
    ulong Revision { get; }

    Fr AuthorityRoot { get; }

    int LeafIndex { get; }

    /// <summary>From the leaf up; 20.</summary>
    ImmutableArray<Fr> Siblings { get; }

    Fr Leaf();
}
