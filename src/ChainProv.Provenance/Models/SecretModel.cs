using System.Collections.Immutable;
using System.Text.Json.Serialization;
using ChainProv.Provenance.Authorities;
using ChainProv.Provenance.Files;
using ChainProv.Provenance.Json;
using ChainProv.Provenance.Statements;

namespace ChainProv.Provenance.Models;

/// <summary>What opens a model's commitment (<c>model.secret.json</c>, mode 0600): its datasets and blinding. Who has it can name the datasets.</summary>
public sealed record SecretModel(
    ModelFacts Facts, TrainingLink TrainingLink, Fr ModelCommitment, Fr Blinding, ImmutableArray<DatasetCertificate> Datasets, ImmutableArray<CosignatureCertificate> Cosignatures) : IJsonFile
{
    public static string FormatName => "chainprov/model-secret/v2";

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
        if (Cosignatures.IsDefault || Cosignatures.Length > Datasets.Length) throw new InputException(file, $"{place}.cosignatures", "there is at most one for each dataset");
        if (Cosignatures.DistinctBy(cosignature => cosignature.DatasetLeaf).Count() < Cosignatures.Length) throw new InputException(file, $"{place}.cosignatures", "a dataset has two");
        for (int i = 0; i < Cosignatures.Length; i++) RequireCosignature(Cosignatures[i], file, $"{place}.cosignatures[{i}]");
        if (Opening().Commitment() != ModelCommitment) throw new InputException(file, $"{place}.modelCommitment", "is not opened by the rest of the file");
    }

    /// <summary>Checks that it is the secret part of this model.</summary>
    /// <exception cref="InputException">It is another's.</exception>
    public void RequireOf(PublicModel model, string name)
    {
        if (ModelCommitment != model.ModelCommitment || Facts != model.Facts || TrainingLink != model.TrainingLink)
            throw new InputException(name, null, "the secret file is not that of this model; commit to the model again");
    }

    private void RequireCosignature(CosignatureCertificate cosignature, string file, string place)
    {
        cosignature.Require(file, place);
        if (TrainingLink != TrainingLink.AuthorityCosigned) throw new InputException(file, place, $"the model's training link is \"{TrainingLinks.NameOf(TrainingLink)}\", which nobody vouches for");
        if (cosignature.Facts != Facts) throw new InputException(file, $"{place}.facts", "are those of another model");
        if (!Datasets.Any(dataset => dataset.Leaf() == cosignature.DatasetLeaf)) throw new InputException(file, $"{place}.datasetLeaf", "is not that of a declared dataset");
    }

    /// <summary>A dataset that stands twice, or null.</summary>
    internal static Fr? Repeated(IEnumerable<DatasetCertificate> datasets) =>
        datasets.GroupBy(dataset => dataset.DatasetRoot).FirstOrDefault(group => group.Count() > 1)?.Key;

    /// <summary>What the commitment opens to.</summary>
    public ModelOpening Opening() =>
        new(Facts, TrainingLink, Datasets.Select(dataset => dataset.Leaf()), Blinding);

    /// <summary>
    /// Takes newer certificates of the same certifications and cosignatures, whose paths lead to the authority's newest root; those that are of no dataset of
    /// the model are ignored.
    /// </summary>
    public SecretModel Refreshed(IReadOnlyCollection<DatasetCertificate> datasets, IReadOnlyCollection<CosignatureCertificate> cosignatures) => this with
    {
        Datasets = [.. Datasets.Select(old => Newest([old, .. datasets.Where(candidate => candidate.AuthorityId == old.AuthorityId)], old.Leaf()) ?? old)],
        Cosignatures =
        [
            .. Datasets.Select(dataset => dataset.Leaf())
                .Select(dataset => Newest(Cosignatures.Concat(cosignatures).Where(candidate => candidate.DatasetLeaf == dataset && candidate.Facts == Facts)))
                .OfType<CosignatureCertificate>(),
        ],
    };

    /// <summary>The certificates of datasets that the model declares, brought to one state of the authority's tree.</summary>
    /// <param name="datasets">Some of the model's.</param>
    /// <exception cref="CertificationException">They do not fit together, or nobody vouches for a dataset where the link says so.</exception>
    public AlignedCertificates Align(IReadOnlyCollection<DatasetCertificate> datasets)
    {
        CosignatureCertificate[] cosignatures = [.. Cosignatures.Where(cosignature => datasets.Any(dataset => dataset.Leaf() == cosignature.DatasetLeaf))];
        DatasetCertificate? alone = datasets.FirstOrDefault(dataset => cosignatures.All(cosignature => cosignature.DatasetLeaf != dataset.Leaf()));
        return TrainingLink == TrainingLink.AuthorityCosigned && alone is not null
            ? throw new CertificationException($"nobody vouches that the model was made from dataset {alone.DatasetRoot}: its training link is authority-cosigned, so give the authority's cosignature (chainprov authority cosign)")
            : AlignedCertificates.Of(datasets, cosignatures);
    }

    private static DatasetCertificate? Newest(IEnumerable<DatasetCertificate> certificates, Fr leaf) => Newest(certificates.Where(certificate => certificate.Leaf() == leaf));

    /// <summary>Of one revision there can be several states before it is published, which the revision does not tell apart: then the one that was given last.</summary>
    private static T? Newest<T>(IEnumerable<T> certificates)
        where T : class, ITreeCertificate => certificates.OrderBy(certificate => certificate.Revision).LastOrDefault();

    /// <summary>Nothing: secrets do not belong into logs.</summary>
    public override string ToString() => "model secret (redacted)";
}
