using System.Collections.Immutable;
using ChainProv.Cryptography.Hashing;

namespace ChainProv.Provenance.Statements;

/// <summary>What a model commitment opens to. It contains secrets: the dataset leaves and the blinding.</summary>
public sealed class ModelOpening
{
    /// <param name="model">The digest of the model's file list.</param>
    /// <param name="baseModel">That of the base model, or <see cref="DigestLimbs.None"/>.</param>
    /// <param name="leaves">The declared datasets' leaves, 1 to 16.</param>
    /// <param name="blinding">Uniform in the field: <c>Fr.Random()</c>, fresh for each commitment.</param>
    /// <exception cref="ArgumentException">There is no dataset, more than 16, or a leaf is zero.</exception>
    public ModelOpening(DigestLimbs model, DigestLimbs baseModel, IEnumerable<Fr> leaves, Fr blinding)
    {
        Model = model;
        BaseModel = baseModel;
        Leaves = [.. leaves];
        Blinding = blinding;
        Slots = ReleaseFormat.SlotsFor(Leaves.Length);
        if (Leaves.Contains(Fr.Zero)) throw new ArgumentException("No leaf is zero: that is an empty slot.", nameof(leaves));
    }

    public DigestLimbs Model { get; }

    public DigestLimbs BaseModel { get; }

    public ImmutableArray<Fr> Leaves { get; }

    public Fr Blinding { get; }

    /// <summary>1, 4 or 16; public, as it selects the circuit.</summary>
    public int Slots { get; }

    public Fr Commitment() => Poseidon2.Hash(
        ReleaseFormat.ModelCommitmentTag,
        ReleaseFormat.ModelCommitment<Fr>(
            Model.HighElement,
            Model.LowElement,
            BaseModel.HighElement,
            BaseModel.LowElement,
            Fr.From((ulong)TrainingLink.None),
            Fr.From((ulong)Slots),
            [.. Leaves, .. new Fr[Slots - Leaves.Length]],
            Blinding));
}
