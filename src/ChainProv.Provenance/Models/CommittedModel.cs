using ChainProv.Provenance.Authorities;
using ChainProv.Provenance.Files;
using ChainProv.Provenance.Json;
using ChainProv.Provenance.Statements;

namespace ChainProv.Provenance.Models;

/// <summary>A model's commitment: what to publish and what to keep.</summary>
public sealed record CommittedModel(PublicModel Public, SecretModel Secret)
{
    /// <summary>Commits to the files at the paths and to the datasets declared, with fresh blinding.</summary>
    /// <param name="baseDigest">The base model's digest, or zero for none.</param>
    /// <param name="datasets">1 to 16, of one authority.</param>
    /// <exception cref="InputException">A file cannot be read or is malformed.</exception>
    /// <exception cref="CertificationException">No dataset, too many, one twice, or of several authorities.</exception>
    public static CommittedModel Commit(
        IReadOnlyCollection<string> paths, Sha256Digest baseDigest, IReadOnlyList<DatasetCertificate> datasets, CancellationToken cancellationToken = default)
    {
        Require(datasets);
        IReadOnlyList<ModelFile> files = ModelFiles.Read(paths, cancellationToken);
        Sha256Digest digest = ModelDigest.Of(files);
        SecretModel secret = new(digest, baseDigest, Fr.Zero, Fr.Random(), [.. datasets]);
        ModelOpening opening = secret.Opening();
        Fr commitment = opening.Commitment();
        return new CommittedModel(
            new PublicModel(digest, baseDigest, commitment, PublicModel.NoTrainingLink, opening.Slots, [.. files]),
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

    private static void Require(IReadOnlyList<DatasetCertificate> datasets)
    {
        int most = ReleaseFormat.SlotCounts[^1];
        if (datasets.Count == 0) throw new CertificationException("a model declares at least one dataset");
        if (datasets.Count > most) throw new CertificationException($"{datasets.Count} datasets are declared; there is room for {most}");
        if (datasets.Select(dataset => dataset.AuthorityId).Distinct().Count() > 1) throw new CertificationException("the datasets of a release must be certified by one authority");
        if (SecretModel.Repeated(datasets) is { } twice) throw new CertificationException($"dataset {twice} is declared twice");
    }
}
