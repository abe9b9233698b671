using System.Buffers.Binary;
using System.Security.Cryptography;
using ChainProv.Ethereum;
using ChainProv.Provenance.Files;
using ChainProv.Provenance.Statements;

namespace ChainProv.Provenance.Certificates;

/// <summary>A question and its answer as a proof is bound to them: salted, so that a short prompt cannot be guessed from what others see.</summary>
/// <param name="Context">Null for a response without a registry.</param>
/// <param name="Nonce">The asker's own, new for each question.</param>
public sealed record ResponseTranscript(ResponseContext? Context, Hash32 Nonce, Sha256Digest PromptDigest, Sha256Digest ResponseDigest)
{
    private static ReadOnlySpan<byte> PromptDomain => "chainprov/prompt/v1\0"u8;

    private static ReadOnlySpan<byte> ResponseDomain => "chainprov/response/v1\0"u8;

    private static ReadOnlySpan<byte> Domain => "chainprov/transcript/v1\0"u8;

    /// <summary>A salt for one transcript, 32 random bytes. It goes to the asker, and on no chain.</summary>
    public static Hash32 NewSalt() => new(RandomNumberGenerator.GetBytes(Hash32.Size));

    /// <param name="context">Null for a response without a registry.</param>
    /// <param name="nonce">The asker's.</param>
    /// <param name="salt">From <see cref="NewSalt"/>.</param>
    /// <param name="prompt">Any bytes: what was asked.</param>
    /// <param name="response">Any bytes: what was answered.</param>
    public static ResponseTranscript Of(ResponseContext? context, Hash32 nonce, Hash32 salt, ReadOnlySpan<byte> prompt, ReadOnlySpan<byte> response) =>
        new(context, nonce, DigestOfPrompt(salt, prompt), DigestOfResponse(salt, response));

    /// <summary>SHA-256("chainprov/prompt/v1" ‖ 0x00 ‖ salt ‖ prompt).</summary>
    public static Sha256Digest DigestOfPrompt(Hash32 salt, ReadOnlySpan<byte> prompt) => Digest(PromptDomain, salt, prompt);

    /// <summary>SHA-256("chainprov/response/v1" ‖ 0x00 ‖ salt ‖ response).</summary>
    public static Sha256Digest DigestOfResponse(Hash32 salt, ReadOnlySpan<byte> response) => Digest(ResponseDomain, salt, response);

    /// <summary>
    /// The first 31 bytes of SHA-256("chainprov/transcript/v1" ‖ 0x00 ‖ chain id (32 bytes) ‖ registry (20) ‖ nonce ‖ prompt digest ‖ response digest); chain and
    /// registry are zero where there is none.
    /// </summary>
    public Fr ToElement()
    {
        Span<byte> chain = stackalloc byte[Hash32.Size];
        chain.Clear();
        BinaryPrimitives.WriteUInt64BigEndian(chain[^sizeof(ulong)..], Context?.ChainId ?? 0);
        return ModelFacts.FirstElement(SHA256.HashData(
            [.. Domain, .. chain, .. (Context?.Registry ?? default).ToArray(), .. Nonce.ToArray(), .. PromptDigest.ToArray(), .. ResponseDigest.ToArray()]));
    }

    private static Sha256Digest Digest(ReadOnlySpan<byte> domain, Hash32 salt, ReadOnlySpan<byte> text)
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(domain);
        hash.AppendData(salt.ToArray());
        hash.AppendData(text);
        return Sha256Digest.Read(hash.GetHashAndReset());
    }
}
