using ChainProv.Cryptography.Fields;

namespace ChainProv.Cryptography.Curves;

/// <summary>One point times one public scalar, by a signed sliding window (wNAF).</summary>
internal static class ScalarMultiplication
{
    private const int Width = 5;

    public static JacobianPoint<TCurve, TField, TScalar> Multiply<TCurve, TField, TScalar>(
        JacobianPoint<TCurve, TField, TScalar> point, TScalar scalar)
        where TCurve : struct, ICurve<TCurve, TField, TScalar>
        where TField : unmanaged, IField<TField>
        where TScalar : unmanaged, IPrimeField<TScalar>
    {
        Span<ulong> limbs = stackalloc ulong[TScalar.ByteLength / 8];
        scalar.WriteLimbs(limbs);
        Span<sbyte> digits = stackalloc sbyte[(8 * TScalar.ByteLength) + 1];
        int length = Recode(limbs, digits);
        if (length == 0 || point.IsInfinity) return default;

        Span<JacobianPoint<TCurve, TField, TScalar>> oddMultiples = stackalloc JacobianPoint<TCurve, TField, TScalar>[1 << (Width - 2)];
        oddMultiples[0] = point;
        JacobianPoint<TCurve, TField, TScalar> twice = point.Double();
        for (int i = 1; i < oddMultiples.Length; i++) oddMultiples[i] = oddMultiples[i - 1] + twice;

        JacobianPoint<TCurve, TField, TScalar> result = default;
        for (int i = length - 1; i >= 0; i--)
        {
            result = result.Double();
            if (digits[i] > 0) result += oddMultiples[digits[i] >> 1];
            else if (digits[i] < 0) result -= oddMultiples[-digits[i] >> 1];
        }

        return result;
    }

    /// <summary>Digits zero or odd, below 2^(Width − 1) in magnitude, lowest first; returns how many there are.</summary>
    private static int Recode(Span<ulong> limbs, Span<sbyte> digits)
    {
        int length = 0;
        for (int i = 0; !IsZero(limbs); i++)
        {
            int digit = 0;
            if ((limbs[0] & 1) == 1)
            {
                digit = (int)(limbs[0] & ((1 << Width) - 1));
                if (digit >= 1 << (Width - 1)) digit -= 1 << Width;
                SubtractSmall(limbs, digit);
            }

            digits[i] = (sbyte)digit;
            length = i + 1;
            ShiftRightOnce(limbs);
        }

        return length;
    }

    private static bool IsZero(ReadOnlySpan<ulong> limbs) => limbs.IndexOfAnyExcept(0UL) < 0;

    /// <summary>Moduli leave their top bit free, so that adding a small digit cannot overflow.</summary>
    private static void SubtractSmall(Span<ulong> limbs, int digit)
    {
        if (digit > 0)
        {
            limbs[0] -= (ulong)digit;
            return;
        }

        ulong carry = (ulong)-digit;
        for (int i = 0; i < limbs.Length && carry != 0; i++)
        {
            limbs[i] += carry;
            carry = limbs[i] < carry ? 1UL : 0;
        }
    }

    private static void ShiftRightOnce(Span<ulong> limbs)
    {
        for (int i = 0; i < limbs.Length; i++) limbs[i] = (limbs[i] >> 1) | (i + 1 < limbs.Length ? limbs[i + 1] << 63 : 0);
    }
}
