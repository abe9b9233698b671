namespace ChainProv.Circuits.Testing;

/// <summary>A layer above the constraints that must agree with them: a prover and its verifier, snarkjs, a contract.</summary>
public interface IProofLayer
{
    string Name { get; }

    /// <summary>Whether the layer ends up accepting a proof of this witness, which need not satisfy the system.</summary>
    bool Accepts(ConstraintSystem system, Witness witness);
}
