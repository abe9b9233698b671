using ChainProv.Circuits;
using ChainProv.Cryptography.Curves;
using ChainProv.Cryptography.Hashing;

namespace ChainProv.Groth16.Keys;

/// <summary>The one byte form of a verifying key: the points α, β, γ, δ, IC₀, IC₁ … as EIP-2537 encodes them, which is what the contracts hold.</summary>
public static class VerifyingKeyEncoding
{
    private const int G1Bytes = 128;
    private const int G2Bytes = 256;
    private const int FixedBytes = G1Bytes + (3 * G2Bytes);

    public static byte[] Encode(VerifyingKey key)
    {
        byte[] bytes = new byte[FixedBytes + (G1Bytes * key.PublicInputBases.Count)];
        Span<byte> rest = bytes;
        key.Alpha.Write(Next(ref rest, G1Bytes), PointFormat.Eip2537);
        foreach (G2Affine point in (ReadOnlySpan<G2Affine>)[key.Beta, key.Gamma, key.Delta]) point.Write(Next(ref rest, G2Bytes), PointFormat.Eip2537);
        foreach (G1Affine point in key.PublicInputBases) point.Write(Next(ref rest, G1Bytes), PointFormat.Eip2537);
        return bytes;
    }

    /// <summary>Keccak-256 of the byte form: the key's name in certificates and on chain.</summary>
    public static byte[] Digest(VerifyingKey key) => Keccak256.Hash(Encode(key));

    /// <exception cref="FormatException">A wrong length, or a point that is not canonical, not on the curve or outside the subgroup.</exception>
    /// <exception cref="ArgumentException">The key is degenerate.</exception>
    public static VerifyingKey Decode(ReadOnlySpan<byte> bytes, CircuitDigest circuitDigest, SetupKind setup)
    {
        if (bytes.Length <= FixedBytes || (bytes.Length - FixedBytes) % G1Bytes != 0) throw new FormatException($"a verifying key does not have {bytes.Length} bytes");
        G1Affine alpha = ReadG1(ref bytes, "α");
        G2Affine beta = ReadG2(ref bytes, "β"), gamma = ReadG2(ref bytes, "γ"), delta = ReadG2(ref bytes, "δ");
        List<G1Affine> bases = [];
        while (bytes.Length > 0) bases.Add(ReadG1(ref bytes, $"IC[{bases.Count}]"));
        return new(alpha, beta, gamma, delta, bases, circuitDigest, setup);
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

    private static Span<byte> Next(ref Span<byte> rest, int length)
    {
        Span<byte> next = rest[..length];
        rest = rest[length..];
        return next;
    }
}
