using System.Text.Json;
using System.Text.Unicode;
using ChainProv.Provenance.Files;

namespace ChainProv.Provenance.Json;

/// <summary>RFC 8259 and nothing beside it: UTF-8, no comments, no trailing commas, no name twice in an object, bounded depth.</summary>
public static class StrictJson
{
    public const int MaxDepth = 64;

    private const string HalfPair = "the text holds an escaped half of a surrogate pair";

    private static ReadOnlySpan<byte> Utf8Mark => [0xef, 0xbb, 0xbf];

    private static readonly JsonDocumentOptions Options = new() { MaxDepth = MaxDepth, AllowDuplicateProperties = false };

    /// <summary>Parses a whole file; a leading UTF-8 byte order mark is skipped.</summary>
    /// <exception cref="InputException">The bytes are not strict JSON, or a string holds half of a surrogate pair, which is no text.</exception>
    public static JsonDocument ParseFile(ReadOnlyMemory<byte> content, string file)
    {
        if (content.Span.StartsWith(Utf8Mark)) content = content[Utf8Mark.Length..];
        JsonDocument? document = null;
        try
        {
            document = Parse(content);
            RequireTexts(document.RootElement);
            return document;
        }
        catch (JsonException exception)
        {
            document?.Dispose();
            throw new InputException(file, PlaceOf(exception, firstLine: 1), ProblemOf(exception), exception);
        }
    }

    /// <summary>Parses one value. Its strings are read, and may still be refused, when they are asked for.</summary>
    /// <exception cref="JsonException">The bytes are not strict JSON.</exception>
    public static JsonDocument Parse(ReadOnlyMemory<byte> utf8)
    {
        if (!Utf8.IsValid(utf8.Span)) throw new JsonException("the text is not UTF-8");
        try
        {
            return JsonDocument.Parse(utf8, Options);
        }
        catch (InvalidOperationException exception)
        {
            throw new JsonException(HalfPair, exception);
        }
    }

    /// <exception cref="JsonException">The string holds the escape of half a surrogate pair, which the parser lets pass.</exception>
    public static string Text(JsonElement element)
    {
        try
        {
            return element.GetString() ?? throw new JsonException("the value is null where a text is needed");
        }
        catch (InvalidOperationException exception)
        {
            throw new JsonException(HalfPair, exception);
        }
    }

    /// <summary>What was wrong, without the position that the parser appends.</summary>
    public static string ProblemOf(JsonException exception)
    {
        string message = exception.Message;
        int position = message.IndexOf(" LineNumber:", StringComparison.Ordinal);
        if (position < 0) position = message.IndexOf(" Path:", StringComparison.Ordinal);
        string problem = (position < 0 ? message : message[..position]).TrimEnd('.', ' ');
        return problem.StartsWith("the ", StringComparison.Ordinal) ? problem : $"not valid JSON: {problem}";
    }

    /// <summary>"line 3, byte 17", counted from the line at which the text began; or the path of the value; or null.</summary>
    public static string? PlaceOf(JsonException exception, long firstLine) =>
        exception.LineNumber is { } line ? $"line {line + firstLine:N0}, byte {(exception.BytePositionInLine ?? 0) + 1:N0}" : exception.Path;

    private static void RequireTexts(JsonElement element)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (JsonProperty property in element.EnumerateObject()) RequireTexts(property.Value);
                break;
            case JsonValueKind.Array:
                foreach (JsonElement item in element.EnumerateArray()) RequireTexts(item);
                break;
            case JsonValueKind.String:
                _ = Text(element);
                break;
        }
    }
}
