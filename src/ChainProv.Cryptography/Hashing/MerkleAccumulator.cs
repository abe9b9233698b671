using System.Collections.Immutable;

namespace ChainProv.Cryptography.Hashing;

/// <summary>The root, and if wanted one leaf's path, of a Merkle tree whose leaves stream by: memory stays below 2 MiB for any number of
/// leaves.</summary>
/// <remarks>The same tree as <see cref="MerkleTree.Fitting"/>: least depth of at least 1, padded on the right with zero leaves.</remarks>
public sealed class MerkleAccumulator
{
    private const int DefaultChunkDepth = 14;

    private readonly int _chunkDepth;
    private readonly long? _opened;
    private readonly Fr[] _chunk;

    /// <summary>The left siblings that still wait for their right one; entry h is the root of a full subtree of height h.</summary>
    private Fr?[] _frontier = new Fr?[MerkleNodes.MaxDepth + 1];

    private Fr[] _siblings = new Fr[MerkleNodes.MaxDepth];
    private int _inChunk;

    /// <param name="opened">The index of the leaf whose path <see cref="Path"/> will give.</param>
    /// <param name="chunkDepth">Leaves are kept and hashed 2^chunkDepth at a time: it sets memory (96 bytes each) and parallelism, never
    /// the result.</param>
    /// <exception cref="ArgumentOutOfRangeException">The index is negative, or the chunk depth is not between 1 and 24.</exception>
    public MerkleAccumulator(long? opened = null, int chunkDepth = DefaultChunkDepth)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(chunkDepth, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(chunkDepth, 24);
        if (opened is { } index) ArgumentOutOfRangeException.ThrowIfNegative(index, nameof(opened));
        _opened = opened;
        _chunkDepth = chunkDepth;
        _chunk = new Fr[1 << chunkDepth];
    }

    public long Count { get; private set; }

    /// <summary>Adds leaves after the last one.</summary>
    public void Append(params ReadOnlySpan<Fr> leaves)
    {
        while (!leaves.IsEmpty)
        {
            int taken = Math.Min(leaves.Length, _chunk.Length - _inChunk);
            leaves[..taken].CopyTo(_chunk.AsSpan(_inChunk));
            leaves = leaves[taken..];
            _inChunk += taken;
            Count += taken;
            if (_inChunk < _chunk.Length) continue;
            Push(_chunkDepth, (Count >> _chunkDepth) - 1, ReduceChunk(_chunkDepth));
            _inChunk = 0;
        }
    }

    /// <summary>The root of the leaves so far; more may follow.</summary>
    /// <exception cref="InvalidOperationException">There are no leaves.</exception>
    public Fr Root() => Finish().Root;

    /// <summary>The path of the opened leaf in the tree of the leaves so far; more may follow.</summary>
    /// <exception cref="InvalidOperationException">No leaf was to be opened, or it was not reached.</exception>
    public MerklePath Path()
    {
        if (_opened is not { } index || index >= Count) throw new InvalidOperationException("The leaf to open was not among those added.");
        return new MerklePath(index, [.. Finish().Siblings]);
    }

    private (Fr Root, ImmutableArray<Fr> Siblings) Finish()
    {
        if (Count == 0) throw new InvalidOperationException("A tree needs at least one leaf.");
        int depth = MerkleNodes.DepthFor(Count);
        Fr?[] frontier = _frontier;
        Fr[] siblings = _siblings;
        (_frontier, _siblings) = ([.. frontier], [.. siblings]);
        try
        {
            int chunkDepth = Math.Min(depth, _chunkDepth);
            if (_inChunk > 0) Push(chunkDepth, Count >> _chunkDepth, ReduceChunk(chunkDepth));
            for (int height = chunkDepth; height < depth; height++)
                if (_frontier[height] is not null) Push(height, Count - 1 >> height | 1, MerkleNodes.EmptyRoot(height));
            return (_frontier[depth]!.Value, [.. _siblings.AsSpan(0, depth)]);
        }
        finally
        {
            (_frontier, _siblings) = (frontier, siblings);
        }
    }

    /// <summary>Adds the root of a subtree, and every subtree that it completes.</summary>
    private void Push(int height, long index, Fr node)
    {
        for (; index % 2 == 1; height++, index >>= 1)
        {
            Fr left = _frontier[height]!.Value;
            _frontier[height] = null;
            if (_opened >> height == index) _siblings[height] = left;
            if (_opened >> height == index - 1) _siblings[height] = node;
            node = Poseidon2.Compress(left, node);
        }

        _frontier[height] = node;
    }

    private Fr ReduceChunk(int depth)
    {
        long first = (Count - 1 >> _chunkDepth) << _chunkDepth;
        Fr[] nodes = _chunk;
        int count = _inChunk;
        for (int height = 0; height < depth; height++)
        {
            long sibling = ((_opened ?? -1) - first >> height) ^ 1;
            if (_opened >> _chunkDepth == first >> _chunkDepth)
                _siblings[height] = sibling < count ? nodes[sibling] : MerkleNodes.EmptyRoot(height);
            Fr[] parents = new Fr[(count + 1) / 2];
            MerkleNodes.Compress(nodes.AsMemory(0, count), parents, height);
            nodes = parents;
            count = parents.Length;
        }

        return nodes[0];
    }
}
