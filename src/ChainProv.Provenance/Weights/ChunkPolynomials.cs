using ChainProv.Provenance.Files;

namespace ChainProv.Provenance.Weights;

/// <summary>The polynomials behind the commitments: a chunk's 4,064 elements, and its blinding above them.</summary>
internal sealed class ChunkPolynomials(WeightTable table, ChunkBlinding blinding)
{
    /// <summary>Coefficients of a polynomial, as many as the reference string has powers.</summary>
    public const int Length = ChunkPacking.Elements + ChunkBlinding.Coefficients;

    /// <param name="chunk">Which.</param>
    /// <param name="data">Its raw bytes.</param>
    /// <param name="sha256">Of these.</param>
    /// <param name="coefficients"><see cref="Length"/> of them, lowest first; secret unless the weights are public.</param>
    public void Write(WeightChunk chunk, ReadOnlySpan<byte> data, Sha256Digest sha256, Span<Fr> coefficients)
    {
        coefficients.Clear();
        WeightTensor tensor = table.Tensors[chunk.Tensor];
        tensor.Packing.Pack(data, coefficients);
        blinding.Derive(tensor, chunk.Number, sha256, coefficients[ChunkPacking.Elements..]);
    }

    /// <inheritdoc cref="Write(WeightChunk, ReadOnlySpan{byte}, Sha256Digest, Span{Fr})"/>
    public void Write(WeightChunk chunk, ReadOnlySpan<byte> data, Span<Fr> coefficients) =>
        Write(chunk, data, blinding.Count == 0 ? default : Sha256Digest.Of(data), coefficients);
}
