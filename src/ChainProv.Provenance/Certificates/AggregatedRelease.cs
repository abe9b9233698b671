using ChainProv.Ethereum;
using ChainProv.Provenance.Files;
using ChainProv.Provenance.Policies;
using ChainProv.Provenance.Statements;

namespace ChainProv.Provenance.Certificates;

/// <summary>What an aggregate says of one release: the public inputs of its certificate, in the certificate's words.</summary>
public sealed record AggregatedRelease(
    ReleaseContext Context, Fr AuthorityRoot, ModelFacts Facts, TrainingLink TrainingLink, Fr ModelCommitment, ReleasePolicy Policy, Fr PolicyDigest)
{
    public static AggregatedRelease Of(ReleaseCertificate certificate) => new(
        certificate.Context, certificate.AuthorityRoot, certificate.Facts, certificate.TrainingLink, certificate.ModelCommitment, certificate.Policy, certificate.PolicyDigest);

    /// <summary>What its proof speaks of.</summary>
    public Fr[] ToElements() => new StatementInputs(
        AuthorityRoot, ModelCommitment, Facts.ToElement(), PolicyDigest, TrainingLink, Day.Of(Policy.ValidOn), Context.ToElement()).ToElements();
}
