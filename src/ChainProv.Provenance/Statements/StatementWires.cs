using System.Collections.Immutable;
using ChainProv.Circuits;
using ChainProv.Circuits.Gadgets;

namespace ChainProv.Provenance.Statements;

/// <summary>The six public inputs by name, and what releases and responses show of them alike.</summary>
internal sealed record StatementWires(Wire Root, Wire ModelCommitment, Wire Facts, Wire PolicyDigest, Wire Terms, Wire Context)
{
    private static readonly string[] Names = ["root", "model-commitment", "facts", "policy-digest", "terms", "context"];

    /// <exception cref="ArgumentException">There are not six.</exception>
    public static StatementWires Declare(ICircuitBuilder circuit, ImmutableArray<Fr> values)
    {
        if (values.Length != Names.Length) throw new ArgumentException($"There are {values.Length} public inputs, not {Names.Length}.", nameof(values));
        Wire[] wires = [.. Names.Zip(values, circuit.Public)];
        return new(wires[0], wires[1], wires[2], wires[3], wires[4], wires[5]);
    }

    /// <summary>The policy opens its digest, and its last day and the link are those of the terms.</summary>
    public void AssertTerms(ICircuitBuilder circuit, PolicyWires policy, Bit cosigned)
    {
        circuit.AssertEqual("policy-digest", policy.Digest, PolicyDigest);
        circuit.AssertEqual("terms", ReleaseFormat.Terms(cosigned.Wire, policy.ValidOn.Wire), Terms);
    }

    /// <summary>The model commitment opens to facts, link, declared datasets and a blinding; and the context is bound.</summary>
    public void AssertModel(ICircuitBuilder circuit, Bit cosigned, Wire declaredRoot, Fr blinding)
    {
        Wire commitment = circuit.Hash(
            "model", ReleaseFormat.ModelCommitmentTag, ReleaseFormat.ModelCommitment(Facts, cosigned.Wire, declaredRoot, circuit.Private("blinding", blinding)));
        circuit.AssertEqual("model-commitment", commitment, ModelCommitment);

        // A public input that stands in no constraint could be changed after proving. A square would also hold for its negative.
        circuit.Multiply("context-is-bound", Context, ModelCommitment);
    }
}
