using ChainProv.Cryptography.Pairings;

namespace ChainProv.Groth16.Aggregation;

/// <summary>A commitment to vectors of points, once under the powers of a and once under those of b: either alone could be opened in two ways.</summary>
public readonly record struct Commitment(Gt T, Gt U);
