using ChainProv.Cryptography.Commitments;

namespace ChainProv.Circuits;

/// <summary>Draws the challenge of a circuit, once, from what is fixed before it.</summary>
/// <param name="statedInputs">The public inputs but the challenge itself and the vectors' evaluation.</param>
/// <param name="committed">The values of <see cref="CommitmentLayout.Wires"/>, in that order.</param>
/// <param name="vectors">The vectors that the circuit is linked to, in the order of their declaration.</param>
public delegate Fr Challenger(ReadOnlyMemory<Fr> statedInputs, ReadOnlyMemory<Fr> committed, IReadOnlyList<CommittedVector> vectors);
