using ChainProv.Circuits;
using ChainProv.Circuits.Testing;
using ChainProv.Cryptography.Commitments;
using ChainProv.Cryptography.Compute;
using ChainProv.Groth16.Keys;
using ChainProv.Groth16.Proving;
using ChainProv.Groth16.Setup;
using ChainProv.Groth16.Verification;

namespace ChainProv.Groth16.Tests.Linking;

/// <summary>A circuit with linked vectors over a small reference string, its key and a proof, made once for all tests.</summary>
internal static class LinkedSamples
{
    public const int Powers = 16, Blinding = 5;

    public static KzgSrs Srs { get; } = KnownTau.Srs(Powers, Fr.Random());

    /// <summary>13 values are two chunks of 11.</summary>
    public static CommittedVector Left { get; } = Commit([.. Enumerable.Range(0, 13).Select(i => (ulong)(i % 16))]);

    public static CommittedVector Right { get; } = Commit([.. Enumerable.Range(0, 13).Select(i => (ulong)(1000 + (i * i)))]);

    public static Linked Statement { get; } = Of(Left, Right);

    public static LinkedCircuit Circuit { get; } = new(Statement);

    public static ConstraintSystem Compiled { get; } = ConstraintSystem.Compile(Circuit);

    public static ProvingKey Key { get; } = DevelopmentSetup.Run(Compiled, Srs);

    public static Fr[] Inputs => [Statement.InnerProduct];

    public static G1Affine[] Commitments => VectorsOf(Statement);

    public static Proof Honest { get; } = Prove(Statement);

    public static CommittedVector Commit(params ulong[] values) => CommittedVector.Commit(Srs, values.Select(Fr.From).ToArray(), Blinding);

    public static G1Affine[] VectorsOf(Linked statement) => [.. statement.Left.Commitments.Span, .. statement.Right.Commitments.Span];

    /// <summary>The true statement about two vectors.</summary>
    public static Linked Of(CommittedVector left, CommittedVector right)
    {
        Fr sum = Fr.From(7);
        for (int i = 0; i < left.Values.Length; i++) sum += left.Values.Span[i] * right.Values.Span[i];
        return new(left, right, sum, Fr.From(7));
    }

    /// <summary>What an honest prover sends, without a ledger, so that tests can prove as often as they like.</summary>
    public static Proof Prove(Linked statement) => Dishonest(statement).Proof;

    /// <summary>What a prover sends who checks nothing, and who draws the challenge as he likes; honestly if nothing is given.</summary>
    public static (Proof Proof, Fr Challenge) Dishonest(Linked statement, Func<CommitmentRound, Fr>? draw = null)
    {
        CommitmentRound? round = null;
        Fr challenge = default;
        Witness witness = DishonestWitness.Of(Circuit, statement, Compiled, (stated, committed, vectors) =>
        {
            round = CommitmentRound.Commit(Key, committed, vectors, CpuDevice.Default);
            return challenge = draw?.Invoke(round) ?? round.Challenge(Key.VerifyingKey, stated);
        });
        return (Groth16Prover.Compute(Key, Compiled, witness, round), challenge);
    }

    public static bool Verify(Proof proof, Fr[]? inputs = null, G1Affine[]? vectors = null) => Groth16Verifier.Verify(Key.VerifyingKey, proof, inputs ?? Inputs, vectors ?? Commitments);
}
