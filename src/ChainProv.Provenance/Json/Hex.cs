using System.Text.Json;

namespace ChainProv.Provenance.Json;

/// <summary>Bytes in JSON: 0x and lower-case hexadecimal digits.</summary>
internal static class Hex
{
    private const string Needed = "A string of 0x and hexadecimal digits is needed.";

    /// <exception cref="JsonException">The value is not such a string.</exception>
    public static byte[] Read(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.String || reader.GetString() is not { } text || !text.StartsWith("0x", StringComparison.Ordinal))
            throw new JsonException(Needed);
        try
        {
            return Convert.FromHexString(text.AsSpan(2));
        }
        catch (FormatException exception)
        {
            throw new JsonException(Needed, exception);
        }
    }
}
