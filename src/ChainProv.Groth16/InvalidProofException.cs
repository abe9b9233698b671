namespace ChainProv.Groth16;

/// <summary>Proofs that were to be aggregated do not show their statements.</summary>
public sealed class InvalidProofException(IReadOnlyList<int> indices) : Exception($"These proofs do not verify: {string.Join(", ", indices)}.")
{
    /// <summary>Which, counted from zero.</summary>
    public IReadOnlyList<int> Indices { get; } = indices;
}
