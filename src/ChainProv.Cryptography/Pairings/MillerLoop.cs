using System.Numerics;
using ChainProv.Cryptography.Bls12381;

namespace ChainProv.Cryptography.Pairings;

/// <summary>The Miller loop over |z|, for many pairs at once; the pairing up to the final exponentiation.</summary>
internal static class MillerLoop
{
    /// <summary>The bits of |z| below the highest, highest first.</summary>
    public static readonly bool[] Bits = [.. Enumerable.Range(0, BitOperations.Log2(CurveParameter.Magnitude))
        .Reverse()
        .Select(bit => ((CurveParameter.Magnitude >> bit) & 1) == 1)];

    public static Fp12 Compute(ReadOnlySpan<(G1Affine P, PreparedG2 Q)> pairs)
    {
        Fp12 f = Fp12.One;
        int line = 0;
        foreach (bool bit in Bits)
        {
            f = MultiplyByLines(f.Square(), pairs, line++);
            if (bit) f = MultiplyByLines(f, pairs, line++);
        }

        // z is negative, and up to the final exponentiation the conjugate is the inverse.
        return f.Conjugate();
    }

    private static Fp12 MultiplyByLines(Fp12 f, ReadOnlySpan<(G1Affine P, PreparedG2 Q)> pairs, int line)
    {
        foreach ((G1Affine p, PreparedG2 q) in pairs)
        {
            if (!p.IsInfinity && !q.Point.IsInfinity) f = q.Lines[line].MultiplyInto(f, p);
        }

        return f;
    }
}
