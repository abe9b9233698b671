using ChainProv.Cryptography.Fields;

namespace ChainProv.Cryptography.Pairings;

/// <summary>The lines of <see cref="PreparedG2"/>, drawn in lanes: up to factors from Fp the same.</summary>
internal static class LanePreparation
{
    /// <summary>A line's value where both coordinates are one is its coefficients; no point of the curve is needed for that.</summary>
    private static readonly G1Affine Ones = G1Affine.FromTrusted(Fp.One, Fp.One);

    /// <summary>The lines through each of at most eight valid points, none of them infinity.</summary>
    public static Line[][] Draw(ReadOnlySpan<G2Affine> points)
    {
        (G1Affine P, G2Affine Q)[] pairs = new (G1Affine P, G2Affine Q)[points.Length];
        for (int i = 0; i < points.Length; i++) pairs[i] = (Ones, points[i]);
        List<Line>[] drawn = Array.ConvertAll(pairs, _ => new List<Line>());
        int first = 0;
        foreach (IDrawnLines some in LaneMillerLoop.Draw(pairs))
        {
            using (some) first += Draw(some, drawn.AsSpan(first));
        }

        return Array.ConvertAll(drawn, lines => lines.ToArray());
    }

    /// <summary>How many points' lines they were.</summary>
    private static int Draw(IDrawnLines lines, ReadOnlySpan<List<Line>> drawn)
    {
        Span<Line> current = stackalloc Line[Lanes.Count];
        int count = 0;
        foreach (bool bit in MillerLoop.Bits)
        {
            lines.Double();
            count = Keep(lines, current, drawn);
            if (!bit) continue;
            lines.Add();
            Keep(lines, current, drawn);
        }

        return count;
    }

    private static int Keep(IDrawnLines lines, Span<Line> current, ReadOnlySpan<List<Line>> drawn)
    {
        int count = lines.Read(current);
        for (int i = 0; i < count; i++) drawn[i].Add(current[i]);
        return count;
    }
}
