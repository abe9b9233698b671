using ChainProv.Circuits;
using ChainProv.Circuits.Gadgets;

namespace ChainProv.Provenance.Statements;

/// <summary>A model that gave a response declares a dataset that is certified, unrevoked and within the policy of the question. Hidden: which dataset, and which
/// authority's.</summary>
/// <remarks>
/// <c>docs/attestation.md</c>, "What a response shows". Its size does not depend on the model's: the weights are in the digest that the facts name. It does not prove that the
/// model computed the response; the transcript is bound, not derived.
/// </remarks>
public sealed class ResponseCircuit : ICircuit<ResponseAssignment>
{
    public ResponseAssignment Placeholder => ResponseAssignment.Empty;

    public void Define(ICircuitBuilder circuit, ResponseAssignment statement)
    {
        StatementWires open = StatementWires.Declare(circuit, statement.PublicInputs);

        PolicyWires policy = PolicyWires.Declare(circuit, statement.Policy);
        Bit cosigned = circuit.PrivateBit("is-cosigned", statement.Cosigned);
        open.AssertTerms(circuit, policy, cosigned);

        AuthorityWires authority = AuthorityWires.Declare(circuit, statement.MerkleRoot, statement.Revision);
        Wire registryRoot = circuit.MerkleRoot("registry", authority.Root, statement.RegistryPath, ReleaseFormat.RegistryDepth);
        circuit.AssertEqual("registry-root", registryRoot, open.Root);

        DatasetWires dataset = DatasetWires.Declare(circuit, statement.Dataset);
        policy.AssertSatisfiedBy(circuit, dataset);
        dataset.AssertCertified(circuit, statement.Dataset, authority.MerkleRoot, cosigned, open.Facts);

        open.AssertModel(circuit, cosigned, circuit.MerkleRoot("declared", dataset.Leaf, statement.DeclaredPath, ReleaseFormat.DeclaredDepth), statement.Blinding);
    }
}
