namespace ChainProv.Cryptography.Commitments;

/// <summary>e(A, [1]₂)·e(B, [τ]₂) = 1: what every check of openings comes down to, so that others with the same points of G2 can be added to it.</summary>
/// <param name="OfOne">A.</param>
/// <param name="OfTau">B.</param>
public readonly record struct KzgEquation(G1Affine OfOne, G1Affine OfTau);
