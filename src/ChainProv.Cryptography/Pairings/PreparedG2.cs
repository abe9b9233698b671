using ChainProv.Cryptography.Bls12381;
using ChainProv.Cryptography.Fields;

namespace ChainProv.Cryptography.Pairings;

/// <summary>
/// A point of G2 with the lines that the Miller loop draws through it: all of the loop that does not depend on the point of G1.
/// </summary>
public sealed class PreparedG2
{
    private static readonly Fp Half = Fp.From(2).Inverse();

    /// <summary>Prepares a valid point; about a quarter of a pairing's work.</summary>
    public PreparedG2(G2Affine point) : this(point, point.IsInfinity ? [] : Lanes.IsSupported ? LanePreparation.Draw([point])[0] : DrawLines(point))
    {
    }

    private PreparedG2(G2Affine point, Line[] lines) => (Point, Lines) = (point, lines);

    /// <summary>Prepares many valid points, on as many threads as given; −1 for all processors.</summary>
    public static PreparedG2[] All(ReadOnlyMemory<G2Affine> points, int threads = -1)
    {
        PreparedG2[] prepared = new PreparedG2[points.Length];
        Parallel.For(0, (prepared.Length + Lanes.Count - 1) / Lanes.Count, new ParallelOptions { MaxDegreeOfParallelism = threads }, group =>
        {
            int first = group * Lanes.Count, count = Math.Min(Lanes.Count, prepared.Length - first);
            PrepareGroup(points.Span.Slice(first, count), prepared.AsSpan(first, count));
        });
        return prepared;
    }

    /// <summary>Without lanes.</summary>
    internal static PreparedG2 OneByOne(G2Affine point) => new(point, point.IsInfinity ? [] : DrawLines(point));

    /// <summary>Eight points together where there are lanes and none is infinity.</summary>
    private static void PrepareGroup(ReadOnlySpan<G2Affine> points, Span<PreparedG2> prepared)
    {
        if (Lanes.IsSupported && !points.Contains(G2Affine.Infinity))
        {
            Line[][] lines = LanePreparation.Draw(points);
            for (int i = 0; i < points.Length; i++) prepared[i] = new(points[i], lines[i]);
        }
        else
        {
            for (int i = 0; i < points.Length; i++) prepared[i] = new(points[i]);
        }
    }

    public G2Affine Point { get; }

    /// <summary>In the order of the loop; none for infinity.</summary>
    internal Line[] Lines { get; }

    private static Line[] DrawLines(G2Affine q)
    {
        List<Line> lines = [];
        Fp2 x = q.X, y = q.Y, z = Fp2.One;
        foreach (bool bit in MillerLoop.Bits)
        {
            lines.Add(Double(ref x, ref y, ref z));
            if (bit) lines.Add(Add(ref x, ref y, ref z, q));
        }

        return [.. lines];
    }

    /// <summary>
    /// The tangent at (x/z, y/z), which is then doubled (Costello, Lange and Naehrig, eprint 2009/615, in homogeneous coordinates).
    /// </summary>
    private static Line Double(ref Fp2 x, ref Fp2 y, ref Fp2 z)
    {
        Fp2 a = x * y * Half, b = y.Square(), c = z.Square(), j = x.Square();
        Fp2 e = (c.Double() + c) * G2.B, f = e.Double() + e;
        Fp2 g = (b + f) * Half, h = (y + z).Square() - b - c, ee = e.Square();
        x = a * (b - f);
        y = g.Square() - (ee.Double() + ee);
        z = b * h;
        return new(b - e, -(j.Double() + j), h);
    }

    /// <summary>The line through (x/z, y/z) and q, which is then added.</summary>
    private static Line Add(ref Fp2 x, ref Fp2 y, ref Fp2 z, G2Affine q)
    {
        Fp2 theta = y - (q.Y * z), lambda = x - (q.X * z);
        Fp2 c = theta.Square(), d = lambda.Square();
        Fp2 e = lambda * d, f = z * c, g = x * d;
        Fp2 h = e + f - g.Double();
        x = lambda * h;
        y = (theta * (g - h)) - (e * y);
        z *= e;
        return new((theta * q.X) - (lambda * q.Y), -theta, lambda);
    }
}
