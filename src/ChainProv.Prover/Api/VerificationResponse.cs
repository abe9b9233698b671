using ChainProv.Groth16.Keys;
using ChainProv.Provenance.Certificates;
using ChainProv.Provenance.Statements;
using ChainProv.Prover.Attesting;

namespace ChainProv.Prover.Api;

/// <summary>What this service says of a response's certificate. Whoever does not trust it checks for himself: <c>chainprov verify</c>, a contract, the page in a browser.</summary>
/// <param name="Valid">Whether nothing speaks against it.</param>
/// <param name="Statement">response.</param>
/// <param name="Setup">development or ceremony.</param>
/// <param name="TrainingLink">What ties the model's weights to the data.</param>
/// <param name="TrainingLinkMeaning">The same in a sentence: "none" is binding only.</param>
/// <param name="RegistryRootChecked">Whether the registry could be asked about its root.</param>
/// <param name="NonceChecked">Never: whose nonce it is only the asker knows.</param>
/// <param name="Reasons">What speaks against it.</param>
public sealed record VerificationResponse(bool Valid, string Statement, string Setup, string TrainingLink, string TrainingLinkMeaning, bool RegistryRootChecked, bool NonceChecked, IReadOnlyList<string> Reasons)
{
    internal static VerificationResponse Of(ResponseCertificate certificate, VerifiedResponse verified) => new(
        verified.Reasons.Count == 0, certificate.Statement, SetupName.Development, TrainingLinks.NameOf(certificate.TrainingLink), TrainingLinks.MeaningOf(certificate.TrainingLink), verified.RegistryRootChecked, NonceChecked: false, verified.Reasons);
}
