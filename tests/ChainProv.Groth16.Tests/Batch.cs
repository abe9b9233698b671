using ChainProv.Groth16.Keys;

namespace ChainProv.Groth16.Tests;

/// <summary>Proofs of one key for statements that all differ, made with its trapdoor: real ones would take longer and be no others.</summary>
internal sealed record Batch(VerifyingKey Key, Proof[] Proofs, Fr[][] PublicInputs)
{
    private static readonly Simulator Simulator = new();

    public static Batch Of(int count)
    {
        Fr[][] inputs = [.. Enumerable.Range(1, count).Select(i => (Fr[])[Fr.From((ulong)i), Fr.From((ulong)(i * i))])];
        return new(Simulator.Key, [.. inputs.Select(statement => Simulator.Prove(statement))], inputs);
    }

    /// <summary>The batch with one proof that does not verify.</summary>
    public Batch WithBadProof(int index)
    {
        Proof[] proofs = [.. Proofs];
        proofs[index] = proofs[index] with { C = (proofs[index].C + G1Affine.Generator).ToAffine() };
        return this with { Proofs = proofs };
    }

    /// <summary>The batch with one public input that is another.</summary>
    public Batch WithOtherInput(int index, int position)
    {
        Fr[][] inputs = [.. PublicInputs.Select(vector => vector.ToArray())];
        inputs[index][position] += Fr.From(1000);
        return this with { PublicInputs = inputs };
    }
}
