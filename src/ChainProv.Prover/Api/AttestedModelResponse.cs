using ChainProv.Ethereum;
using ChainProv.Provenance.Models;
using ChainProv.Provenance.Registries;
using ChainProv.Provenance.Statements;

namespace ChainProv.Prover.Api;

/// <summary>A model whose responses are attested.</summary>
/// <param name="ModelCommitment">What its release anchored.</param>
/// <param name="ModelDigest">Of its files.</param>
/// <param name="TrainingLink">What ties its weights to the data.</param>
/// <param name="TrainingLinkMeaning">The same in a sentence: "none" is binding only.</param>
public sealed record AttestedModelResponse(Hash32 ModelCommitment, Hash32 ModelDigest, string TrainingLink, string TrainingLinkMeaning)
{
    internal static AttestedModelResponse Of(PublicModel model) =>
        new(ReleaseAnchor.ToHash(model.ModelCommitment), ReleaseAnchor.ToHash(model.ModelDigest), TrainingLinks.NameOf(model.TrainingLink), TrainingLinks.MeaningOf(model.TrainingLink));
}
