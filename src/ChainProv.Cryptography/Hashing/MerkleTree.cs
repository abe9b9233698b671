using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace ChainProv.Cryptography.Hashing;

/// <summary>A binary Merkle tree in memory, padded on the right with zero leaves: paths, appends and single updates.</summary>
/// <remarks>About 64 bytes a leaf. For a root of more leaves than memory holds, see <see cref="MerkleAccumulator"/>. Not safe for
/// concurrent writers.</remarks>
public sealed class MerkleTree
{
    /// <summary>Level h holds the nodes at height h that are not empty subtrees; its length is ⌈leaves / 2^h⌉.</summary>
    private readonly List<Fr>[] _levels;

    /// <summary>A tree of fixed depth.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The depth is not between 1 and 40, or does not hold the leaves.</exception>
    public MerkleTree(int depth, params ReadOnlySpan<Fr> leaves)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(depth, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(depth, MerkleNodes.MaxDepth);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(leaves.Length, 1L << depth, nameof(leaves));
        _levels = new List<Fr>[depth + 1];
        Fr[] nodes = leaves.ToArray();
        _levels[0] = [.. nodes];
        for (int height = 0; height < depth; height++)
        {
            Fr[] parents = new Fr[(nodes.Length + 1) / 2];
            MerkleNodes.Compress(nodes, parents, height);
            _levels[height + 1] = [.. parents];
            nodes = parents;
        }
    }

    /// <summary>The tree of least depth, at least 1, that holds the leaves.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There are no leaves.</exception>
    public static MerkleTree Fitting(ReadOnlySpan<Fr> leaves)
    {
        ArgumentOutOfRangeException.ThrowIfZero(leaves.Length, nameof(leaves));
        return new MerkleTree(MerkleNodes.DepthFor(leaves.Length), leaves);
    }

    public int Depth => _levels.Length - 1;

    /// <summary>The leaves that were added, whatever their value; the padding is not counted.</summary>
    public int Count => _levels[0].Count;

    public Fr Root => Node(Depth, 0);

    /// <summary>The leaves that were added, in order. Valid until the tree is changed.</summary>
    public ReadOnlySpan<Fr> Leaves => CollectionsMarshal.AsSpan(_levels[0]);

    /// <summary>Adds a leaf after the last one and returns its index.</summary>
    /// <exception cref="InvalidOperationException">The tree is full.</exception>
    public int Append(Fr leaf)
    {
        if (Count >= 1L << Depth) throw new InvalidOperationException($"A tree of depth {Depth} holds no more than {1L << Depth} leaves.");
        Set(Count, leaf);
        return Count - 1;
    }

    /// <summary>Replaces one leaf: zero revokes it.</summary>
    /// <exception cref="ArgumentOutOfRangeException">No leaf was added at the index.</exception>
    public void Replace(int index, Fr leaf)
    {
        RequireLeaf(index);
        Set(index, leaf);
    }

    /// <exception cref="ArgumentOutOfRangeException">No leaf was added at the index.</exception>
    public MerklePath PathOf(int index)
    {
        RequireLeaf(index);
        Fr[] siblings = new Fr[Depth];
        for (int height = 0; height < Depth; height++) siblings[height] = Node(height, (index >> height) ^ 1);
        return new MerklePath(index, ImmutableCollectionsMarshal.AsImmutableArray(siblings));
    }

    private void Set(int index, Fr node)
    {
        for (int height = 0; ; height++)
        {
            List<Fr> level = _levels[height];
            if (index < level.Count) level[index] = node;
            else level.Add(node);
            if (height == Depth) return;
            node = Poseidon2.Compress(Node(height, index & ~1), Node(height, index | 1));
            index >>= 1;
        }
    }

    private Fr Node(int height, int index) => index < _levels[height].Count ? _levels[height][index] : MerkleNodes.EmptyRoot(height);

    private void RequireLeaf(int index)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, Count);
    }
}
