namespace ChainProv.Circuits;

/// <summary>Draws the challenge of a circuit, once, from what is fixed before it.</summary>
/// <param name="publicInputs">All public inputs but the challenge itself.</param>
/// <param name="committed">The values of <see cref="ConstraintSystem.CommittedWires"/>, in that order.</param>
public delegate Fr Challenger(ReadOnlyMemory<Fr> publicInputs, ReadOnlyMemory<Fr> committed);
