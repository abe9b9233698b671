using ChainProv.Cryptography.Commitments;
using ChainProv.Groth16.Keys;
using ChainProv.Groth16.Setup;
using ChainProv.Groth16.Verification;

namespace ChainProv.Groth16.Tests.Linking;

/// <summary>Knows all secrets of a key and of its reference string, and so proves any statement about any vectors: what shows that proofs tell nothing.</summary>
internal sealed class LinkedSimulator
{
    private readonly Trapdoor _secret = Trapdoor.Random();
    private readonly CommitmentTrapdoor _commitment = CommitmentTrapdoor.Random();
    private readonly Fr _tau = Fr.Random();
    private readonly Fr[] _bases;

    public LinkedSimulator()
    {
        Key = DevelopmentSetup.Run(LinkedSamples.Compiled, KnownTau.Srs(LinkedSamples.Powers, _tau), _secret, _commitment, threads: 1, CancellationToken.None).VerifyingKey;
        QuadraticProgramAtPoint program = QuadraticProgramAtPoint.Evaluate(LinkedSamples.Compiled, _secret.Tau);
        _bases = [.. Enumerable.Range(0, Key.PublicInputBases.Count).Select(i => (_secret.Beta * program.U[i]) + (_secret.Alpha * program.V[i]) + program.W[i])];
    }

    public VerifyingKey Key { get; }

    /// <summary>A proof of the statement about vectors of which it knows the commitments' logarithms, and nothing else.</summary>
    public Proof Prove(Fr[] inputs, Fr[] vectors)
    {
        Fr a = Fr.Random(), b = Fr.Random(), d = Fr.Random(), evaluation = Fr.Random();
        Fr challenge = CommitmentChallenge.Derive(Key, InG1(d), Points(vectors), inputs);
        Fr[] factors = FoldedVectors.Factors(vectors.Length, challenge);
        Fr folded = -evaluation;
        for (int i = 0; i < vectors.Length; i++) folded += factors[i] * vectors[i];

        Fr sum = _bases[0] + d;
        Fr[] all = [.. inputs, challenge, evaluation];
        for (int i = 0; i < all.Length; i++) sum += _bases[i + 1] * all[i];
        Fr c = ((a * b) - (_secret.Alpha * _secret.Beta) - sum) * _secret.Delta.Inverse();
        VectorOpening opening = new(evaluation, InG1(folded * (_tau - challenge).Inverse()));
        return new(InG1(a), (G2Affine.Generator * b).ToAffine(), InG1(c), new ProofCommitment(InG1(d), InG1(d * _commitment.Sigma), opening));
    }

    public static G1Affine[] Points(Fr[] logarithms) => Array.ConvertAll(logarithms, InG1);

    private static G1Affine InG1(Fr logarithm) => (G1Affine.Generator * logarithm).ToAffine();
}
