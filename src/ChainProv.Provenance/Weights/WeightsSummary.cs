using System.Buffers.Binary;
using ChainProv.Cryptography.Commitments;
using ChainProv.Provenance.Files;

namespace ChainProv.Provenance.Weights;

/// <summary>What the digest of a model's weights is of: enough to check an inclusion proof, without tensors and commitments.</summary>
/// <param name="Blinding">32 for hiding weights, 0 for public ones.</param>
/// <param name="TensorCount">How many tensors there are.</param>
/// <param name="ChunkCount">How many chunks.</param>
/// <param name="TensorsDigest"><see cref="WeightTable.Digest"/>.</param>
/// <param name="ChunkRoot"><see cref="ChunkTree.Root"/>.</param>
public sealed record WeightsSummary(int Blinding, int TensorCount, int ChunkCount, Sha256Digest TensorsDigest, Sha256Digest ChunkRoot)
{
    /// <summary>
    /// SHA-256("chainprov/weights/v1" ‖ 0x00 ‖ srsDigest (32) ‖ uint32 blinding ‖ uint32 tensorCount ‖ uint64 chunkCount ‖ tensorsDigest ‖ chunkRoot), the reference string being
    /// <see cref="KzgSrs.Ethereum"/>.
    /// </summary>
    public Sha256Digest Digest()
    {
        Span<byte> counts = stackalloc byte[(2 * sizeof(uint)) + sizeof(ulong)];
        BinaryPrimitives.WriteInt32BigEndian(counts, Blinding);
        BinaryPrimitives.WriteInt32BigEndian(counts[sizeof(uint)..], TensorCount);
        BinaryPrimitives.WriteInt64BigEndian(counts[(2 * sizeof(uint))..], ChunkCount);
        return Sha256Digest.Of([.. "chainprov/weights/v1\0"u8, .. KzgSrs.Ethereum.Digest.Span, .. counts, .. TensorsDigest.ToArray(), .. ChunkRoot.ToArray()]);
    }
}
