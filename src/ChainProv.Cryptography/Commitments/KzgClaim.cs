namespace ChainProv.Cryptography.Commitments;

/// <summary>That the polynomial in a commitment has a value at a point, with the proof. The points of the group must be valid.</summary>
/// <param name="Commitment">C = [f(τ)]₁.</param>
/// <param name="Point">z.</param>
/// <param name="Value">y, claimed to be f(z).</param>
/// <param name="Proof">π.</param>
public readonly record struct KzgClaim(G1Affine Commitment, Fr Point, Fr Value, G1Affine Proof);
