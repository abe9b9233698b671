namespace ChainProv.Cryptography.Commitments;

/// <summary>Two points of G1, however many polynomials and points there are.</summary>
/// <param name="Quotient">W = [h(τ)]₁.</param>
/// <param name="Opening">W' = [L(τ)/(τ − z)]₁.</param>
public readonly record struct ShplonkProof(G1Affine Quotient, G1Affine Opening);
