using System.Collections.Immutable;

namespace ChainProv.Cryptography.Hashing;

/// <summary>A leaf's place in a Merkle tree and the siblings from the leaf to the root: bit i of the index says that the path is a right
/// child at height i.</summary>
public sealed class MerklePath
{
    /// <exception cref="ArgumentOutOfRangeException">The index is not a leaf of a tree of that depth, or the depth is not between 1 and
    /// 40.</exception>
    public MerklePath(long index, ImmutableArray<Fr> siblings)
    {
        ArgumentOutOfRangeException.ThrowIfZero(siblings.Length, nameof(siblings));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(siblings.Length, MerkleNodes.MaxDepth, nameof(siblings));
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, 1L << siblings.Length);
        Index = index;
        Siblings = siblings;
    }

    public long Index { get; }

    /// <summary>The leaf's sibling first.</summary>
    public ImmutableArray<Fr> Siblings { get; }

    public int Depth => Siblings.Length;

    /// <summary>The root of the tree that holds the leaf here.</summary>
    public Fr RootFrom(Fr leaf)
    {
        Fr node = leaf;
        for (int height = 0; height < Depth; height++)
        {
            Fr sibling = Siblings[height];
            node = (Index >> height & 1) == 0 ? Poseidon2.Compress(node, sibling) : Poseidon2.Compress(sibling, node);
        }

        return node;
    }

    public bool Leads(Fr leaf, Fr root) => RootFrom(leaf) == root;
}
