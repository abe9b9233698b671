using ChainProv.Cryptography.Fields;

namespace ChainProv.Cryptography.Pairings;

/// <summary>The power 3(p¹² − 1)/r, which sends the Miller loop's value into the group of order r.</summary>
/// <remarks>
/// The factor 3 is prime to r, so the pairing stays bilinear and non-degenerate; with it the exponent has a short form in z.
/// </remarks>
internal static class FinalExponentiation
{
    public static Fp12 Compute(Fp12 f) => Lanes.IsSupported ? LaneFinalExponentiation.Compute(f) : ComputeOneByOne(f);

    /// <summary>Without lanes.</summary>
    public static Fp12 ComputeOneByOne(Fp12 f)
    {
        // (p⁶ − 1)(p² + 1): from here on the element lies in the cyclotomic subgroup.
        Fp12 m = f.Conjugate() * f.Inverse();
        m = m.Frobenius(2) * m;

        // 3(p⁴ − p² + 1)/r = (z − 1)²·(z + p)·(z² + p² − 1) + 3 (Hayashida, Hayasaka and Teruya, eprint 2020/875).
        Fp12 t = CyclotomicSubgroup.PowZOneByOne(m) * m.Conjugate();
        t = CyclotomicSubgroup.PowZOneByOne(t) * t.Conjugate();
        t = CyclotomicSubgroup.PowZOneByOne(t) * t.Frobenius(1);
        t = CyclotomicSubgroup.PowZOneByOne(CyclotomicSubgroup.PowZOneByOne(t)) * t.Frobenius(2) * t.Conjugate();
        return t * CyclotomicSubgroup.Square(m) * m;
    }
}
