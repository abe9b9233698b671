using ChainProv.Circuits;
using ChainProv.Circuits.Gadgets;

namespace ChainProv.Provenance.Statements;

/// <summary>Every dataset that a release declares is certified, unrevoked and within policy. Hidden: which datasets, and how many of the
/// slots are used.</summary>
/// <remarks>
/// <c>docs/release-statement.md</c>, "What is shown". It does not prove that training used the data: where the link says so, an authority vouches for that.
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
        StatementWires open = StatementWires.Declare(circuit, statement.PublicInputs);

        PolicyWires policy = PolicyWires.Declare(circuit, statement.Policy);
        Bit cosigned = circuit.PrivateBit("is-cosigned", statement.Cosigned);
        open.AssertTerms(circuit, policy, cosigned);

        AuthorityWires authority = AuthorityWires.Declare(circuit, statement.MerkleRoot, statement.Revision);
        circuit.AssertEqual("authority-root", authority.Root, open.Root);

        Bit[] used = circuit.PrivateUsedSlots("used-slots", statement.Used.AsSpan());
        Wire[] declared = new Wire[Slots];
        for (int i = 0; i < Slots; i++)
        {
            using CircuitScope slot = circuit.Scope("slot", i);
            DatasetWires dataset = DatasetWires.Declare(circuit, statement.Slots[i]);
            policy.AssertSatisfiedBy(circuit, dataset);
            dataset.AssertCertified(circuit, statement.Slots[i], authority.MerkleRoot, cosigned, open.Facts);
            declared[i] = circuit.Multiply("declared-leaf", used[i], dataset.Leaf);
        }

        open.AssertModel(circuit, cosigned, circuit.PaddedMerkleRoot("declared", declared, ReleaseFormat.DeclaredDepth), statement.Blinding);
    }
}
