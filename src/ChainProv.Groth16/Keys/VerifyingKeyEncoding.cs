using System.Buffers.Binary;
using ChainProv.Circuits;
using ChainProv.Cryptography.Curves;

namespace ChainProv.Groth16.Keys;

/// <summary>The one byte form of a verifying key, which is what the contracts hold: α, β, γ, δ, IC₀, IC₁ …, points as EIP-2537 encodes them.</summary>
/// <remarks>
/// A key whose circuit commits begins with a word instead: "chainprov/commitment/v1" (23 bytes) ‖ 0x00 ‖ number of vector commitments (8 bytes, big-endian; 0
/// where the circuit is linked to no vectors); then α, β, γ, δ, σ, τ where there are vectors, IC₀, IC₁ …. No point begins so.
/// </remarks>
public static class VerifyingKeyEncoding
{
    private const int WordBytes = 32;
    private const int G1Bytes = 128;
    private const int G2Bytes = 256;
    private const int FixedBytes = G1Bytes + (3 * G2Bytes);

    private static ReadOnlySpan<byte> CommitmentTag => "chainprov/commitment/v1\0"u8;

    public static byte[] Encode(VerifyingKey key)
    {
        using MemoryStream bytes = new();
        if (key.Commitment is { } commitment)
        {
            bytes.Write(CommitmentTag);
            Span<byte> chunks = stackalloc byte[sizeof(long)];
            BinaryPrimitives.WriteInt64BigEndian(chunks, commitment.Vectors?.Chunks ?? 0);
            bytes.Write(chunks);
        }

        bytes.Write(key.Alpha.ToBytes(PointFormat.Eip2537));
        foreach (G2Affine point in (ReadOnlySpan<G2Affine>)[key.Beta, key.Gamma, key.Delta]) bytes.Write(point.ToBytes(PointFormat.Eip2537));
        if (key.Commitment is not null) bytes.Write(key.Commitment.Sigma.ToBytes(PointFormat.Eip2537));
        if (key.Commitment?.Vectors is not null) bytes.Write(key.Commitment.Vectors.Tau.ToBytes(PointFormat.Eip2537));
        foreach (G1Affine point in key.PublicInputBases) bytes.Write(point.ToBytes(PointFormat.Eip2537));
        return bytes.ToArray();
    }

    /// <summary>Keccak-256 of the byte form: the key's name in certificates and on chain.</summary>
    public static byte[] Digest(VerifyingKey key) => [.. key.Digest.Value];

    /// <exception cref="FormatException">A wrong length, or a point that is not canonical, not on the curve or outside the subgroup.</exception>
    /// <exception cref="ArgumentException">The key is degenerate.</exception>
    public static VerifyingKey Decode(ReadOnlySpan<byte> bytes, CircuitDigest circuitDigest, SetupKind setup)
    {
        int length = bytes.Length;
        bool commits = bytes.StartsWith(CommitmentTag);
        long chunks = 0;
        if (commits && length >= WordBytes)
        {
            chunks = BinaryPrimitives.ReadInt64BigEndian(bytes[CommitmentTag.Length..]);
            if (chunks is < 0 or > int.MaxValue) throw new FormatException($"a circuit is not linked to {chunks} vector commitments");
            bytes = bytes[WordBytes..];
        }

        int fixedBytes = FixedBytes + (!commits ? 0 : chunks == 0 ? G2Bytes : 2 * G2Bytes);
        if (bytes.Length <= fixedBytes || (bytes.Length - fixedBytes) % G1Bytes != 0) throw new FormatException($"a verifying key does not have {length} bytes");
        G1Affine alpha = ReadG1(ref bytes, "α");
        G2Affine beta = ReadG2(ref bytes, "β"), gamma = ReadG2(ref bytes, "γ"), delta = ReadG2(ref bytes, "δ");
        CommitmentVerifyingKey? commitment = commits ? new(ReadG2(ref bytes, "σ"), chunks == 0 ? null : new(ReadG2(ref bytes, "τ"), (int)chunks)) : null;
        List<G1Affine> bases = [];
        while (bytes.Length > 0) bases.Add(ReadG1(ref bytes, $"IC[{bases.Count}]"));
        return new(alpha, beta, gamma, delta, bases, circuitDigest, setup, commitment);
    }

    private static G1Affine ReadG1(ref ReadOnlySpan<byte> rest, string name)
    {
        if (!G1Affine.TryRead(rest[..G1Bytes], PointFormat.Eip2537, out G1Affine point, out PointError error))
            throw new FormatException($"{name}: {PointFormatException.Describe(error)}");
        rest = rest[G1Bytes..];
        return point;
    }

    private static G2Affine ReadG2(ref ReadOnlySpan<byte> rest, string name)
    {
        if (!G2Affine.TryRead(rest[..G2Bytes], PointFormat.Eip2537, out G2Affine point, out PointError error))
            throw new FormatException($"{name}: {PointFormatException.Describe(error)}");
        rest = rest[G2Bytes..];
        return point;
    }
}
