using ChainProv.Ethereum.Transactions;
using ChainProv.Provenance.Certificates;
using ChainProv.Provenance.Models;

namespace ChainProv.Cli.Demo;

/// <summary>True proofs in the wrong place.</summary>
internal static class ContextForgeries
{
    public static IReadOnlyList<Forgery> All { get; } =
    [
        new("another-chain", "the proof was made for another chain", "InvalidProof", (story, stop) => MadeForAsync(story, story.Request.Context with { ChainId = 1 }, stop)),
        new("another-registry", "the proof was made for another registry", "InvalidProof", (story, stop) => MadeForAsync(story, story.Request.Context with { Registry = story.Verifier.Address }, stop)),
        new("another-publisher", "somebody else sends the publisher's proof", "InvalidProof", AnotherPublisherAsync),
    ];

    private static async Task<Refusal> MadeForAsync(Story story, ReleaseContext other, CancellationToken cancellationToken)
    {
        // A commitment of its own, or the registry would refuse it for being anchored already.
        CommittedModel model = story.Commit(story.Certified, story.Cosigned);
        ReleaseCertificate made = ReleaseProver.Prove(Story.RequestFor(story.Policy, other, model), story.Key, cancellationToken: cancellationToken);
        return await ShowAsync(story, made with { Context = story.Request.Context }, story.Publisher, cancellationToken);
    }

    private static Task<Refusal> AnotherPublisherAsync(Story story, CancellationToken cancellationToken) =>
        ShowAsync(story, story.Release with { Context = story.Request.Context with { Publisher = story.Stranger.Address } }, story.Stranger, cancellationToken);

    private static async Task<Refusal> ShowAsync(Story story, ReleaseCertificate forged, TransactionSender sender, CancellationToken cancellationToken) =>
        new(Attempts.ToVerify(story, forged), await Attempts.ToAnchorAsync(story, forged, sender, cancellationToken));
}
