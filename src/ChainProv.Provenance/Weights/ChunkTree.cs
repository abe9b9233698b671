using System.Collections.Immutable;
using System.Security.Cryptography;
using ChainProv.Provenance.Files;

namespace ChainProv.Provenance.Weights;

/// <summary>The Merkle tree of RFC 6962, section 2.1, over the chunks' compressed commitments: SHA-256, leaves behind 0x00, nodes behind 0x01.</summary>
/// <remarks>Splitting at the largest power of two below n, as the RFC has it, is pairing from below where a last node without a partner rises as it is.</remarks>
public sealed class ChunkTree
{
    private const byte LeafPrefix = 0, NodePrefix = 1;

    /// <summary>The leaves first, the root last.</summary>
    private readonly Sha256Digest[][] _layers;

    /// <param name="commitments">One behind the other, 48 bytes each.</param>
    public ChunkTree(ReadOnlySpan<byte> commitments)
    {
        int length = G1Affine.EncodedLength(Cryptography.Curves.PointFormat.Compressed), count = commitments.Length / length;
        List<Sha256Digest[]> layers = [new Sha256Digest[count]];
        for (int i = 0; i < count; i++) layers[0][i] = Leaf(commitments.Slice(i * length, length));
        while (layers[^1].Length > 1)
        {
            Sha256Digest[] below = layers[^1], layer = new Sha256Digest[(below.Length + 1) / 2];
            for (int i = 0; i < layer.Length; i++) layer[i] = (2 * i) + 1 < below.Length ? Node(below[2 * i], below[(2 * i) + 1]) : below[2 * i];
            layers.Add(layer);
        }

        _layers = [.. layers];
    }

    /// <summary>SHA-256 of nothing where there are no chunks.</summary>
    public Sha256Digest Root => _layers[0].Length == 0 ? Sha256Digest.Of([]) : _layers[^1][0];

    public static Sha256Digest Leaf(ReadOnlySpan<byte> commitment) => Sha256Digest.Of([LeafPrefix, .. commitment]);

    /// <summary>The audit path of a leaf (section 2.1.1): the siblings from below.</summary>
    public ImmutableArray<Sha256Digest> Path(int index)
    {
        ImmutableArray<Sha256Digest>.Builder path = ImmutableArray.CreateBuilder<Sha256Digest>();
        foreach (Sha256Digest[] layer in _layers)
        {
            if ((index ^ 1) < layer.Length) path.Add(layer[index ^ 1]);
            index /= 2;
        }

        return path.ToImmutable();
    }

    /// <summary>The root to which a path leads (RFC 9162, section 2.1.3.2).</summary>
    /// <returns>Null where the path has another length than that of such a leaf.</returns>
    public static Sha256Digest? RootFrom(Sha256Digest leaf, int index, int count, IReadOnlyList<Sha256Digest> path)
    {
        if (index < 0 || index >= count) return null;
        int taken = 0, last = count - 1;
        Sha256Digest node = leaf;
        for (; last > 0; index /= 2, last /= 2)
        {
            if (index % 2 == 0 && index == last) continue;
            if (taken == path.Count) return null;
            Sha256Digest sibling = path[taken++];
            node = index % 2 == 0 ? Node(node, sibling) : Node(sibling, node);
        }

        return taken == path.Count ? node : null;
    }

    private static Sha256Digest Node(Sha256Digest left, Sha256Digest right)
    {
        Span<byte> bytes = stackalloc byte[1 + (2 * Sha256Digest.Bytes)];
        bytes[0] = NodePrefix;
        left.Write(bytes[1..]);
        right.Write(bytes[(1 + Sha256Digest.Bytes)..]);
        return Sha256Digest.Read(SHA256.HashData(bytes));
    }
}
