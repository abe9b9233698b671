using System.Collections.Immutable;
using System.Text.Json;
using ChainProv.Provenance.Files;
using ChainProv.Provenance.Json;

namespace ChainProv.Provenance.Manifests;

/// <summary>Reads a manifest's known fields, each by its type; says which one is wrong. A null is an absent field.</summary>
internal sealed class ManifestFields
{
    private const int MaxTexts = 1024;

    private static readonly string[] OtherTexts = ["description", "version", "citation", "datePublished", "pretty_name", "name", "url"];

    private readonly JsonElement _json;
    private readonly string _file, _place;

    public ManifestFields(JsonElement json, string file, string place)
    {
        (_json, _file, _place) = (json, file, place);
        foreach (string name in OtherTexts) _ = Text(name);
        RequireContentSize();
    }

    public string? Text(string name)
    {
        if (!TryGet(name, out JsonElement value)) return null;
        return value.ValueKind == JsonValueKind.String ? StrictJson.Text(value) : throw Wrong(name, "a text is needed");
    }

    /// <summary>A text, or a list of them.</summary>
    public ImmutableArray<string> Texts(string name)
    {
        if (!TryGet(name, out JsonElement value)) return [];
        if (value.ValueKind == JsonValueKind.String) return [StrictJson.Text(value)];
        if (value.ValueKind != JsonValueKind.Array || value.EnumerateArray().Any(item => item.ValueKind != JsonValueKind.String))
            throw Wrong(name, "a text or a list of texts is needed");
        if (value.GetArrayLength() > MaxTexts) throw Wrong(name, $"at most {MaxTexts:N0} entries are read");
        return [.. value.EnumerateArray().Select(StrictJson.Text)];
    }

    public LicenceSet? Licence()
    {
        ImmutableArray<string> texts = Texts("license");
        try
        {
            return texts.IsEmpty ? null : LicenceSet.Of(texts.SelectMany(text => LicenceSet.Parse(text).Ids));
        }
        catch (FormatException exception)
        {
            throw new InputException(_file, $"{_place}.license", exception.Message, exception);
        }
    }

    public Sha256Digest? Digest(string name)
    {
        if (Text(name) is not { } text) return null;
        return Sha256Digest.TryParse(text, out Sha256Digest digest) ? digest : throw Wrong(name, "64 hexadecimal digits are needed");
    }

    /// <summary>Croissant writes "1234 B"; a plain number of bytes is as clear.</summary>
    private void RequireContentSize()
    {
        const string name = "contentSize";
        if (!TryGet(name, out JsonElement value)) return;
        bool valid = value.ValueKind == JsonValueKind.String ? StrictJson.Text(value).Length > 0 : value.ValueKind == JsonValueKind.Number && value.TryGetUInt64(out _);
        if (!valid) throw Wrong(name, "a number of bytes, or a text such as \"1234 B\", is needed");
    }

    private bool TryGet(string name, out JsonElement value) => _json.TryGetProperty(name, out value) && value.ValueKind != JsonValueKind.Null;

    private InputException Wrong(string name, string problem) => new(_file, $"{_place}.{name}", problem);
}
