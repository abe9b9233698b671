using ChainProv.Ethereum;

namespace ChainProv.Prover.Attesting;

/// <summary>A response that is to be attested.</summary>
/// <param name="Model">The model's commitment or its digest; null where only one model is answered for.</param>
/// <param name="Policy">The digest of one of the policies that are answered.</param>
/// <param name="Nonce">The asker's, 32 bytes.</param>
/// <param name="Prompt">What was asked; its UTF-8 bytes are bound.</param>
/// <param name="Response">What was answered; its UTF-8 bytes are bound.</param>
public sealed record AttestationRequest(Hash32? Model, Hash32 Policy, Hash32 Nonce, string Prompt, string Response)
{
    /// <summary>Neither prompt nor response.</summary>
    public override string ToString() => $"attestation for nonce {Nonce}";
}
