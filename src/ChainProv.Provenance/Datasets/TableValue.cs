using System.Buffers;
using System.Globalization;
using System.Text.Json;
using ChainProv.Provenance.Json;

namespace ChainProv.Provenance.Datasets;

/// <summary>One cell of a table as the JSON value that stands for it: null, a boolean, a number or a string.</summary>
internal readonly struct TableValue
{
    private enum Kind : byte
    {
        Null,
        False,
        True,
        Number,
        String,
    }

    private readonly Kind _kind;
    private readonly double _number;
    private readonly string? _text;

    private TableValue(Kind kind, double number = 0, string? text = null) => (_kind, _number, _text) = (kind, number, text);

    public static TableValue Null => default;

    public static TableValue Of(string? text) => text is null ? Null : new(Kind.String, text: text);

    public static TableValue Of(bool value) => new(value ? Kind.True : Kind.False);

    /// <exception cref="FormatException">The number is not finite.</exception>
    public static TableValue Of(double value) =>
        double.IsFinite(value) ? new(Kind.Number, value) : throw new FormatException("a value is infinite or not a number, which JSON cannot say");

    /// <summary>A number within ±2^53; beyond, where doubles are not exact, the decimal digits as a string.</summary>
    public static TableValue Of(Int128 value) => value >= -EcmaScriptNumber.MaxExactInteger && value <= EcmaScriptNumber.MaxExactInteger
        ? new(Kind.Number, (double)value)
        : Of(value.ToString(CultureInfo.InvariantCulture));

    /// <summary>The value as text, for the columns that name things.</summary>
    public string? Text => _kind switch
    {
        Kind.Null => null,
        Kind.String => _text,
        Kind.Number => EcmaScriptNumber.Format(_number),
        _ => _kind == Kind.True ? "true" : "false",
    };

    /// <exception cref="FormatException">The text holds half of a surrogate pair.</exception>
    public void Write(IBufferWriter<byte> output)
    {
        switch (_kind)
        {
            case Kind.String:
                WriteText(output, _text!);
                break;
            case Kind.Number:
                CanonicalJson.WriteNumber(output, _number);
                break;
            default:
                output.Write(_kind switch { Kind.Null => "null"u8, Kind.True => "true"u8, _ => "false"u8 });
                break;
        }
    }

    private static void WriteText(IBufferWriter<byte> output, string text)
    {
        try
        {
            CanonicalJson.WriteString(output, text);
        }
        catch (JsonException exception)
        {
            throw new FormatException(exception.Message, exception);
        }
    }
}
