namespace ChainProv.Groth16.Aggregation;

/// <summary>KZG proofs that the folded commitment keys are what the challenges make of the powers: their quotients by X − z.</summary>
public sealed record KeyOpenings(G2Affine V1, G2Affine V2, G1Affine W1, G1Affine W2);
