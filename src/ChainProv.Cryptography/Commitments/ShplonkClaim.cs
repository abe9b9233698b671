namespace ChainProv.Cryptography.Commitments;

/// <summary>That the polynomial in a commitment has these values at these points.</summary>
/// <param name="Commitment">[fᵢ(τ)]₁.</param>
/// <param name="Points">Sᵢ: at least one, none twice.</param>
/// <param name="Values">As many, in the same order.</param>
public readonly record struct ShplonkClaim(G1Affine Commitment, ReadOnlyMemory<Fr> Points, ReadOnlyMemory<Fr> Values);
