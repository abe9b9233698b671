namespace ChainProv.Cryptography.Hashing;

/// <summary>What all Merkle trees share: the roots of empty subtrees, and one layer hashed on many threads.</summary>
internal static class MerkleNodes
{
    /// <summary>Deeper trees could not be filled: 2⁴⁰ leaves are 32 TiB.</summary>
    public const int MaxDepth = 40;

    /// <summary>Parents hashed by one task, a third of a millisecond in lanes: so little is left to one thread of the layers above. It is the
    /// only unit of parallel work, so results cannot depend on the thread count.</summary>
    private const int Block = 256;

    private static readonly Fr[] Empty = EmptyRoots();

    /// <summary>The root of a tree of that depth whose leaves are all zero.</summary>
    public static Fr EmptyRoot(int depth) => Empty[depth];

    /// <summary>The least depth of at least 1 that holds the leaves.</summary>
    public static int DepthFor(long leaves)
    {
        int depth = 1;
        while (1L << depth < leaves) depth++;
        return depth;
    }

    /// <summary>Hashes the layer above <paramref name="children"/>, the nodes at a height; a missing last child is an empty
    /// subtree.</summary>
    public static void Compress(ReadOnlyMemory<Fr> children, Memory<Fr> parents, int height)
    {
        int pairs = children.Length / 2;
        CompressPairs(children[..(2 * pairs)], parents[..pairs], threads: -1);
        if (children.Length % 2 == 1) parents.Span[pairs] = Poseidon2.Compress(children.Span[^1], EmptyRoot(height));
    }

    /// <summary><see cref="Poseidon2.CompressLayer"/> on many threads; −1 for all processors.</summary>
    public static void CompressPairs(ReadOnlyMemory<Fr> children, Memory<Fr> parents, int threads)
    {
        int blocks = (parents.Length + Block - 1) / Block;
        if (blocks <= 1 || children.Length != 2L * parents.Length) Poseidon2.CompressLayer(children.Span, parents.Span);
        else Parallel.For(0, blocks, new ParallelOptions { MaxDegreeOfParallelism = threads }, CompressBlock);

        void CompressBlock(int block)
        {
            int start = block * Block, count = Math.Min(Block, parents.Length - start);
            Poseidon2.CompressLayer(children.Span.Slice(2 * start, 2 * count), parents.Span.Slice(start, count));
        }
    }

    private static Fr[] EmptyRoots()
    {
        Fr[] roots = new Fr[MaxDepth + 1];
        for (int depth = 1; depth < roots.Length; depth++) roots[depth] = Poseidon2.Compress(roots[depth - 1], roots[depth - 1]);
        return roots;
    }
}
