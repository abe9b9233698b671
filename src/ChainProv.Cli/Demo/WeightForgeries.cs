using ChainProv.Provenance.Authorities;
using ChainProv.Provenance.Certificates;
using ChainProv.Provenance.Files;
using ChainProv.Provenance.Models;
using ChainProv.Provenance.Statements;
using ChainProv.Provenance.Weights;

namespace ChainProv.Cli.Demo;

/// <summary>Other weights than the authority vouches for.</summary>
internal static class WeightForgeries
{
    public static IReadOnlyList<Forgery> All { get; } =
    [
        new("random-weights", "weights that the authority does not vouch for are passed off as these", "InvalidProof", (story, stop) => WithAsync(story, story.Facts with { WeightsDigest = Random }, stop)),
        new("swapped-base", "the model is said to come from another base", "InvalidProof", (story, stop) => WithAsync(story, story.Facts with { BaseWeightsDigest = Random }, stop)),
        new("one-weight-changed", "one bit of one weight is changed, and the honest opening shown", "InvalidProof", OneWeightAsync),
    ];

    private static Sha256Digest Random { get; } = Sha256Digest.Of("random weights"u8);

    /// <summary>Off chain there is no witness; on chain the honest proof is passed off as one for these facts.</summary>
    private static async Task<Refusal> WithAsync(Story story, ModelFacts facts, CancellationToken cancellationToken)
    {
        Release release = StatementForgeries.Rebuild(story, story.Certified.Head(), story.Certified, story.Policy, facts);
        return new(Attempts.ToProve(release), await Attempts.ToAnchorAsync(story, Committed(story, facts), story.Publisher, cancellationToken));
    }

    private static async Task<Refusal> OneWeightAsync(Story story, CancellationToken cancellationToken)
    {
        byte[] model = await File.ReadAllBytesAsync(story.ModelPath, cancellationToken);
        model[^1] ^= 1;
        string path = Path.Combine(story.Folder, "changed.safetensors");
        await File.WriteAllBytesAsync(path, model, cancellationToken);
        WeightsCommitment changed = new WeightsCommitter(WeightSource.Find([path])!, ChunkBlinding.Public, WeightsOptions.Default).Compute();
        ModelFacts facts = story.Facts with { ModelDigest = ModelDigest.Of(ModelFiles.Read([path], cancellationToken)), WeightsDigest = changed.Digest };
        string? opening = (story.Release.WeightsOpening! with { WeightsDigest = changed.Digest }).Problem(changed, ModelWeights.ContextOf(story.Release.ModelCommitment));
        return new(opening, await Attempts.ToAnchorAsync(story, Committed(story, facts), story.Publisher, cancellationToken));
    }

    /// <summary>The honest proof beside a commitment to these facts, which anybody can make.</summary>
    private static ReleaseCertificate Committed(Story story, ModelFacts facts)
    {
        ModelOpening honest = story.Model.Secret.Opening();
        return story.Release with { Facts = facts, ModelCommitment = new ModelOpening(facts, honest.Link, honest.Leaves, Fr.Random()).Commitment() };
    }
}
