using ChainProv.Cryptography.Curves;

namespace ChainProv.Groth16;

/// <summary>A Groth16 proof: A and C in G1, B in G2, none of them infinity.</summary>
/// <remarks>Anyone can re-randomise a proof: its bytes identify nothing and protect against no replay.</remarks>
public sealed record Proof(G1Affine A, G2Affine B, G1Affine C)
{
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
        Proof proof = new(G1Affine.Read(bytes[..g1], format), G2Affine.Read(bytes[g1..^g1], format), G1Affine.Read(bytes[^g1..], format));
        return proof.A.IsInfinity || proof.B.IsInfinity || proof.C.IsInfinity ? throw new FormatException("a proof's points are not infinity") : proof;
    }
}
