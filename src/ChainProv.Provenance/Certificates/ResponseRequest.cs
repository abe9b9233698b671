using ChainProv.Circuits;
using ChainProv.Provenance.Authorities;
using ChainProv.Provenance.Models;
using ChainProv.Provenance.Policies;
using ChainProv.Provenance.Registries;
using ChainProv.Provenance.Statements;

namespace ChainProv.Provenance.Certificates;

/// <summary>All that a prover needs to attest a response. It names the datasets and holds the blinding: it never leaves the publisher.</summary>
/// <param name="Model">The model's secret part.</param>
/// <param name="Position">The authority's in the registry's tree.</param>
/// <param name="Policy">One that the publisher answers.</param>
public sealed record ResponseRequest(SecretModel Model, RegistryPosition Position, ReleasePolicy Policy, ResponseTranscript Transcript)
{
    /// <summary>The dataset that answers: the first that satisfies the policy, or, for the circuit to refuse, the first of all.</summary>
    /// <exception cref="CertificationException">The certificates do not fit together, or nobody vouches for the dataset where the link says so.</exception>
    public static AlignedCertificates Answering(SecretModel model, ReleasePolicy policy)
    {
        Policy asked = policy.ToStatement();
        return model.Align([model.Datasets.FirstOrDefault(dataset => asked.IsSatisfiedBy(dataset.Certification.ToStatement())) ?? model.Datasets[0]]);
    }

    /// <summary>The response as the circuit takes it.</summary>
    /// <exception cref="CertificationException">As <see cref="Answering"/>; or the certificates are of another state of the tree than the registry's.</exception>
    public Response ToStatement()
    {
        AlignedCertificates aligned = Answering(Model, Policy);
        if (aligned.Head.Root() != Position.AuthorityRoot)
            throw new CertificationException(
                $"the dataset's certificate is of revision {aligned.Head.Revision} of the authority's tree, and the registry holds another; ask the authority for the certificate again (chainprov dataset certify, with the same tree)");
        return new Response(aligned.Head, Position.Path, aligned.Datasets[0], Model.Opening(), Policy.ToStatement(), Transcript.ToElement());
    }

    /// <summary>Makes the witness and forgets it: finds out whether the response can be proved, without proving it.</summary>
    /// <exception cref="UnsatisfiedConstraintException">No declared dataset satisfies the policy; the constraint says what does not hold of the first.</exception>
    /// <exception cref="CertificationException">As <see cref="ToStatement"/>.</exception>
    public void RequireTrue() => Witness.Generate(new ResponseCircuit(), ToStatement().ToAssignment());

    /// <summary>Nothing: secrets do not belong into logs.</summary>
    public override string ToString() => "response request (redacted)";
}
