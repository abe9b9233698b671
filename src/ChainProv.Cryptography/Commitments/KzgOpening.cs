namespace ChainProv.Cryptography.Commitments;

/// <summary>What a committed polynomial is at a point, and the proof of it.</summary>
/// <param name="Value">y = f(z).</param>
/// <param name="Proof">π = [(f(τ) − y)/(τ − z)]₁.</param>
public readonly record struct KzgOpening(Fr Value, G1Affine Proof);
