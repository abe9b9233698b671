using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using ChainProv.Provenance.Files;

namespace ChainProv.Provenance.Json;

/// <summary>Reads and writes the JSON files of ChainProv: strict when reading, whole or not at all when writing.</summary>
public static class JsonFile
{
    /// <summary>Camel case, nothing unknown, nothing missing; field elements and digests as 0x and 64 lower-case digits, dates as YYYY-MM-DD.</summary>
    public static JsonSerializerOptions Options { get; } = new(JsonSerializerOptions.Strict)
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        MaxDepth = StrictJson.MaxDepth,
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { ForgetIgnored, MayBeAbsentAttribute.Apply } },
        Converters = { new FieldElementConverter(), new Hash32Converter(), new G1PointConverter(), new Sha256DigestConverter(), new BlsPublicKeyConverter(), new AuthorityIdConverter() },
    };

    /// <exception cref="InputException">The file is missing, too large, not strict JSON, of another kind or version, or a field is wrong.</exception>
    public static T Read<T>(string path) where T : class, IJsonFile => Parse<T>(InputFile.ReadAll(path, T.MaxBytes), path);

    /// <summary>As <see cref="Read"/>, of content that came another way; <paramref name="path"/> is what messages call it.</summary>
    /// <exception cref="InputException">It is not strict JSON, of another kind or version, or a field is wrong.</exception>
    public static T Parse<T>(ReadOnlyMemory<byte> content, string path) where T : class, IJsonFile
    {
        using JsonDocument document = StrictJson.ParseFile(content, path);
        RequireFormat(document.RootElement, path, T.FormatName);
        if (PlaceOfNullItem(document.RootElement) is { } place) throw new InputException(path, "$" + place, "is null");
        try
        {
            return document.RootElement.Deserialize<T>(Options) ?? throw new JsonException("the value is null");
        }
        catch (JsonException exception)
        {
            throw new InputException(path, exception.Path, Shorten(exception.Message), exception);
        }
    }

    /// <exception cref="OutputException">The file could not be written; what stood there before is untouched.</exception>
    public static void Write<T>(string path, T value, bool secret = false) where T : class, IJsonFile =>
        AtomicFile.WriteAllBytes(path, Bytes(value), secret);

    /// <summary>The file's content, ending with a line feed.</summary>
    public static byte[] Bytes<T>(T value) where T : class, IJsonFile => [.. JsonSerializer.SerializeToUtf8Bytes(value, Options), (byte)'\n'];

    /// <summary>The serialiser would take a member that is computed here from a file, and not look at it: a reader of the file would.</summary>
    private static void ForgetIgnored(JsonTypeInfo type)
    {
        for (int i = type.Properties.Count - 1; i >= 0; i--)
            if (type.Properties[i] is { Get: null, Set: null, AssociatedParameter: null }) type.Properties.RemoveAt(i);
    }

    private static void RequireFormat(JsonElement root, string path, string expected)
    {
        if (root.ValueKind != JsonValueKind.Object) throw new InputException(path, null, $"is not a {expected} file: not a JSON object");
        string? format = root.TryGetProperty("format", out JsonElement value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
        if (format is null) throw new InputException(path, "$.format", $"is not a {expected} file: it does not say its format");
        if (format != expected) throw new InputException(path, "$.format", $"is a {Unicode.Quote(format)} file; a {expected} file is needed");
    }

    /// <summary>Where null stands in a list, if it does: the serialiser minds null in a property, but not there.</summary>
    private static string? PlaceOfNullItem(JsonElement value)
    {
        if (value.ValueKind == JsonValueKind.Object)
        {
            foreach (JsonProperty property in value.EnumerateObject())
                if (PlaceOfNullItem(property.Value) is { } place) return $".{property.Name}{place}";
        }
        else if (value.ValueKind == JsonValueKind.Array)
        {
            int index = 0;
            foreach (JsonElement item in value.EnumerateArray())
            {
                if (item.ValueKind == JsonValueKind.Null) return $"[{index}]";
                if (PlaceOfNullItem(item) is { } place) return $"[{index}]{place}";
                index++;
            }
        }

        return null;
    }

    private static string Shorten(string message)
    {
        int position = message.IndexOf(" Path:", StringComparison.Ordinal);
        return position < 0 ? message : message[..position];
    }
}
