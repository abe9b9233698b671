namespace ChainProv.Cryptography.Commitments;

/// <summary>What several committed polynomials are at one point, with one proof for all.</summary>
/// <param name="Values">yᵢ = fᵢ(z), in the order of the polynomials.</param>
/// <param name="Proof">[(Σ γⁱ(fᵢ(τ) − yᵢ))/(τ − z)]₁.</param>
public readonly record struct SharedPointOpening(ReadOnlyMemory<Fr> Values, G1Affine Proof);
