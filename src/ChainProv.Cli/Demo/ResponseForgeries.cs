using ChainProv.Ethereum;
using ChainProv.Groth16;
using ChainProv.Provenance.Certificates;
using ChainProv.Provenance.Policies;
using ChainProv.Provenance.Registries;
using ChainProv.Provenance.Statements;

namespace ChainProv.Cli.Demo;

/// <summary>Responses that are not what they say, not fresh, or under a policy that nobody answers.</summary>
internal static class ResponseForgeries
{
    public static IReadOnlyList<Forgery> All { get; } =
    [
        new("response-altered", "a byte of the response is changed", "InvalidProof", (story, stop) => SaidAsync(story, story.Question.Prompt, "v", stop)),
        new("prompt-altered", "a byte of the prompt is changed", "InvalidProof", (story, stop) => SaidAsync(story, "Which byte follows p?", story.Question.Response, stop)),
        new("response-for-another-chain", "the response was attested for another chain", "InvalidProof", AnotherChainAsync),
        new("parts-of-two-proofs", "a proof is put together from two", "InvalidProof", TwoProofsAsync),
        new("policy-not-answered", "the policy is one that the publisher does not answer", "PolicyNotRegistered", UnansweredAsync),
        new("nonce-used", "a nonce is answered and recorded a second time", "NonceUsed", NonceUsedAsync),
    ];

    /// <summary>The honest proof with other words, all digests made to fit.</summary>
    private static Task<Refusal> SaidAsync(Story story, string prompt, string response, CancellationToken cancellationToken)
    {
        Hash32 salt = story.Response.Salt!.Value;
        ResponseTranscript transcript = ResponseTranscript.Of(
            story.Response.Context, story.Response.Nonce, salt, System.Text.Encoding.UTF8.GetBytes(prompt), System.Text.Encoding.UTF8.GetBytes(response));
        return ShowAsync(story, With(story.Response, transcript), cancellationToken);
    }

    private static async Task<Refusal> AnotherChainAsync(Story story, CancellationToken cancellationToken)
    {
        ResponseCertificate elsewhere = await ProveAsync(story, story.Response.Context! with { ChainId = 1 }, cancellationToken);
        return await ShowAsync(story, With(elsewhere, new(story.Response.Context, elsewhere.Nonce, elsewhere.PromptDigest, elsewhere.ResponseDigest)), cancellationToken);
    }

    private static async Task<Refusal> TwoProofsAsync(Story story, CancellationToken cancellationToken)
    {
        Proof other = (await ProveAsync(story, story.Response.Context, cancellationToken)).Proof;
        return await ShowAsync(story, story.Response with { Proof = story.Response.Proof with { C = other.C } }, cancellationToken);
    }

    private static async Task<Refusal> UnansweredAsync(Story story, CancellationToken cancellationToken)
    {
        ReleasePolicy narrower = story.Policy with { ValidOn = story.Policy.ValidOn.AddDays(1) };
        using ProverClient prover = story.Services.Prover();
        string? offChain = await Attempts.ToAskAsync(prover, story.Question with { Nonce = ResponseTranscript.NewSalt(), Policy = ReleaseAnchor.ToHash(narrower.ToStatement().Digest()) }, cancellationToken);
        ResponseCertificate forged = story.Response with { Policy = narrower, PolicyDigest = narrower.ToStatement().Digest() };
        return new(offChain, await Attempts.ToAttestAsync(story, forged, cancellationToken));
    }

    private static async Task<Refusal> NonceUsedAsync(Story story, CancellationToken cancellationToken)
    {
        using ProverClient prover = story.Services.Prover();
        string? offChain = await Attempts.ToAskAsync(prover, story.Question with { Response = "v" }, cancellationToken);
        return new(offChain, await Attempts.ToSendAsync(story.Stranger, ResponseAnchor.Record(story.Attestations, story.Response, story.Release, TimeSpan.Zero), cancellationToken));
    }

    /// <summary>Another true response.</summary>
    public static async Task<ResponseCertificate> ProveAsync(Story story, ResponseContext? context, CancellationToken cancellationToken)
    {
        RegistryPosition position = await new RegistryPositionReader(story.Registry).FindAsync(story.Certified.AuthorityId, story.Certified.AuthorityRoot, kept: null, cancellationToken);
        Hash32 salt = ResponseTranscript.NewSalt();
        ResponseRequest request = new(
            story.Model.Secret, position, story.Policy, ResponseTranscript.Of(context, ResponseTranscript.NewSalt(), salt, "Which byte follows q?"u8, "u"u8));
        return ResponseProver.Prove(request, salt, story.ResponseKey, cancellationToken: cancellationToken);
    }

    private static ResponseCertificate With(ResponseCertificate certificate, ResponseTranscript transcript) => certificate with
    {
        Context = transcript.Context,
        Nonce = transcript.Nonce,
        PromptDigest = transcript.PromptDigest,
        ResponseDigest = transcript.ResponseDigest,
        Transcript = transcript.ToElement(),
    };

    private static async Task<Refusal> ShowAsync(Story story, ResponseCertificate forged, CancellationToken cancellationToken) =>
        new(ResponseVerifier.Problems(forged, story.ResponseKey.VerifyingKey) is [string first, ..] ? first : null, await Attempts.ToAttestAsync(story, forged, cancellationToken));
}
