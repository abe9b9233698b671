using ChainProv.Ethereum;
using ChainProv.Groth16.Keys;
using ChainProv.Groth16.Verification;

namespace ChainProv.Provenance.Certificates;

/// <summary>Checks release certificates against a verifying key that comes from elsewhere: a key store or the registry.</summary>
public static class ReleaseVerifier
{
    internal const string NotShown = "the proof does not show this statement";

    /// <summary>What speaks against the certificate; empty if it holds.</summary>
    /// <remarks>It says nothing of time, revocation or anchoring: those are on chain.</remarks>
    public static IReadOnlyList<string> Problems(ReleaseCertificate certificate, VerifyingKey key) =>
        Groth16Verifier.Verify(key, certificate.Proof, certificate.PublicInputs.ToElements()) ? ProblemsBesideProof(certificate, key) : [.. ProblemsBesideProof(certificate, key), NotShown];

    /// <summary>The same, but for the proof itself.</summary>
    internal static IReadOnlyList<string> ProblemsBesideProof(ReleaseCertificate certificate, VerifyingKey key)
    {
        List<string> problems = [];
        Hash32 circuit = new(ReleaseCircuits.Of(certificate.Slots).Digest.Bytes), keyDigest = new(VerifyingKeyEncoding.Digest(key));
        if (certificate.CircuitDigest != circuit) problems.Add($"the proof is for circuit {certificate.CircuitDigest}, not for the release circuit of {certificate.Slots} slots ({circuit})");
        if (key.CircuitDigest != ReleaseCircuits.Of(certificate.Slots).Digest) problems.Add("the verifying key is that of another circuit");
        if (certificate.KeyDigest != keyDigest) problems.Add($"the proof was made with another key ({certificate.KeyDigest}) than the one it is checked with ({keyDigest})");
        if (certificate.Setup != SetupName.Of(key.Setup)) problems.Add($"the certificate claims a {certificate.Setup} key, but the key it is checked with is a {SetupName.Of(key.Setup)} key");
        return problems;
    }
}
