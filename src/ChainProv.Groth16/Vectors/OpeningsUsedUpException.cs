using ChainProv.Cryptography.Commitments;

namespace ChainProv.Groth16.Vectors;

/// <summary>A vector may not be opened once more: its blinding hides no further evaluation.</summary>
public sealed class OpeningsUsedUpException(VectorDigest vector, int spent, int allowance) : Exception(
    $"Vector {vector} has been opened {spent} times, and its blinding allows {allowance}: commit to it again under fresh blinding.")
{
    public VectorDigest Vector { get; } = vector;

    public int Allowance { get; } = allowance;
}
