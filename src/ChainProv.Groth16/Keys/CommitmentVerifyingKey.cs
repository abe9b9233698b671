namespace ChainProv.Groth16.Keys;

/// <summary>What a verifying key has besides, where the circuit commits to a part of its witness.</summary>
/// <param name="Sigma">σ in G2, for the proof of knowledge of the commitment.</param>
/// <param name="Vectors">Where the circuit is linked to vectors: how those are committed to.</param>
public sealed record CommitmentVerifyingKey(G2Affine Sigma, VectorVerifyingKey? Vectors = null)
{
    /// <summary>The public inputs that are not stated: the challenge, and the vectors' evaluation.</summary>
    public int LateInputs => Vectors is null ? 1 : 2;
}
