using System.Text.Json.Serialization;
using ChainProv.Provenance.Files;
using ChainProv.Provenance.Json;
using ChainProv.Provenance.Models;

namespace ChainProv.Provenance.Certificates;

/// <summary>For one auditor: what a model's commitment opens to. Whoever gets it can show it on, and can say which datasets were declared.</summary>
public sealed record ReleaseDisclosure(Sha256Digest ModelDigest, SecretModel Secret) : IJsonFile
{
    public static string FormatName => "chainprov/disclosure/v2";

    public static int MaxBytes => SecretModel.MaxBytes;

    [JsonPropertyOrder(-1)]
    public string Format { get; init; } = FormatName;

    [JsonIgnore]
    public IEnumerable<Fr> DatasetRoots => Secret.Datasets.Select(dataset => dataset.DatasetRoot);

    /// <exception cref="InputException">The file is missing, is not a disclosure, or does not open its commitment.</exception>
    public static ReleaseDisclosure Read(string path)
    {
        ReleaseDisclosure disclosure = JsonFile.Read<ReleaseDisclosure>(path);
        if (disclosure.Secret.Facts.ModelDigest != disclosure.ModelDigest) throw new InputException(path, "$.modelDigest", "is not that of the opening");
        disclosure.Secret.Require(path, "$.secret");
        return disclosure;
    }

    /// <exception cref="OutputException">The file could not be written.</exception>
    public void Write(string path) => JsonFile.Write(path, this, secret: true);
}
