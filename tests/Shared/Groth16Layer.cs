using ChainProv.Circuits;
using ChainProv.Circuits.Testing;
using ChainProv.Cryptography.Compute;
using ChainProv.Groth16;
using ChainProv.Groth16.Keys;
using ChainProv.Groth16.Proving;
using ChainProv.Groth16.Verification;

namespace ChainProv.Tests.Shared;

/// <summary>A prover that proves whatever it is given, true or not, and a verifier.</summary>
/// <param name="name">The verifier, in words.</param>
/// <param name="key">Of the circuit that is checked.</param>
/// <param name="verify">The verifier, given a proof, the stated inputs and the commitments to linked vectors.</param>
internal sealed class Groth16Layer(string name, ProvingKey key, Func<Proof, Fr[], G1Affine[], bool> verify) : IProofLayer
{
    public string Name => name;

    public static Groth16Layer Ours(ProvingKey key) =>
        new("our verifier", key, (proof, inputs, vectors) => Groth16Verifier.Verify(key.VerifyingKey, proof, inputs, vectors));

    public static Groth16Layer Snarkjs(ProvingKey key) =>
        new("snarkjs", key, (proof, inputs, _) => SnarkjsVerifier.Accepts(key.VerifyingKey, proof, inputs));

    /// <summary>Of a plain circuit, the prover's own checks have to agree too.</summary>
    public bool Accepts(ConstraintSystem system, Func<Challenger, Witness> makeWitness)
    {
        CommitmentRound? round = null;
        Witness witness = makeWitness((stated, committed, vectors) =>
        {
            round = CommitmentRound.Commit(key, committed, vectors, CpuDevice.Default);
            return round.Challenge(key.VerifyingKey, stated);
        });
        Proof proof = Groth16Prover.Compute(key, system, witness, round);
        bool accepted = verify(proof, witness.PublicInputs[..system.StatedInputCount].ToArray(), round?.VectorCommitments ?? []);
        if (round is null && accepted != ProverAccepts(system, witness)) throw new CircuitFlawException($"The prover and {Name} disagree.");
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
