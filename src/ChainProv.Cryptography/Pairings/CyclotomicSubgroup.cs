using System.Numerics;
using ChainProv.Cryptography.Bls12381;
using ChainProv.Cryptography.Fields;

namespace ChainProv.Cryptography.Pairings;

/// <summary>
/// Arithmetic of the elements of Fp12 whose order divides p⁴ − p² + 1, where squaring is cheap and the conjugate is the inverse.
/// </summary>
internal static class CyclotomicSubgroup
{
    /// <summary>Whether f^(p⁴ − p² + 1) = 1; zero is not in the subgroup.</summary>
    public static bool Contains(Fp12 f) => !f.IsZero && f.Frobenius(4) * f == f.Frobenius(2);

    /// <summary>
    /// Granger and Scott (eprint 2009/565, section 3.2): three squarings in Fp4, of which each coordinate of the result is one term away.
    /// </summary>
    public static Fp12 Square(Fp12 f)
    {
        (Fp2 a0, Fp2 a1) = SquareInFp4(f.C0.C0, f.C1.C1);
        (Fp2 b0, Fp2 b1) = SquareInFp4(f.C1.C0, f.C0.C2);
        (Fp2 c0, Fp2 c1) = SquareInFp4(f.C0.C1, f.C1.C2);
        return new(
            new(ThreeTimesMinusTwice(a0, f.C0.C0), ThreeTimesMinusTwice(b0, f.C0.C1), ThreeTimesMinusTwice(c0, f.C0.C2)),
            new(ThreeTimesPlusTwice(Fp6NonResidue.Multiply(c1), f.C1.C0), ThreeTimesPlusTwice(a1, f.C1.C1), ThreeTimesPlusTwice(b1, f.C1.C2)));
    }

    /// <summary>f^z. Five multiplications: |z| has six bits.</summary>
    public static Fp12 PowZ(Fp12 f) => Pow(f, MillerLoop.Bits).Conjugate();

    /// <summary>f^exponent for a non-negative exponent, in variable time.</summary>
    public static Fp12 Pow(Fp12 f, BigInteger exponent)
    {
        if (exponent.IsZero) return Fp12.One;
        bool[] bits = new bool[exponent.GetBitLength() - 1];
        for (int i = 0; i < bits.Length; i++) bits[i] = !((exponent >> (bits.Length - 1 - i)) & 1).IsZero;
        return Pow(f, bits);
    }

    /// <summary>f^z without lanes.</summary>
    public static Fp12 PowZOneByOne(Fp12 f) => PowOneByOne(f, MillerLoop.Bits).Conjugate();

    private static Fp12 Pow(Fp12 f, ReadOnlySpan<bool> bitsBelowHighest) =>
        Lanes.IsSupported ? LanePower.Compute(f, bitsBelowHighest) : PowOneByOne(f, bitsBelowHighest);

    private static Fp12 PowOneByOne(Fp12 f, ReadOnlySpan<bool> bitsBelowHighest)
    {
        Fp12 result = f;
        foreach (bool bit in bitsBelowHighest)
        {
            result = Square(result);
            if (bit) result *= f;
        }

        return result;
    }

    /// <summary>(a + b·s)² with s² = u + 1.</summary>
    private static (Fp2, Fp2) SquareInFp4(Fp2 a, Fp2 b)
    {
        Fp2 aa = a.Square(), bb = b.Square();
        return (aa + Fp6NonResidue.Multiply(bb), (a + b).Square() - aa - bb);
    }

    private static Fp2 ThreeTimesMinusTwice(Fp2 t, Fp2 x) => (t - x).Double() + t;

    private static Fp2 ThreeTimesPlusTwice(Fp2 t, Fp2 x) => (t + x).Double() + t;
}
