namespace ChainProv.Cryptography.Commitments;

/// <summary>How a vector lies in polynomials of N coefficients: chunks of N − <paramref name="Blinding"/> values, and above them the blinding of each.</summary>
/// <remarks>A last chunk that is not full has zeros between its values and its blinding.</remarks>
/// <param name="Length">How many values there are; at least one.</param>
/// <param name="Blinding">
/// k, the random coefficients N − k … N − 1 of each chunk. One more than the evaluations that will ever be opened; none for a public vector, whose
/// commitments anyone can then recompute.
/// </param>
public readonly record struct VectorShape(int Length, int Blinding)
{
    /// <summary>The values in a full chunk.</summary>
    /// <param name="powers">N.</param>
    /// <exception cref="ArgumentOutOfRangeException">The blinding leaves no room for values, or is negative.</exception>
    public int Capacity(int powers)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(Blinding);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(Blinding, powers);
        return powers - Blinding;
    }

    /// <summary>How many chunks there are, which is how many commitments.</summary>
    /// <param name="powers">N.</param>
    /// <exception cref="ArgumentOutOfRangeException">There are no values, or the blinding leaves no room for them.</exception>
    public int ChunkCount(int powers)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(Length);
        return ((Length - 1) / Capacity(powers)) + 1;
    }
}
