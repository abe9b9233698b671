using System.Globalization;

namespace ChainProv.Provenance.Json;

/// <summary>Doubles as ECMAScript writes them (ECMA-262, section 6.1.6.1.20), which RFC 8785 requires.</summary>
public static class EcmaScriptNumber
{
    /// <summary>The largest n for which n and −n and all integers between are exact: 2^53.</summary>
    public const long MaxExactInteger = 1L << 53;

    private const int LargestPlainExponent = 21, SmallestPlainExponent = -6;

    /// <exception cref="ArgumentOutOfRangeException">The value is not finite.</exception>
    public static string Format(double value)
    {
        if (!double.IsFinite(value)) throw new ArgumentOutOfRangeException(nameof(value), "JSON has no infinity and no NaN.");
        if (value == 0) return "0";
        string sign = value < 0 ? "-" : "";
        (string digits, int point) = ShortestDigits(Math.Abs(value));
        int count = digits.Length;
        if (count <= point && point <= LargestPlainExponent) return sign + digits + new string('0', point - count);
        if (0 < point && point <= LargestPlainExponent) return $"{sign}{digits[..point]}.{digits[point..]}";
        if (SmallestPlainExponent < point && point <= 0) return $"{sign}0.{new string('0', -point)}{digits}";
        string exponent = (point - 1).ToString("+0;-0", CultureInfo.InvariantCulture);
        return count == 1 ? $"{sign}{digits}e{exponent}" : $"{sign}{digits[0]}.{digits[1..]}e{exponent}";
    }

    /// <summary>The fewest digits that read back as the value, and n such that the value is 0.digits · 10^n.</summary>
    private static (string Digits, int Point) ShortestDigits(double value)
    {
        string text = value.ToString("R", CultureInfo.InvariantCulture);
        int e = text.IndexOf('E', StringComparison.Ordinal);
        int exponent = e < 0 ? 0 : int.Parse(text.AsSpan(e + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        string mantissa = e < 0 ? text : text[..e];
        int dot = mantissa.IndexOf('.', StringComparison.Ordinal);
        int whole = dot < 0 ? mantissa.Length : dot;
        string digits = mantissa.Replace(".", "", StringComparison.Ordinal);
        int leadingZeros = digits.Length - digits.TrimStart('0').Length;
        return (digits.Trim('0'), whole - leadingZeros + exponent);
    }
}
