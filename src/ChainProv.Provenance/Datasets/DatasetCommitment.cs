using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using ChainProv.Provenance.Files;
using ChainProv.Provenance.Json;
using ChainProv.Provenance.Manifests;

namespace ChainProv.Provenance.Datasets;

/// <summary>What <c>dataset.json</c> says about a committed dataset. It holds no paths and no records.</summary>
/// <param name="Bytes">The sum of the records' sizes.</param>
/// <param name="Licences">In ASCII order.</param>
/// <param name="Manifest">The publisher's manifest as given, <c>{}</c> without one.</param>
/// <param name="ManifestDigest">SHA-256 of the manifest's RFC 8785 form.</param>
public sealed record DatasetCommitment(
    Fr DatasetRoot,
    long Records,
    long Bytes,
    ImmutableArray<LicenceCount> Licences,
    JsonElement Manifest,
    Sha256Digest ManifestDigest) : IJsonFile
{
    /// <summary>The 32-bit limit of <see cref="KeyRegister"/>'s positions, and more records than a tree of leaves is ever given.</summary>
    public const long MaxRecords = uint.MaxValue;

    public static string FormatName => "chainprov/dataset/v1";

    public static int MaxBytes => 4 << 20;

    [JsonPropertyOrder(-1)]
    public string Format { get; init; } = FormatName;

    /// <summary>The ids of <see cref="Licences"/>.</summary>
    [JsonIgnore]
    public IEnumerable<string> LicenceIds => Licences.Select(count => count.Licence);

    /// <summary>Where the records of a dataset file lie: beside it, <c>dataset.records</c> for <c>dataset.json</c>.</summary>
    public static string RecordsPath(string datasetFile) => Path.ChangeExtension(datasetFile, ".records");

    /// <exception cref="InputException">The file is missing or wrong, or its parts contradict each other.</exception>
    public static DatasetCommitment Read(string path)
    {
        DatasetCommitment commitment = JsonFile.Read<DatasetCommitment>(path);
        if (commitment.Records is <= 0 or > MaxRecords) throw new InputException(path, "$.records", $"a dataset has between 1 and {MaxRecords:N0} records");
        if (commitment.Bytes < 0) throw new InputException(path, "$.bytes", "a size is not negative");
        if (commitment.Licences.IsDefaultOrEmpty) throw new InputException(path, "$.licences", "a dataset has at least one licence, or NOASSERTION");
        foreach (LicenceCount count in commitment.Licences)
            if (!SpdxLicence.TryNormalise(count.Licence, out string? id) || id != count.Licence || count.Records <= 0)
                throw new InputException(path, "$.licences", $"{Unicode.Quote(count.Licence)} is not an SPDX licence id with a count of records");
        if (DatasetManifest.Of(commitment.Manifest, path, "$.manifest").Digest != commitment.ManifestDigest)
            throw new InputException(path, "$.manifestDigest", "is not the digest of the manifest in the same file");
        return commitment;
    }

    /// <exception cref="OutputException">The file could not be written.</exception>
    public void Write(string path) => JsonFile.Write(path, this);
}
