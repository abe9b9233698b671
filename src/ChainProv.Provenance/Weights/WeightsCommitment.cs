using ChainProv.Cryptography.Curves;
using ChainProv.Provenance.Files;

namespace ChainProv.Provenance.Weights;

/// <summary>A model's tensors, and the commitment to each chunk of their data. Public.</summary>
/// <remarks>In memory it takes some 200 bytes for each chunk, of up to 121,920 bytes of weights.</remarks>
public sealed class WeightsCommitment
{
    private readonly G1Affine[] _commitments;

    /// <param name="table">The tensors.</param>
    /// <param name="blinding">32, or 0 for public weights.</param>
    /// <param name="commitments">Valid points, one for each chunk.</param>
    internal WeightsCommitment(WeightTable table, int blinding, G1Affine[] commitments)
    {
        (Table, _commitments, Tree) = (table, commitments, new ChunkTree(Compressed(commitments)));
        Summary = new(blinding, table.Tensors.Length, table.ChunkCount, table.Digest, Tree.Root);
        Digest = Summary.Digest();
    }

    public WeightTable Table { get; }

    /// <summary>One for each chunk, in order.</summary>
    public ReadOnlyMemory<G1Affine> Commitments => _commitments;

    public ChunkTree Tree { get; }

    public WeightsSummary Summary { get; }

    /// <summary>The weights digest.</summary>
    public Sha256Digest Digest { get; }

    /// <summary>Whether the commitments hide the weights.</summary>
    public bool IsHiding => Summary.Blinding > 0;

    internal static byte[] Compressed(ReadOnlySpan<G1Affine> commitments)
    {
        int length = G1Affine.EncodedLength(PointFormat.Compressed);
        byte[] bytes = new byte[length * commitments.Length];
        for (int i = 0; i < commitments.Length; i++) commitments[i].Write(bytes.AsSpan(length * i, length), PointFormat.Compressed);
        return bytes;
    }
}
