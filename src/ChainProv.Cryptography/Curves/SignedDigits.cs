using ChainProv.Cryptography.Fields;

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
            int digit = Limb.Bits(limbs, k * window, window) + carry;
            carry = digit > half ? 1 : 0;
            digits[k * stride] = digit - (carry << window);
        }
    }
}
