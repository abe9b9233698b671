using ChainProv.Circuits;
using ChainProv.Circuits.Gadgets;

namespace ChainProv.Provenance.Statements;

/// <summary>Every dataset that a release declares is certified, unrevoked and within policy. Hidden: which datasets, and how many of the
/// slots are used.</summary>
/// <remarks>
/// <c>docs/release-statement.md</c>, "What is shown". It does not prove that training used the data.
/// An unused slot must hold a certified dataset within policy too (the prover repeats a used one): only its leaf stays out of the
/// commitment. So no check is conditional, and no cell of an unused slot is free.
/// </remarks>
public sealed class ReleaseCircuit : ICircuit<ReleaseAssignment>
{
    /// <param name="slots">1, 4 or 16.</param>
    /// <exception cref="ArgumentOutOfRangeException">Another number of slots.</exception>
    public ReleaseCircuit(int slots)
    {
        if (!ReleaseFormat.SlotCounts.Contains(slots))
            throw new ArgumentOutOfRangeException(nameof(slots), slots, "A release circuit has 1, 4 or 16 slots.");
        Slots = slots;
    }

    public int Slots { get; }

    public ReleaseAssignment Placeholder => ReleaseAssignment.Empty(Slots);

    public void Define(ICircuitBuilder circuit, ReleaseAssignment statement)
    {
        if (statement.Slots.Length != Slots || statement.Used.Length != Slots)
            throw new ArgumentException($"The statement has {statement.Slots.Length} slots, the circuit {Slots}.", nameof(statement));
        ReleasePublicWires open = ReleasePublicWires.Declare(circuit, statement.PublicInputs);

        PolicyWires policy = PolicyWires.Declare(circuit, statement.Policy);
        circuit.AssertEqual("policy-digest", policy.Digest, open.PolicyDigest);

        circuit.AssertRange("model-digest-high", open.ModelHigh, ReleaseFormat.LimbBits);
        circuit.AssertRange("model-digest-low", open.ModelLow, ReleaseFormat.LimbBits);
        UnsignedInteger baseHigh = circuit.PrivateInteger("base-digest-high", statement.BaseDigestHigh, ReleaseFormat.LimbBits);
        circuit.AssertRange("base-digest-low", open.BaseLow, ReleaseFormat.LimbBits);
        circuit.AssertEqual("base-digest-high-and-valid-on", Integers.Pack(baseHigh, policy.ValidOn), open.BaseHighAndValidOn);

        Wire merkleRoot = circuit.Private("merkle-root", statement.MerkleRoot);
        Wire revision = circuit.Private("revision", statement.Revision);
        Wire authorityRoot = circuit.Hash("authority", ReleaseFormat.AuthorityTag, ReleaseFormat.Authority(merkleRoot, revision));
        circuit.AssertEqual("authority-root", authorityRoot, open.AuthorityRoot);

        Bit[] used = circuit.PrivateUsedSlots("used-slots", statement.Used.AsSpan());
        Wire[] declared = new Wire[Slots];
        for (int i = 0; i < Slots; i++)
        {
            using CircuitScope slot = circuit.Scope("slot", i);
            DatasetWires dataset = DatasetWires.Declare(circuit, statement.Slots[i]);
            policy.AssertSatisfiedBy(circuit, dataset);
            Wire root = circuit.MerkleRoot("merkle", dataset.Leaf, statement.Slots[i].Path, ReleaseFormat.AuthorityDepth);
            circuit.AssertEqual("certified", root, merkleRoot);
            declared[i] = circuit.Multiply("declared-leaf", used[i], dataset.Leaf);
        }

        Wire blinding = circuit.Private("blinding", statement.Blinding);
        Wire commitment = circuit.Hash("model", ReleaseFormat.ModelCommitmentTag, ReleaseFormat.ModelCommitment<Wire>(
            open.ModelHigh,
            open.ModelLow,
            baseHigh.Wire,
            open.BaseLow,
            Wire.Constant((ulong)TrainingLink.None),
            Wire.Constant((ulong)Slots),
            declared,
            blinding));
        circuit.AssertEqual("model-commitment", commitment, open.ModelCommitment);

        // A public input that stands in no constraint could be changed after proving. A square would also hold for its negative.
        circuit.Multiply("context-is-bound", open.Context, open.ModelCommitment);
    }
}
