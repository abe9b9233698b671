using System.Collections.Immutable;

namespace ChainProv.Provenance.Statements;

/// <summary>The inputs of <see cref="ReleaseCircuit"/>, of the right shape and otherwise unchecked: the circuit is the check.</summary>
/// <param name="PublicInputs">Six, in the order of <c>docs/release-statement.md</c>.</param>
/// <param name="Cosigned">Whether the link is that the authority vouches.</param>
/// <param name="Used">Which slots are used; as many as the circuit has.</param>
/// <param name="Slots">As many as the circuit has.</param>
public sealed record ReleaseAssignment(
    ImmutableArray<Fr> PublicInputs,
    Fr MerkleRoot,
    Fr Revision,
    PolicyAssignment Policy,
    bool Cosigned,
    Fr Blinding,
    ImmutableArray<bool> Used,
    ImmutableArray<DatasetAssignment> Slots)
{
    /// <summary>All zero, for compiling.</summary>
    public static ReleaseAssignment Empty(int slots) => new(
        [.. new Fr[StatementInputs.Count]],
        Fr.Zero,
        Fr.Zero,
        PolicyAssignment.Empty,
        Cosigned: false,
        Fr.Zero,
        [.. new bool[slots]],
        [.. Enumerable.Repeat(DatasetAssignment.Empty, slots)]);

    /// <summary>Without any value: nearly all of them are secret.</summary>
    public override string ToString() => $"{nameof(ReleaseAssignment)} with {Slots.Length} slots";
}
