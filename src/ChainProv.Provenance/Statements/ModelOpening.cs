using System.Collections.Immutable;
using ChainProv.Cryptography.Hashing;

namespace ChainProv.Provenance.Statements;

/// <summary>What a model commitment opens to. It contains secrets: the dataset leaves and the blinding.</summary>
public sealed class ModelOpening
{
    private readonly MerkleTree _declared;

    /// <param name="facts">What everyone may know of the model.</param>
    /// <param name="link">What ties the weights to the datasets.</param>
    /// <param name="leaves">The declared datasets' leaves, 1 to 16.</param>
    /// <param name="blinding">Uniform in the field: <c>Fr.Random()</c>, fresh for each commitment.</param>
    /// <exception cref="ArgumentException">There is no dataset, more than 16, or a leaf is zero.</exception>
    public ModelOpening(ModelFacts facts, TrainingLink link, IEnumerable<Fr> leaves, Fr blinding)
    {
        Facts = facts;
        Link = link;
        Leaves = [.. leaves];
        Blinding = blinding;
        Slots = ReleaseFormat.SlotsFor(Leaves.Length);
        if (Leaves.Contains(Fr.Zero)) throw new ArgumentException("No leaf is zero: that is an empty slot.", nameof(leaves));
        _declared = new MerkleTree(ReleaseFormat.DeclaredDepth, Leaves.AsSpan());
    }

    public ModelFacts Facts { get; }

    public TrainingLink Link { get; }

    public ImmutableArray<Fr> Leaves { get; }

    public Fr Blinding { get; }

    /// <summary>1, 4 or 16: the release circuit that holds the datasets.</summary>
    public int Slots { get; }

    /// <summary>The place of a declared dataset under the root that is committed to; null if it is none.</summary>
    public MerklePath? PathOf(Fr leaf) => Leaves.IndexOf(leaf) is >= 0 and int index ? _declared.PathOf(index) : null;

    public Fr Commitment() => Poseidon2.Hash(
        ReleaseFormat.ModelCommitmentTag, ReleaseFormat.ModelCommitment(Facts.ToElement(), Fr.From((ulong)Link), _declared.Root, Blinding));
}
