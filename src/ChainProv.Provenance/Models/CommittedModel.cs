using ChainProv.Provenance.Authorities;
using ChainProv.Provenance.Files;
using ChainProv.Provenance.Json;
using ChainProv.Provenance.Statements;
using ChainProv.Provenance.Weights;

namespace ChainProv.Provenance.Models;

/// <summary>A model's commitment: what to publish and what to keep.</summary>
public sealed record CommittedModel(PublicModel Public, SecretModel Secret)
{
    /// <summary>Commits to a model and to the datasets declared, with fresh blinding.</summary>
    /// <param name="files">The model's.</param>
    /// <param name="facts">Of these files, and of what else there is to say; its model digest is computed here.</param>
    /// <param name="hyperParameters">Those whose digest is among the facts.</param>
    /// <param name="link">What ties the weights to the datasets.</param>
    /// <param name="datasets">1 to 16, of one authority.</param>
    /// <param name="open">Opens the weights that the facts name, for the model commitment; null where there are none.</param>
    /// <exception cref="CertificationException">No dataset, too many, one twice, or of several authorities.</exception>
    public static CommittedModel Commit(
        IReadOnlyCollection<ModelFile> files, ModelFacts facts, HyperParameters? hyperParameters, TrainingLink link, IReadOnlyList<DatasetCertificate> datasets, Func<Fr, WeightsOpening>? open = null)
    {
        RequireDatasets(datasets);
        facts = facts with { ModelDigest = ModelDigest.Of(files), HyperParametersDigest = hyperParameters?.Digest ?? default };
        SecretModel secret = new(facts, link, Fr.Zero, Fr.Random(), [.. datasets], []);
        ModelOpening opening = secret.Opening();
        Fr commitment = opening.Commitment();
        return new CommittedModel(
            new PublicModel(facts, commitment, link, opening.Slots, hyperParameters, [.. files], open?.Invoke(commitment)),
            secret with { ModelCommitment = commitment });
    }

    /// <summary>Writes <c>model.json</c>, and before it <c>model.secret.json</c>: a public commitment that nobody can open would be worse than none.</summary>
    /// <exception cref="OutputException">A file could not be written.</exception>
    public void Write(string path)
    {
        using AtomicFile file = AtomicFile.Create(path);
        file.Stream.Write(JsonFile.Bytes(Public));
        JsonFile.Write(SecretModel.PathFor(path), Secret, secret: true);
        file.Commit();
    }

    /// <summary>Whether a model can declare these datasets: to be asked before hours are spent on its weights.</summary>
    /// <exception cref="CertificationException">None, too many, one twice, or of several authorities.</exception>
    public static void RequireDatasets(IReadOnlyList<DatasetCertificate> datasets)
    {
        int most = ReleaseFormat.SlotCounts[^1];
        if (datasets.Count == 0) throw new CertificationException("a model declares at least one dataset");
        if (datasets.Count > most) throw new CertificationException($"{datasets.Count} datasets are declared; there is room for {most}");
        if (datasets.Select(dataset => dataset.AuthorityId).Distinct().Count() > 1) throw new CertificationException("the datasets of a release must be certified by one authority");
        if (SecretModel.Repeated(datasets) is { } twice) throw new CertificationException($"dataset {twice} is declared twice");
    }
}
