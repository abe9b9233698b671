using ChainProv.Cryptography.Fields;

namespace ChainProv.Cryptography.Pairings;

/// <summary><see cref="MillerLoop"/> in lanes: the accumulator's coordinates side by side, and the lines of eight pairs. To a factor from Fp2 the same value.</summary>
internal static unsafe class LaneMillerLoop
{
    /// <summary>So many pairs are cheaper drawn for one by one than together.</summary>
    private const int MostAlone = 4;

    public static Fp12 Compute(ReadOnlySpan<(G1Affine P, G2Affine Q)> pairs)
    {
        List<(G1Affine P, G2Affine Q)> finite = [];
        foreach ((G1Affine p, G2Affine q) in pairs)
        {
            if (!p.IsInfinity && !q.IsInfinity) finite.Add((p, q));
        }

        return Compute([.. finite.Chunk(Lanes.Count).SelectMany(Draw)]);
    }

    public static Fp12 Compute(ReadOnlySpan<(G1Affine P, PreparedG2 Q)> pairs)
    {
        List<(G1Affine P, PreparedG2 Q)> finite = [];
        foreach ((G1Affine p, PreparedG2 q) in pairs)
        {
            if (!p.IsInfinity && !q.Point.IsInfinity) finite.Add((p, q));
        }

        return Compute([new PreparedLaneLines([.. finite])]);
    }

    /// <summary>The lines of at most eight pairs without infinity.</summary>
    public static IEnumerable<IDrawnLines> Draw((G1Affine P, G2Affine Q)[] pairs) =>
        pairs.Length <= MostAlone ? pairs.Select(pair => new PairLines(pair.P, pair.Q)) : [new LaneLines(pairs)];

    private static Fp12 Compute(ILaneLines[] lines)
    {
        using LaneTower tower = new();
        Fp12Lanes* f = Lanes.Allocate<Fp12Lanes>(1);
        try
        {
            Fp12Lanes.Load(Fp12.One, f);
            foreach (bool bit in MillerLoop.Bits)
            {
                tower.Square(f, f);
                foreach (ILaneLines some in lines)
                {
                    some.Double();
                    some.MultiplyInto(tower, f);
                    if (!bit) continue;
                    some.Add();
                    some.MultiplyInto(tower, f);
                }
            }

            return Fp12Lanes.Store(f).Conjugate();
        }
        finally
        {
            Lanes.Free(f);
            foreach (ILaneLines some in lines) some.Dispose();
        }
    }
}
