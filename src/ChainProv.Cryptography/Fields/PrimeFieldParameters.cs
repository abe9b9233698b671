using System.Globalization;
using System.Numerics;

namespace ChainProv.Cryptography.Fields;

/// <summary>What follows from a modulus, computed once.</summary>
internal static class PrimeFieldParameters<TModulus> where TModulus : struct, IModulus
{
    public static readonly BigInteger Modulus = BigInteger.Parse("0" + TModulus.Hex, NumberStyles.HexNumber, CultureInfo.InvariantCulture);

    public static readonly int TwoAdicity = BitsBelow(Modulus - 1);

    public static readonly BigInteger TwoAdicRoot = BigInteger.ModPow(TModulus.NonResidue, (Modulus - 1) >> TwoAdicity, Modulus);

    private static readonly BigInteger Half = (Modulus - 1) / 2;

    public static bool IsAboveHalf(BigInteger value) => value > Half;

    public static BigInteger R(int limbs) => (BigInteger.One << (64 * limbs)) % Modulus;

    public static ulong[] MontgomeryForm(BigInteger value, int limbs)
    {
        BigInteger montgomery = value * R(limbs) % Modulus;
        return [.. Enumerable.Range(0, limbs).Select(i => (ulong)((montgomery >> (64 * i)) & ulong.MaxValue))];
    }

    private static int BitsBelow(BigInteger value)
    {
        int bits = 0;
        while (value.IsEven)
        {
            value >>= 1;
            bits++;
        }

        return bits;
    }
}
