using System.Globalization;
using System.Numerics;

namespace ChainProv.Ethereum;

/// <summary>Non-negative integers as JSON-RPC writes them: <c>0x</c>, no leading zeros, zero is <c>0x0</c>; at most 256 bits.</summary>
public static class Quantity
{
    private const int MaxDigits = 64;

    /// <summary>Writes <paramref name="value"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative.</exception>
    public static string Encode(BigInteger value)
    {
        if (value.Sign < 0)
            throw new ArgumentOutOfRangeException(nameof(value), "a quantity is not negative");
        if (value.IsZero)
            return "0x0";
        return "0x" + Convert.ToHexStringLower(value.ToByteArray(isUnsigned: true, isBigEndian: true)).TrimStart('0');
    }

    /// <summary>Reads a quantity.</summary>
    /// <exception cref="FormatException">The text is not a canonical quantity of at most 256 bits.</exception>
    public static BigInteger Decode(string text)
    {
        ReadOnlySpan<char> digits = Hex.Digits(text);
        if (digits.Length is 0 or > MaxDigits)
            throw new FormatException($"a quantity has 1 to {MaxDigits} hexadecimal digits, found {digits.Length}");
        if (digits[0] == '0' && digits.Length > 1)
            throw new FormatException("a quantity has no leading zeros");
        return BigInteger.Parse($"0{digits}", NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
    }

    /// <summary>Reads a quantity below 2^64.</summary>
    /// <exception cref="FormatException">As <see cref="Decode"/>, or the quantity is larger.</exception>
    public static ulong DecodeUInt64(string text)
    {
        BigInteger value = Decode(text);
        return value <= ulong.MaxValue ? (ulong)value : throw new FormatException("the quantity does not fit 64 bits");
    }
}
