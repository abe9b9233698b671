using System.Buffers;
using System.Text.Json;

namespace ChainProv.Provenance.Json;

/// <summary>Bytes in JSON: 0x and lower-case hexadecimal digits, the one way of writing them.</summary>
internal static class Hex
{
    private const string Needed = "A string of 0x and pairs of lower-case hexadecimal digits is needed.";

    private static readonly SearchValues<char> Digits = SearchValues.Create("0123456789abcdef");

    /// <exception cref="JsonException">The value is not such a string.</exception>
    public static byte[] Read(ref Utf8JsonReader reader)
    {
        string? text = reader.TokenType == JsonTokenType.String ? reader.GetString() : null;
        if (text is null || text.Length % 2 != 0 || !text.StartsWith("0x", StringComparison.Ordinal) || text.AsSpan(2).ContainsAnyExcept(Digits)) throw new JsonException(Needed);
        return Convert.FromHexString(text.AsSpan(2));
    }
}
