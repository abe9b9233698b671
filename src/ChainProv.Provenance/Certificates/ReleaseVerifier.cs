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
        Groth16Verifier.Verify(key, certificate.Proof, certificate.PublicInputs.ToElements()) ? [.. ProblemsBesideProof(certificate, key)] : [.. ProblemsBesideProof(certificate, key), NotShown];

    /// <summary>The same, but for the proof itself.</summary>
    internal static IEnumerable<string> ProblemsBesideProof(ReleaseCertificate certificate, VerifyingKey key) =>
        CertificateKeys.Problems(StatementCircuit.Release(certificate.Slots), key, certificate.CircuitDigest, certificate.KeyDigest, certificate.Setup);
}
