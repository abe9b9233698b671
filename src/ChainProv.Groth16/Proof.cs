using ChainProv.Cryptography.Curves;

namespace ChainProv.Groth16;

/// <summary>A Groth16 proof: A and C in G1, B in G2, none of them infinity.</summary>
/// <remarks>Anyone can re-randomise a proof: its bytes identify nothing and protect against no replay.</remarks>
/// <exception cref="ArgumentException">A point is infinity.</exception>
public sealed record Proof(G1Affine A, G2Affine B, G1Affine C)
{
    public G1Affine A { get; init => field = Finite(value); } = Finite(A);

    public G2Affine B { get; init => field = Finite(value); } = Finite(B);

    public G1Affine C { get; init => field = Finite(value); } = Finite(C);

    /// <summary>The length of the byte form A ‖ B ‖ C: 192 compressed, 512 in EIP-2537's encoding.</summary>
    public static int EncodedLength(PointFormat format) => (2 * G1Affine.EncodedLength(format)) + G2Affine.EncodedLength(format);

    public byte[] Encode(PointFormat format)
    {
        byte[] bytes = new byte[EncodedLength(format)];
        int g1 = G1Affine.EncodedLength(format);
        A.Write(bytes.AsSpan(..g1), format);
        B.Write(bytes.AsSpan(g1..^g1), format);
        C.Write(bytes.AsSpan(^g1..), format);
        return bytes;
    }

    /// <exception cref="FormatException">A wrong length, or a point that is not canonical, not on the curve, outside the subgroup, or infinity.</exception>
    public static Proof Decode(ReadOnlySpan<byte> bytes, PointFormat format)
    {
        if (bytes.Length != EncodedLength(format)) throw new FormatException($"a proof has {EncodedLength(format)} bytes, not {bytes.Length}");
        int g1 = G1Affine.EncodedLength(format);
        G1Affine a = G1Affine.Read(bytes[..g1], format), c = G1Affine.Read(bytes[^g1..], format);
        G2Affine b = G2Affine.Read(bytes[g1..^g1], format);
        return a.IsInfinity || b.IsInfinity || c.IsInfinity ? throw new FormatException(AtInfinity) : new(a, b, c);
    }

    private const string AtInfinity = "a proof's points are not infinity";

    private static G1Affine Finite(G1Affine point) => point.IsInfinity ? throw new ArgumentException(AtInfinity) : point;

    private static G2Affine Finite(G2Affine point) => point.IsInfinity ? throw new ArgumentException(AtInfinity) : point;
}
