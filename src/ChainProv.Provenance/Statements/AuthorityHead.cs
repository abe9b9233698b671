using ChainProv.Cryptography.Hashing;

namespace ChainProv.Provenance.Statements;

/// <summary>One published state of an authority's tree.</summary>
/// <param name="MerkleRoot">The root of the tree of depth 20 over certified datasets; a revoked leaf is zero.</param>
/// <param name="Revision">Counts published states from 1.</param>
public sealed record AuthorityHead(Fr MerkleRoot, ulong Revision)
{
    /// <summary>What the authority signs and the registry holds.</summary>
    /// <exception cref="InvalidOperationException">The revision is zero.</exception>
    public Fr Root() => Revision == 0
        ? throw new InvalidOperationException("Revisions count from 1.")
        : Poseidon2.Hash(ReleaseFormat.AuthorityTag, ReleaseFormat.Authority(MerkleRoot, Fr.From(Revision)));
}
