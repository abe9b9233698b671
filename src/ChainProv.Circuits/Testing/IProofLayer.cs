namespace ChainProv.Circuits.Testing;

/// <summary>A layer above the constraints that must agree with them: a prover and its verifier, snarkjs, a contract.</summary>
public interface IProofLayer
{
    string Name { get; }

    /// <summary>Whether the layer ends up accepting a proof of a witness, which need not satisfy the system.</summary>
    /// <param name="system">The circuit, compiled.</param>
    /// <param name="makeWitness">Makes the witness with the layer's own challenge, where the circuit uses one.</param>
    bool Accepts(ConstraintSystem system, Func<Challenger, Witness> makeWitness);
}
