using ChainProv.Cryptography.Curves;

namespace ChainProv.Groth16;

/// <summary>The commitment of a proof to a part of its witness, from which the circuit's challenge is drawn (BSB22, eprint 2022/1072).</summary>
/// <param name="Point">D = Σ wᵢ·Kᵢ + v·[η]₁ over the committed wires, blinded by v.</param>
/// <param name="Knowledge">σ·D: whoever has it made D from the key's bases.</param>
/// <param name="Opening">Where the circuit is linked to vectors: their evaluation at the challenge.</param>
/// <exception cref="ArgumentException">A point is infinity.</exception>
public sealed record ProofCommitment(G1Affine Point, G1Affine Knowledge, VectorOpening? Opening = null)
{
    public G1Affine Point { get; init => field = Finite(value); } = Finite(Point);

    public G1Affine Knowledge { get; init => field = Finite(value); } = Finite(Knowledge);

    /// <summary>The length of the byte form Point ‖ Knowledge [‖ evaluation ‖ opening].</summary>
    public static int EncodedLength(PointFormat format, bool withOpening) => (2 * G1Affine.EncodedLength(format)) + (withOpening ? VectorOpening.EncodedLength(format) : 0);

    internal void Write(Span<byte> bytes, PointFormat format)
    {
        int g1 = G1Affine.EncodedLength(format);
        Point.Write(bytes[..g1], format);
        Knowledge.Write(bytes[g1..(2 * g1)], format);
        Opening?.Write(bytes[(2 * g1)..], format);
    }

    /// <exception cref="FormatException">A point that is not canonical, not on the curve, outside the subgroup, or infinity; or an evaluation that is not below r.</exception>
    internal static ProofCommitment Read(ReadOnlySpan<byte> bytes, PointFormat format)
    {
        int g1 = G1Affine.EncodedLength(format);
        G1Affine point = G1Affine.Read(bytes[..g1], format), knowledge = G1Affine.Read(bytes[g1..(2 * g1)], format);
        if (point.IsInfinity || knowledge.IsInfinity) throw new FormatException(AtInfinity);
        return new(point, knowledge, bytes.Length > 2 * g1 ? VectorOpening.Read(bytes[(2 * g1)..], format) : null);
    }

    private const string AtInfinity = "a proof's points are not infinity";

    private static G1Affine Finite(G1Affine point) => point.IsInfinity ? throw new ArgumentException(AtInfinity) : point;
}
