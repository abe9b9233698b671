using System.Runtime.CompilerServices;
using ChainProv.Cryptography.Fields;

namespace ChainProv.Cryptography.Curves;

/// <summary>Points of G1 brought into the form that is added eight at a time.</summary>
internal sealed unsafe class LanePoints : IDisposable
{
    private const int ChunkLength = 1024;

    private readonly LanePoint* _points;

    private LanePoints(int count) => _points = Lanes.Allocate<LanePoint>((nuint)count + Lanes.Count);

    ~LanePoints() => Lanes.Free(_points);

    public LanePoint* this[int index] => _points + index;

    public bool IsInfinity(int index) => _points[index].IsInfinity;

    /// <summary>The points at the given positions, a complemented position standing for the point itself, not for its negative.</summary>
    public static LanePoints From(ReadOnlyMemory<G1Affine> points, int[] positions, ParallelOptions parallel)
    {
        LanePoints result = new(positions.Length);
        Parallel.For(0, (positions.Length + ChunkLength - 1) / ChunkLength, parallel, chunk =>
        {
            int end = Math.Min((chunk + 1) * ChunkLength, positions.Length);
            Span<Fp> x = stackalloc Fp[Lanes.Count], y = stackalloc Fp[Lanes.Count];
            for (int start = chunk * ChunkLength; start < end; start += Lanes.Count)
            {
                for (int lane = 0; lane < Lanes.Count; lane++)
                {
                    int position = positions[Math.Min(start + lane, end - 1)];
                    G1Affine point = points.Span[position >= 0 ? position : ~position];
                    (x[lane], y[lane]) = (point.X, point.Y);
                }

                result.Write(start, x, y);
            }
        });
        return result;
    }

    /// <summary>Back to points as the rest of the world has them; a null pointer is infinity.</summary>
    public static G1Affine[] ToAffine(ReadOnlySpan<nuint> addresses)
    {
        G1Affine[] result = new G1Affine[addresses.Length];
        Span<Fp> x = stackalloc Fp[Lanes.Count], y = stackalloc Fp[Lanes.Count];
        for (int start = 0; start < result.Length; start += Lanes.Count)
        {
            int count = Math.Min(Lanes.Count, result.Length - start);
            Lanes.Block rowsX = default, rowsY = default;
            for (int i = 0; i < count; i++)
            {
                if (addresses[start + i] == 0) continue;
                LanePoint point = *(LanePoint*)addresses[start + i];
                (Unsafe.Add(ref rowsX._0, i), Unsafe.Add(ref rowsY._0, i)) = (point.X, point.Y);
            }

            Store(ref rowsX, x);
            Store(ref rowsY, y);
            for (int i = 0; i < count; i++) result[start + i] = G1Affine.FromTrusted(x[i], y[i]);
        }

        return result;
    }

    public void Dispose()
    {
        Lanes.Free(_points);
        GC.SuppressFinalize(this);
    }

    private void Write(int start, ReadOnlySpan<Fp> x, ReadOnlySpan<Fp> y)
    {
        Load(x, out Lanes.Block rowsX);
        Load(y, out Lanes.Block rowsY);
        for (int lane = 0; lane < Lanes.Count; lane++)
            _points[start + lane] = new LanePoint { X = Unsafe.Add(ref rowsX._0, lane), Y = Unsafe.Add(ref rowsY._0, lane) };
        for (int lane = 0; lane < Lanes.Count; lane++)
            if (x[lane].IsZero && y[lane].IsZero) _points[start + lane] = default;
    }

    private static void Load(ReadOnlySpan<Fp> elements, out Lanes.Block rows)
    {
        FpLanes.Load(elements, out FpLanes lanes);
        Lanes.Transpose(Unsafe.As<FpLanes, Lanes.Block>(ref lanes), out rows);
    }

    private static void Store(ref Lanes.Block rows, Span<Fp> elements)
    {
        Lanes.Transpose(rows, out rows);
        FpLanes.Store(Unsafe.As<Lanes.Block, FpLanes>(ref rows), elements);
    }
}
