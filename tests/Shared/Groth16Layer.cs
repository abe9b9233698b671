using ChainProv.Circuits;
using ChainProv.Circuits.Testing;
using ChainProv.Groth16;
using ChainProv.Groth16.Keys;
using ChainProv.Groth16.Proving;
using ChainProv.Groth16.Verification;

namespace ChainProv.Tests.Shared;

/// <summary>A prover that proves whatever it is given, true or not, and a verifier.</summary>
/// <param name="name">The verifier, in words.</param>
/// <param name="key">Of the circuit that is checked.</param>
/// <param name="verify">The verifier.</param>
internal sealed class Groth16Layer(string name, ProvingKey key, Func<Proof, Fr[], bool> verify) : IProofLayer
{
    public string Name => name;

    public static Groth16Layer Ours(ProvingKey key) =>
        new("our verifier", key, (proof, inputs) => Groth16Verifier.Verify(key.VerifyingKey, proof, inputs));

    public static Groth16Layer Snarkjs(ProvingKey key) =>
        new("snarkjs", key, (proof, inputs) => SnarkjsVerifier.Accepts(key.VerifyingKey, proof, inputs));

    /// <summary>The prover's own checks have to agree too.</summary>
    public bool Accepts(ConstraintSystem system, Witness witness)
    {
        Proof proof = Groth16Prover.Compute(key, system, witness);
        bool accepted = verify(proof, witness.PublicInputs.ToArray());
        if (accepted != ProverAccepts(system, witness)) throw new CircuitFlawException($"The prover and {Name} disagree.");
        return accepted;
    }

    private bool ProverAccepts(ConstraintSystem system, Witness witness)
    {
        try
        {
            Groth16Prover.Prove(key, system, witness);
            return true;
        }
        catch (UnsatisfiedConstraintException)
        {
            return false;
        }
    }
}
