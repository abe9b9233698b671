using System.Collections.Immutable;
using ChainProv.Circuits;

namespace ChainProv.Provenance.Statements;

/// <summary>The eight public inputs by name.</summary>
internal sealed record ReleasePublicWires(
    Wire AuthorityRoot,
    Wire ModelCommitment,
    Wire ModelHigh,
    Wire ModelLow,
    Wire BaseHighAndValidOn,
    Wire BaseLow,
    Wire PolicyDigest,
    Wire Context)
{
    private static readonly string[] Names = ReleaseFormat.PublicInputs(
        "authority-root",
        "model-commitment",
        "model-digest-high",
        "model-digest-low",
        "base-digest-high-and-valid-on",
        "base-digest-low",
        "policy-digest",
        "context");

    /// <exception cref="ArgumentException">There are not eight.</exception>
    public static ReleasePublicWires Declare(ICircuitBuilder circuit, ImmutableArray<Fr> values)
    {
        if (values.Length != Names.Length)
            throw new ArgumentException($"There are {values.Length} public inputs, not {Names.Length}.", nameof(values));
        Wire[] wires = [.. Names.Zip(values, circuit.Public)];
        return new(wires[0], wires[1], wires[2], wires[3], wires[4], wires[5], wires[6], wires[7]);
    }
}
