using ChainProv.Cryptography.Curves;

namespace ChainProv.Groth16;

/// <summary>A Groth16 proof: A and C in G1, B in G2, none of them infinity; and the commitment, where the circuit commits to a part of its witness.</summary>
/// <remarks>Anyone can re-randomise a proof: its bytes identify nothing and protect against no replay.</remarks>
/// <exception cref="ArgumentException">A point is infinity.</exception>
public sealed record Proof(G1Affine A, G2Affine B, G1Affine C, ProofCommitment? Commitment = null)
{
    public G1Affine A { get; init => field = Finite(value); } = Finite(A);

    public G2Affine B { get; init => field = Finite(value); } = Finite(B);

    public G1Affine C { get; init => field = Finite(value); } = Finite(C);

    /// <summary>The length of the byte form A ‖ B ‖ C: 192 compressed, 512 in EIP-2537's encoding. A commitment follows, with 96 or 256 bytes, or 176 or 416 with an
    /// opening.</summary>
    public static int EncodedLength(PointFormat format) => (2 * G1Affine.EncodedLength(format)) + G2Affine.EncodedLength(format);

    public byte[] Encode(PointFormat format)
    {
        int plain = EncodedLength(format), g1 = G1Affine.EncodedLength(format);
        byte[] bytes = new byte[plain + (Commitment is null ? 0 : ProofCommitment.EncodedLength(format, Commitment.Opening is not null))];
        A.Write(bytes.AsSpan(..g1), format);
        B.Write(bytes.AsSpan(g1..(plain - g1)), format);
        C.Write(bytes.AsSpan((plain - g1)..plain), format);
        Commitment?.Write(bytes.AsSpan(plain..), format);
        return bytes;
    }

    /// <exception cref="FormatException">A wrong length; a point that is not canonical, not on the curve, outside the subgroup, or infinity; or an evaluation that is
    /// not below r.</exception>
    public static Proof Decode(ReadOnlySpan<byte> bytes, PointFormat format)
    {
        int plain = EncodedLength(format), g1 = G1Affine.EncodedLength(format), rest = bytes.Length - plain;
        if (rest != 0 && rest != ProofCommitment.EncodedLength(format, withOpening: false) && rest != ProofCommitment.EncodedLength(format, withOpening: true))
            throw new FormatException($"a proof has {plain} bytes, not {bytes.Length}");
        G1Affine a = G1Affine.Read(bytes[..g1], format), c = G1Affine.Read(bytes[(plain - g1)..plain], format);
        G2Affine b = G2Affine.Read(bytes[g1..(plain - g1)], format);
        if (a.IsInfinity || b.IsInfinity || c.IsInfinity) throw new FormatException(AtInfinity);
        return new(a, b, c, rest == 0 ? null : ProofCommitment.Read(bytes[plain..], format));
    }

    private const string AtInfinity = "a proof's points are not infinity";

    private static G1Affine Finite(G1Affine point) => point.IsInfinity ? throw new ArgumentException(AtInfinity) : point;

    private static G2Affine Finite(G2Affine point) => point.IsInfinity ? throw new ArgumentException(AtInfinity) : point;
}
