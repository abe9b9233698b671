using System.Collections.Immutable;
using System.Text.Json.Serialization;
using ChainProv.Provenance.Authorities;
using ChainProv.Provenance.Files;
using ChainProv.Provenance.Json;
using ChainProv.Provenance.Statements;

namespace ChainProv.Provenance.Models;

/// <summary>What opens a model's commitment (<c>model.secret.json</c>, mode 0600): its datasets and blinding. Who has it can name the datasets.</summary>
public sealed record SecretModel(
    Sha256Digest ModelDigest, Sha256Digest BaseDigest, Fr ModelCommitment, Fr Blinding, ImmutableArray<DatasetCertificate> Datasets) : IJsonFile
{
    public static string FormatName => "chainprov/model-secret/v1";

    public static int MaxBytes => 4 << 20;

    [JsonPropertyOrder(-1)]
    public string Format { get; init; } = FormatName;

    /// <summary>The secret file of a public one: <c>model.secret.json</c> beside <c>model.json</c>.</summary>
    public static string PathFor(string modelFile) => Path.ChangeExtension(modelFile, ".secret" + Path.GetExtension(modelFile));

    /// <exception cref="InputException">The file is missing, is not a model's secret, or does not open its commitment, or others can read it.</exception>
    public static SecretModel Read(string path)
    {
        SecretModel secret = JsonFile.Read<SecretModel>(path);
        PrivateFile.Require(path);
        secret.Require(path, "$");
        return secret;
    }

    /// <summary>Checks that it opens its commitment, to different datasets: the circuit does not mind one that stands twice.</summary>
    /// <exception cref="InputException">It does not.</exception>
    internal void Require(string file, string place)
    {
        if (Datasets.IsDefaultOrEmpty || Datasets.Length > ReleaseFormat.SlotCounts[^1])
            throw new InputException(file, $"{place}.datasets", $"between 1 and {ReleaseFormat.SlotCounts[^1]} datasets are needed");
        for (int i = 0; i < Datasets.Length; i++) Datasets[i].Require(file, $"{place}.datasets[{i}]");
        if (Repeated(Datasets) is { } twice) throw new InputException(file, $"{place}.datasets", $"dataset {twice} is declared twice");
        if (Opening().Commitment() != ModelCommitment) throw new InputException(file, $"{place}.modelCommitment", "is not opened by the rest of the file");
    }

    /// <summary>A dataset that stands twice, or null.</summary>
    internal static Fr? Repeated(IEnumerable<DatasetCertificate> datasets) =>
        datasets.GroupBy(dataset => dataset.DatasetRoot).FirstOrDefault(group => group.Count() > 1)?.Key;

    /// <summary>What the commitment opens to.</summary>
    public ModelOpening Opening() =>
        new(ModelDigest.Limbs, BaseDigest.Limbs, Datasets.Select(dataset => dataset.Certification.ToStatement().Leaf()), Blinding);

    /// <summary>
    /// Takes newer certificates of the same certifications, whose paths lead to the authority's newest root; those that certify another dataset of the
    /// model or none are ignored.
    /// </summary>
    public SecretModel Refreshed(IReadOnlyCollection<DatasetCertificate> newer) => this with
    {
        Datasets =
        [
            .. Datasets.Select(old => newer
                .Where(candidate => candidate.AuthorityId == old.AuthorityId && candidate.Revision >= old.Revision)
                .Where(candidate => candidate.Certification.ToStatement().Leaf() == old.Certification.ToStatement().Leaf())
                .MaxBy(candidate => candidate.Revision) ?? old),
        ],
    };

    /// <summary>The one state of the authority's tree that all certificates lead to.</summary>
    /// <exception cref="CertificationException">They lead to several.</exception>
    public AuthorityHead Head() => Datasets.Select(dataset => dataset.AuthorityRoot).Distinct().Count() == 1
        ? Datasets[0].Head()
        : throw new CertificationException("the datasets' certificates are of different states of the authority's tree; ask for all of them again, after the last change");

    /// <summary>Nothing: secrets do not belong into logs.</summary>
    public override string ToString() => "model secret (redacted)";
}
