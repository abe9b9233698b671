using ChainProv.Cryptography.Curves;

namespace ChainProv.Groth16;

/// <summary>The vectors that a circuit is linked to, evaluated at its challenge, all as one polynomial Σ Xᴹᵏ·fₖ.</summary>
/// <param name="Evaluation">Its value; a public input of the circuit.</param>
/// <param name="Witness">The KZG opening: the commitment to (Σ cᴹᵏ·fₖ − value)/(X − c), which may be infinity.</param>
public sealed record VectorOpening(Fr Evaluation, G1Affine Witness)
{
    internal static int EncodedLength(PointFormat format) => Fr.ByteLength + G1Affine.EncodedLength(format);

    internal void Write(Span<byte> bytes, PointFormat format)
    {
        Evaluation.Write(bytes[..Fr.ByteLength]);
        Witness.Write(bytes[Fr.ByteLength..EncodedLength(format)], format);
    }

    internal static VectorOpening Read(ReadOnlySpan<byte> bytes, PointFormat format) =>
        Fr.TryRead(bytes[..Fr.ByteLength], out Fr evaluation)
            ? new(evaluation, G1Affine.Read(bytes[Fr.ByteLength..], format))
            : throw new FormatException("a proof's evaluation is not below r");
}
