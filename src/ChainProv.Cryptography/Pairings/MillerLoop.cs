using System.Numerics;
using ChainProv.Cryptography.Bls12381;
using ChainProv.Cryptography.Fields;

namespace ChainProv.Cryptography.Pairings;

/// <summary>The Miller loop over |z|, for many pairs at once; the pairing up to the final exponentiation.</summary>
internal static class MillerLoop
{
    /// <summary>The bits of |z| below the highest, highest first.</summary>
    public static readonly bool[] Bits = [.. Enumerable.Range(0, BitOperations.Log2(CurveParameter.Magnitude))
        .Reverse()
        .Select(bit => ((CurveParameter.Magnitude >> bit) & 1) == 1)];

    /// <summary>So many pairs share the loop's squarings, which are then some hundredth of the work.</summary>
    private const int PairsPerTask = 16;

    /// <summary>Many pairs, a few at a time on each thread.</summary>
    public static Fp12 Compute(ReadOnlyMemory<(G1Affine P, PreparedG2 Q)> pairs, int threads)
    {
        Fp12[] parts = new Fp12[(pairs.Length + PairsPerTask - 1) / PairsPerTask];
        Parallel.For(0, parts.Length, new ParallelOptions { MaxDegreeOfParallelism = threads }, i =>
        {
            int start = i * PairsPerTask;
            parts[i] = Compute(pairs.Span.Slice(start, Math.Min(PairsPerTask, pairs.Length - start)));
        });
        return parts.Aggregate(Fp12.One, (product, part) => product * part);
    }

    public static Fp12 Compute(ReadOnlySpan<(G1Affine P, G2Affine Q)> pairs)
    {
        if (Lanes.IsSupported) return LaneMillerLoop.Compute(pairs);
        (G1Affine P, PreparedG2 Q)[] prepared = new (G1Affine P, PreparedG2 Q)[pairs.Length];
        for (int i = 0; i < pairs.Length; i++) prepared[i] = (pairs[i].P, PreparedG2.OneByOne(pairs[i].Q));
        return ComputeOneByOne(prepared);
    }

    public static Fp12 Compute(ReadOnlySpan<(G1Affine P, PreparedG2 Q)> pairs) => Lanes.IsSupported ? LaneMillerLoop.Compute(pairs) : ComputeOneByOne(pairs);

    /// <summary>Without lanes.</summary>
    public static Fp12 ComputeOneByOne(ReadOnlySpan<(G1Affine P, PreparedG2 Q)> pairs)
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
