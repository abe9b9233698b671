namespace ChainProv.Groth16.Aggregation;

/// <summary>What is left of the vectors and of the commitment keys after the last halving: one point each.</summary>
/// <param name="A">Of the proofs' A.</param>
/// <param name="B">Of the proofs' B.</param>
/// <param name="C">Of the proofs' C.</param>
/// <param name="V1">Of the key for G1, in powers of a.</param>
/// <param name="V2">Of the key for G1, in powers of b.</param>
/// <param name="W1">Of the key for G2, in powers of a.</param>
/// <param name="W2">Of the key for G2, in powers of b.</param>
public sealed record FinalElements(G1Affine A, G2Affine B, G1Affine C, G2Affine V1, G2Affine V2, G1Affine W1, G1Affine W2);
