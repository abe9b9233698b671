using ChainProv.Groth16.Keys;

namespace ChainProv.Groth16.Tests.Linking;

/// <summary>Proofs of one key about vectors, for statements that all differ, made with its trapdoor.</summary>
internal sealed record LinkedBatch(VerifyingKey Key, Proof[] Proofs, Fr[][] PublicInputs, G1Affine[][] Vectors)
{
    private static readonly LinkedSimulator Simulator = new();

    /// <param name="count">How many proofs.</param>
    /// <param name="chained">Whether each has two of its four vectors from the one before it, as steps that hand on a state do.</param>
    public static LinkedBatch Of(int count, bool chained = false)
    {
        Fr[][] inputs = [.. Enumerable.Range(1, count).Select(i => (Fr[])[Fr.From((ulong)i)])];
        Fr[][] logarithms = [.. Enumerable.Range(1, count).Select(i => Enumerable.Range(0, 4).Select(k => Fr.From((ulong)((chained ? 2 * i : 4 * i) + k))).ToArray())];
        Proof[] proofs = new Proof[count];
        Parallel.For(0, count, i => proofs[i] = Simulator.Prove(inputs[i], logarithms[i]));
        return new(Simulator.Key, proofs, inputs, [.. logarithms.Select(LinkedSimulator.Points)]);
    }

    public LinkedBatch WithProof(int index, Func<Proof, Proof> change) => this with { Proofs = [.. Proofs.Select((proof, i) => i == index ? change(proof) : proof)] };

    public LinkedBatch WithCommitment(int index, Func<ProofCommitment, ProofCommitment> change) => WithProof(index, proof => proof with { Commitment = change(proof.Commitment!) });

    /// <summary>Every way in which the proof there can be false, with its name.</summary>
    public IEnumerable<(string Name, LinkedBatch Batch)> WithOneFalse(int index)
    {
        yield return ("C", WithProof(index, proof => proof with { C = Other(proof.C) }));
        yield return ("D", WithCommitment(index, commitment => commitment with { Point = Other(commitment.Point) }));
        yield return ("knowledge", WithCommitment(index, commitment => commitment with { Knowledge = Other(commitment.Knowledge) }));
        yield return ("evaluation", WithCommitment(index, commitment => commitment with { Opening = commitment.Opening! with { Evaluation = commitment.Opening.Evaluation + Fr.One } }));
        yield return ("opening", WithCommitment(index, commitment => commitment with { Opening = commitment.Opening! with { Witness = Other(commitment.Opening.Witness) } }));
        yield return ("input", this with { PublicInputs = [.. PublicInputs.Select((inputs, i) => i == index ? [inputs[0] + Fr.From(1000)] : inputs)] });
        yield return ("vector", this with { Vectors = [.. Vectors.Select((vectors, i) => i == index ? [.. vectors[..3], Other(vectors[3])] : vectors)] });
        yield return ("vectors swapped", this with { Vectors = [.. Vectors.Select((vectors, i) => i == index ? [.. vectors[2..], .. vectors[..2]] : vectors)] });
        yield return ("statements swapped", this with { PublicInputs = Swapped(PublicInputs), Vectors = Swapped(Vectors) });
    }

    private static T[] Swapped<T>(T[] values) => [values[1], values[0], .. values[2..]];

    private static G1Affine Other(G1Affine point) => (point + G1Affine.Generator).ToAffine();
}
