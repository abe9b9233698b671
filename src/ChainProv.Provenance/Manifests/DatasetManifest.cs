using System.Collections.Immutable;
using System.Text.Json;
using ChainProv.Provenance.Files;
using ChainProv.Provenance.Json;

namespace ChainProv.Provenance.Manifests;

/// <summary>What a publisher says about a dataset or model, in the words of Hugging Face cards and Croissant; <c>docs/manifest.md</c> lists them.</summary>
public sealed class DatasetManifest
{
    public const int MaxBytes = 1 << 20, MaxFields = 256;

    private DatasetManifest(JsonElement json, ManifestFields fields)
    {
        Json = json;
        Canonical = CanonicalJson.Bytes(json).ToImmutableArray();
        Digest = Sha256Digest.Of(Canonical.AsSpan());
        Licence = fields.Licence();
        Name = fields.Text("pretty_name") ?? fields.Text("name");
        Url = fields.Text("url");
        Tags = fields.Texts("tags");
        DerivedFrom = [.. fields.Texts("datasets"), .. fields.Texts("wasDerivedFrom")];
        BaseModels = fields.Texts("base_model");
        Sha256 = fields.Digest("sha256");
    }

    /// <summary>The manifest of who says nothing: <c>{}</c>.</summary>
    public static DatasetManifest Empty { get; } = Parse("{}"u8.ToArray(), "manifest");

    /// <summary>The object as it was written, unknown fields included.</summary>
    public JsonElement Json { get; }

    /// <summary>The RFC 8785 form.</summary>
    public ImmutableArray<byte> Canonical { get; }

    /// <summary>SHA-256 of <see cref="Canonical"/>.</summary>
    public Sha256Digest Digest { get; }

    /// <summary><c>license</c>, or null.</summary>
    public LicenceSet? Licence { get; }

    /// <summary><c>pretty_name</c>, else <c>name</c>.</summary>
    public string? Name { get; }

    /// <summary><c>url</c>: where the dataset comes from, the source of records that name none.</summary>
    public string? Url { get; }

    public ImmutableArray<string> Tags { get; }

    /// <summary><c>datasets</c> and <c>wasDerivedFrom</c>.</summary>
    public ImmutableArray<string> DerivedFrom { get; }

    public ImmutableArray<string> BaseModels { get; }

    /// <summary><c>sha256</c> of the file that is described, where one file is.</summary>
    public Sha256Digest? Sha256 { get; }

    /// <exception cref="InputException">The file is missing, not strict JSON, too large, or a field has a wrong value.</exception>
    public static DatasetManifest Read(string path) => Parse(InputFile.ReadAll(path, MaxBytes), path);

    /// <summary>Parses and checks a manifest's content; <paramref name="file"/> names it in messages.</summary>
    /// <exception cref="InputException">As <see cref="Read"/>.</exception>
    public static DatasetManifest Parse(ReadOnlyMemory<byte> content, string file)
    {
        using JsonDocument document = StrictJson.ParseFile(content, file);
        return Of(document.RootElement.Clone(), file, "$");
    }

    /// <summary>Checks a manifest that stands inside another file.</summary>
    /// <exception cref="InputException">As <see cref="Read"/>.</exception>
    public static DatasetManifest Of(JsonElement json, string file, string place)
    {
        if (json.ValueKind != JsonValueKind.Object) throw new InputException(file, place, "a manifest is a JSON object");
        if (json.GetPropertyCount() > MaxFields) throw new InputException(file, place, $"a manifest has at most {MaxFields} fields");
        try
        {
            return new DatasetManifest(json, new ManifestFields(json, file, place));
        }
        catch (JsonException exception)
        {
            throw new InputException(file, place, exception.Message, exception);
        }
    }
}
