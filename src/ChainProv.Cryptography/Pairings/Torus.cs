namespace ChainProv.Cryptography.Pairings;

/// <summary>The elements of Fp12 whose norm to Fp6 is one, as single elements of Fp6 (Rubin and Silverberg, Torus-based cryptography, section 5.1).</summary>
/// <remarks>
/// f = a + b·w with a² − v·b² = 1 and b ≠ 0 is (t + w)/(t − w) for t = (1 + a)/b, and for no other t. Zero gives −1, which does not have order r; one has
/// no t.
/// </remarks>
internal static class Torus
{
    private static readonly Fp6 V = new(Fp2.Zero, Fp2.One, Fp2.Zero);

    public static Fp6 Compress(Fp12 f) => (Fp6.One + f.C0) * f.C1.Inverse();

    /// <summary>(t + w)²/(t² − v), which has norm one for every t; v is no square, so the divisor is not zero.</summary>
    public static Fp12 Decompress(Fp6 t)
    {
        Fp6 square = t.Square(), inverse = (square - V).Inverse();
        return new((square + V) * inverse, t.Double() * inverse);
    }
}
