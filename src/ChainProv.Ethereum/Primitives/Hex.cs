using System.Buffers;

namespace ChainProv.Ethereum;

/// <summary>Bytes as the chain writes them: <c>0x</c> and two lower-case hexadecimal digits a byte.</summary>
/// <remarks>Parsing is strict (the prefix is required, the number of digits even) and accepts either case.</remarks>
public static class Hex
{
    private static readonly SearchValues<char> HexDigits = SearchValues.Create("0123456789abcdefABCDEF");

    /// <summary>Writes <paramref name="bytes"/> as <c>0x…</c>, lower case.</summary>
    public static string Encode(ReadOnlySpan<byte> bytes) => "0x" + Convert.ToHexStringLower(bytes);

    /// <summary>Reads <c>0x…</c>.</summary>
    /// <exception cref="FormatException">The prefix is missing, the digits are odd in number, or one is not hexadecimal; the message says which.</exception>
    public static byte[] Decode(string text)
    {
        ReadOnlySpan<char> digits = Digits(text);
        if (digits.Length % 2 != 0)
            throw new FormatException($"an even number of hexadecimal digits is needed, found {digits.Length}");
        byte[] bytes = new byte[digits.Length / 2];
        Convert.FromHexString(digits, bytes, out _, out _);
        return bytes;
    }

    /// <summary>Reads exactly as many bytes as <paramref name="destination"/> holds.</summary>
    /// <exception cref="FormatException">As <see cref="Decode(string)"/>, or another number of bytes.</exception>
    public static void Decode(string text, Span<byte> destination)
    {
        ReadOnlySpan<char> digits = Digits(text);
        if (digits.Length != 2 * destination.Length)
            throw new FormatException($"{2 * destination.Length} hexadecimal digits are needed after 0x, found {digits.Length}");
        Convert.FromHexString(digits, destination, out _, out _);
    }

    /// <summary>Whether <paramref name="text"/> is <c>0x</c> and the digits of exactly <paramref name="size"/> bytes.</summary>
    internal static bool IsWellFormed(string? text, int size) =>
        text?.Length == 2 + (2 * size) && text.StartsWith("0x", StringComparison.Ordinal) && text.AsSpan(2).IndexOfAnyExcept(HexDigits) < 0;

    /// <summary>The characters after the prefix, all of them hexadecimal digits.</summary>
    internal static ReadOnlySpan<char> Digits(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (!text.StartsWith("0x", StringComparison.Ordinal))
            throw new FormatException("hexadecimal data must begin with 0x");
        ReadOnlySpan<char> digits = text.AsSpan(2);
        int stranger = digits.IndexOfAnyExcept(HexDigits);
        return stranger < 0 ? digits : throw new FormatException($"character {stranger + 3} is not a hexadecimal digit");
    }
}
