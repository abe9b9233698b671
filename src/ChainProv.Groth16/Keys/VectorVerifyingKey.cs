namespace ChainProv.Groth16.Keys;

/// <summary>How the vectors that a circuit is linked to are committed to (KZG).</summary>
/// <param name="Tau">τ in G2, of the structured reference string.</param>
/// <param name="Chunks">How many commitments there are.</param>
public sealed record VectorVerifyingKey(G2Affine Tau, int Chunks);
