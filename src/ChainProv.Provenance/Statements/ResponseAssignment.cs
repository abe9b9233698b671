using System.Collections.Immutable;
using ChainProv.Cryptography.Hashing;

namespace ChainProv.Provenance.Statements;

/// <summary>The inputs of <see cref="ResponseCircuit"/>, of the right shape and otherwise unchecked: the circuit is the check.</summary>
/// <param name="PublicInputs">Six, in the order of <c>docs/attestation.md</c>.</param>
/// <param name="RegistryPath">The authority's place in the registry's tree, of depth 10.</param>
/// <param name="Cosigned">Whether the link is that the authority vouches.</param>
/// <param name="DeclaredPath">The dataset's place among those that the model declares, of depth 4.</param>
public sealed record ResponseAssignment(
    ImmutableArray<Fr> PublicInputs,
    Fr MerkleRoot,
    Fr Revision,
    MerklePath RegistryPath,
    PolicyAssignment Policy,
    bool Cosigned,
    Fr Blinding,
    DatasetAssignment Dataset,
    MerklePath DeclaredPath)
{
    /// <summary>All zero, for compiling.</summary>
    public static ResponseAssignment Empty { get; } = new(
        [.. new Fr[StatementInputs.Count]],
        Fr.Zero,
        Fr.Zero,
        DatasetAssignment.EmptyPath(ReleaseFormat.RegistryDepth),
        PolicyAssignment.Empty,
        Cosigned: false,
        Fr.Zero,
        DatasetAssignment.Empty,
        DatasetAssignment.EmptyPath(ReleaseFormat.DeclaredDepth));

    /// <summary>Without any value: nearly all of them are secret.</summary>
    public override string ToString() => nameof(ResponseAssignment);
}
