using System.Runtime.CompilerServices;

namespace ChainProv.Cryptography.Curves;

/// <summary>Integers in base 2^w with digits in (−2^(w−1), 2^(w−1)]: half as many multiples to keep as with unsigned ones.</summary>
internal static class SignedDigits
{
    public const int MaximumWindow = 15;

    /// <summary>How many digits an integer of so many bits can need.</summary>
    public static int Count(int bits, int window) => (bits / window) + 1;

    /// <summary>Digit k goes to <paramref name="digits"/>[k·stride]; the integer must have at most count·window − 1 bits.</summary>
    public static void Recode(ReadOnlySpan<ulong> limbs, int window, int count, Span<int> digits, int stride)
    {
        int half = 1 << (window - 1), carry = 0;
        for (int k = 0; k < count; k++)
        {
            int digit = Bits(limbs, k * window, window) + carry;
            carry = digit > half ? 1 : 0;
            digits[k * stride] = digit - (carry << window);
        }
    }

    /// <summary>Beyond the last limb there are zeros.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Bits(ReadOnlySpan<ulong> limbs, int position, int count)
    {
        int limb = position / 64, shift = position % 64;
        if (limb >= limbs.Length) return 0;
        ulong bits = limbs[limb] >> shift;
        if (shift + count > 64 && limb + 1 < limbs.Length) bits |= limbs[limb + 1] << (64 - shift);
        return (int)(bits & ((1UL << count) - 1));
    }
}
