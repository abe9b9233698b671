namespace ChainProv.Cryptography.Commitments;

/// <summary>A polynomial and its commitment.</summary>
/// <param name="Commitment">[f(τ)]₁. A prover's statement names it; if it is not f's, the proof does not verify.</param>
/// <param name="Coefficients">Lowest first, at most as many as the reference string has powers.</param>
public readonly record struct KzgPolynomial(G1Affine Commitment, ReadOnlyMemory<Fr> Coefficients);
