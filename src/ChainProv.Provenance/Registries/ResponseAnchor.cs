using ChainProv.Cryptography.Curves;
using ChainProv.Ethereum;
using ChainProv.Ethereum.Contracts;
using ChainProv.Ethereum.Transactions;
using ChainProv.Provenance.Certificates;
using ChainProv.Provenance.Statements;

namespace ChainProv.Provenance.Registries;

/// <summary>A response certificate as the attestation verifier takes it: all that is public of it, and the release that it rests on. Never the salt.</summary>
public static class ResponseAnchor
{
    /// <param name="response">The response.</param>
    /// <param name="release">The release that anchored the model's commitment.</param>
    public static AttestationVerifier.Attestation AttestationOf(ResponseCertificate response, ReleaseCertificate release) => new(
        ReleaseAnchor.ToHash(response.RegistryRoot),
        ReleaseAnchor.ToHash(response.ModelCommitment),
        new(
            ReleaseAnchor.ToHash(response.Facts.ModelDigest),
            ReleaseAnchor.ToHash(response.Facts.BaseDigest),
            ReleaseAnchor.ToHash(response.Facts.WeightsDigest),
            ReleaseAnchor.ToHash(response.Facts.BaseWeightsDigest),
            ReleaseAnchor.ToHash(response.Facts.HyperParametersDigest)),
        ReleaseAnchor.ToHash(response.PolicyDigest),
        Day.Of(response.Policy.ValidOn).Number,
        (byte)response.TrainingLink,
        response.Nonce,
        ReleaseAnchor.ToHash(response.PromptDigest),
        ReleaseAnchor.ToHash(response.ResponseDigest),
        new(ReleaseAnchor.ToHash(release.PolicyDigest), new Hash32(release.AuthorityId.ToBytes()), ReleaseAnchor.ToHash(release.AuthorityRoot), release.Context.Publisher));

    /// <summary>The transaction that records a response. Anybody may send it.</summary>
    public static TransactionRequest Record(AttestationVerifier contract, ResponseCertificate response, ReleaseCertificate release, TimeSpan maxRootAge) =>
        contract.Record(AttestationOf(response, release), response.Proof.Encode(PointFormat.Eip2537), (long)maxRootAge.TotalSeconds);
}
