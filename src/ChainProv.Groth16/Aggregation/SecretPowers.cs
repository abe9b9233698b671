namespace ChainProv.Groth16.Aggregation;

/// <summary>The powers of one secret s in both groups: s⁰, s¹ … s²ⁿ⁻¹ in G1 and s⁰ … sⁿ⁻¹ in G2.</summary>
public sealed record SecretPowers(ReadOnlyMemory<G1Affine> One, ReadOnlyMemory<G2Affine> Two);
