using ChainProv.Groth16.Keys;
using ChainProv.Groth16.Verification;

namespace ChainProv.Provenance.Certificates;

/// <summary>Checks response certificates against a verifying key that comes from elsewhere: a key store or the chain.</summary>
public static class ResponseVerifier
{
    /// <summary>What speaks against the certificate; empty if it holds.</summary>
    /// <remarks>It says nothing of time, of whose root the registry root is, or of a release: those are on chain. Nor whether the nonce is the asker's, which he knows.</remarks>
    public static IReadOnlyList<string> Problems(ResponseCertificate certificate, VerifyingKey key)
    {
        IEnumerable<string> problems = CertificateKeys.Problems(StatementCircuit.Response, key, certificate.CircuitDigest, certificate.KeyDigest, certificate.Setup);
        return Groth16Verifier.Verify(key, certificate.Proof, certificate.PublicInputs.ToElements()) ? [.. problems] : [.. problems, ReleaseVerifier.NotShown];
    }

    /// <summary>What speaks against a prompt or a response being those of the certificate.</summary>
    /// <param name="certificate">One with its salt.</param>
    /// <param name="prompt">Null where it is not compared.</param>
    /// <param name="response">Null where it is not compared.</param>
    public static IEnumerable<string> TextProblems(ResponseCertificate certificate, byte[]? prompt, byte[]? response)
    {
        if (prompt is null && response is null) yield break;
        if (certificate.Salt is not { } salt)
        {
            yield return "the certificate has no salt, so that prompt and response cannot be compared with it";
            yield break;
        }

        if (prompt is not null && ResponseTranscript.DigestOfPrompt(salt, prompt) != certificate.PromptDigest) yield return "the prompt is another than the certificate's";
        if (response is not null && ResponseTranscript.DigestOfResponse(salt, response) != certificate.ResponseDigest) yield return "the response is another than the certificate's";
    }
}
