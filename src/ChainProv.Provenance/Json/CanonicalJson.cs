using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using ChainProv.Provenance.Files;

namespace ChainProv.Provenance.Json;

/// <summary>The JSON Canonicalization Scheme, RFC 8785: one sequence of bytes for one value.</summary>
public static class CanonicalJson
{
    /// <exception cref="JsonException">An integer lies beyond ±2^53 or a number beyond the doubles: neither survives a reader that uses doubles.</exception>
    public static byte[] Bytes(JsonElement value)
    {
        ArrayBufferWriter<byte> output = new();
        Write(output, value);
        return output.WrittenSpan.ToArray();
    }

    public static void Write(IBufferWriter<byte> output, JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                WriteObject(output, value);
                break;
            case JsonValueKind.Array:
                output.Write("["u8);
                bool first = true;
                foreach (JsonElement item in value.EnumerateArray())
                {
                    if (!first) output.Write(","u8);
                    first = false;
                    Write(output, item);
                }

                output.Write("]"u8);
                break;
            case JsonValueKind.String:
                WriteString(output, value.GetString());
                break;
            case JsonValueKind.Number:
                WriteNumber(output, NumberOf(value));
                break;
            default:
                output.Write(value.ValueKind switch { JsonValueKind.True => "true"u8, JsonValueKind.False => "false"u8, _ => "null"u8 });
                break;
        }
    }

    /// <summary>A string with only the escapes that JSON demands. The text must be well-formed UTF-16.</summary>
    /// <exception cref="JsonException">A surrogate stands alone.</exception>
    public static void WriteString(IBufferWriter<byte> output, ReadOnlySpan<char> text)
    {
        if (!Unicode.IsWellFormed(text)) throw new JsonException("the text holds half of a surrogate pair");
        output.Write("\""u8);
        while (!text.IsEmpty)
        {
            int plain = text.IndexOfAny(Escaped);
            if (plain < 0) plain = text.Length;
            Encoding.UTF8.GetBytes(text[..plain], output);
            text = text[plain..];
            if (text.IsEmpty) break;
            WriteEscape(output, text[0]);
            text = text[1..];
        }

        output.Write("\""u8);
    }

    /// <exception cref="JsonException">The number is not finite.</exception>
    public static void WriteNumber(IBufferWriter<byte> output, double value)
    {
        if (!double.IsFinite(value)) throw new JsonException("JSON has no infinity and no NaN");
        Encoding.UTF8.GetBytes(EcmaScriptNumber.Format(value), output);
    }

    private static readonly SearchValues<char> Escaped = SearchValues.Create([.. Enumerable.Range(0, 0x20).Select(c => (char)c), '"', '\\']);

    private static void WriteObject(IBufferWriter<byte> output, JsonElement value)
    {
        JsonProperty[] properties = [.. value.EnumerateObject().OrderBy(property => property.Name, StringComparer.Ordinal)];
        output.Write("{"u8);
        for (int i = 0; i < properties.Length; i++)
        {
            if (i > 0) output.Write(","u8);
            WriteString(output, properties[i].Name);
            output.Write(":"u8);
            Write(output, properties[i].Value);
        }

        output.Write("}"u8);
    }

    private static void WriteEscape(IBufferWriter<byte> output, char c)
    {
        ReadOnlySpan<byte> brief = c switch
        {
            '\b' => "\\b"u8,
            '\t' => "\\t"u8,
            '\n' => "\\n"u8,
            '\f' => "\\f"u8,
            '\r' => "\\r"u8,
            '"' => "\\\""u8,
            '\\' => "\\\\"u8,
            _ => default,
        };
        if (!brief.IsEmpty) output.Write(brief);
        else Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}"), output);
    }

    private static double NumberOf(JsonElement value)
    {
        string literal = value.GetRawText();
        bool integer = literal.AsSpan().IndexOfAny('.', 'e', 'E') < 0;
        if (!value.TryGetDouble(out double number) || !double.IsFinite(number))
            throw new JsonException($"the number {Unicode.Quote(literal)} is beyond what a double holds; write it as a string");
        if (integer && (!value.TryGetInt64(out long exact) || exact is > EcmaScriptNumber.MaxExactInteger or < -EcmaScriptNumber.MaxExactInteger))
            throw new JsonException($"the integer {Unicode.Quote(literal)} is beyond ±2^53; write it as a string");
        return number;
    }
}
