using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using ChainProv.Cryptography.Fields;

namespace ChainProv.Cryptography.Curves;

/// <summary>Points brought into the form that is added eight at a time, which <see cref="LanePointName"/> describes.</summary>
internal sealed unsafe class LanePoints<TCurve, TField, TLanes> : IDisposable
    where TCurve : struct, ICurve<TCurve, TField, Fr>
    where TField : unmanaged, IField<TField>
    where TLanes : unmanaged, ICoordinateLanes<TLanes, TField>
{
    private const int ChunkLength = 1024;

    /// <summary>An item is an int, of which a point's index leaves the low bits to its relatives.</summary>
    private const int MaximumCount = 1 << (31 - LanePointName.RelativeBits);

    private readonly byte* _points;
    private readonly int _stride;
    private int _infinite;

    private LanePoints(int count, bool rotated)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, MaximumCount);
        _stride = rotated ? LanePointName.RotatedBytes(TLanes.RowCount) : LanePointName.PlainBytes(TLanes.RowCount);
        _points = Lanes.Allocate<byte>((nuint)(count + Lanes.Count) * (nuint)_stride);
    }

    ~LanePoints() => Lanes.Free(_points);

    /// <summary>Whether any is infinity.</summary>
    public bool HasInfinity => _infinite > 0;

    /// <summary>The name of a relative of point i, 8·i and the name's low bits.</summary>
    public nuint this[int item] => (nuint)(_points + ((nint)(item >> LanePointName.RelativeBits) * _stride)) | ((nuint)item & ((1 << LanePointName.RelativeBits) - 1));

    public bool IsInfinity(int index) => LanePointName.IsInfinity(this[index << LanePointName.RelativeBits], TLanes.RowCount);

    /// <param name="points">Where to take them from.</param>
    /// <param name="positions">Which, in what order.</param>
    /// <param name="rotated">Whether ωx and ω²x will be asked for.</param>
    /// <param name="parallel">How to work.</param>
    public static LanePoints<TCurve, TField, TLanes> From(
        ReadOnlyMemory<AffinePoint<TCurve, TField, Fr>> points, int[] positions, bool rotated, ParallelOptions parallel)
    {
        LanePoints<TCurve, TField, TLanes> result = new(positions.Length, rotated);
        Parallel.For(0, (positions.Length + ChunkLength - 1) / ChunkLength, parallel, chunk =>
        {
            int start = chunk * ChunkLength;
            result.Write(start, points.Span, positions.AsSpan(start, Math.Min(ChunkLength, positions.Length - start)), rotated);
        });
        return result;
    }

    /// <summary>Back to points as the rest of the world has them, none of them rotated.</summary>
    public static AffinePoint<TCurve, TField, Fr>[] ToAffine(ReadOnlySpan<nuint> names)
    {
        AffinePoint<TCurve, TField, Fr>[] result = new AffinePoint<TCurve, TField, Fr>[names.Length];
        Span<TField> x = stackalloc TField[Lanes.Count], y = stackalloc TField[Lanes.Count];
        byte* infinity = Lanes.Allocate<byte>((nuint)LanePointName.PlainBytes(TLanes.RowCount));
        new Span<byte>(infinity, LanePointName.PlainBytes(TLanes.RowCount)).Clear();
        TLanes* lanes = Lanes.Allocate<TLanes>(1);
        for (int start = 0; start < result.Length; start += Lanes.Count)
        {
            int count = Math.Min(Lanes.Count, result.Length - start);
            Vector512<ulong> eight = Vector512.Create((ulong)infinity);
            nuint* each = (nuint*)&eight;
            for (int i = 0; i < count; i++)
                if (names[start + i] != 0) each[i] = names[start + i];
            Vector512<ulong> rows = LanePointName.XRows(each, TLanes.RowCount);
            TLanes.Gather((nuint*)&rows, out *lanes);
            TLanes.Store(*lanes, x);
            rows = LanePointName.YRows(each);
            TLanes.Gather((nuint*)&rows, out *lanes);
            TLanes.NegateWhere(LanePointName.Signs(each), *lanes, out *lanes);
            TLanes.Store(*lanes, y);
            for (int i = 0; i < count; i++) result[start + i] = AffinePoint<TCurve, TField, Fr>.FromTrusted(x[i], y[i]);
        }

        Lanes.Free(lanes);
        Lanes.Free(infinity);
        return result;
    }

    public void Dispose()
    {
        Lanes.Free(_points);
        GC.SuppressFinalize(this);
    }

    private void Write(int first, ReadOnlySpan<AffinePoint<TCurve, TField, Fr>> points, ReadOnlySpan<int> positions, bool rotated)
    {
        Span<TField> x = stackalloc TField[Lanes.Count], y = stackalloc TField[Lanes.Count];
        TLanes* w = Lanes.Allocate<TLanes>(4);
        x.Fill(TCurve.CubeRoot);
        TLanes.Load(x, out w[3]);
        for (int start = 0; start < positions.Length; start += Lanes.Count)
        {
            for (int lane = 0; lane < Lanes.Count; lane++)
            {
                AffinePoint<TCurve, TField, Fr> point = points[positions[Math.Min(start + lane, positions.Length - 1)]];
                (x[lane], y[lane]) = (point.X, point.Y);
            }

            TLanes.Load(y, out w[0]);
            Scatter(w[0], first + start, 0);
            TLanes.Load(x, out w[0]);
            Scatter(w[0], first + start, 1);
            if (rotated)
            {
                TLanes.Multiply(w[0], w[3], out w[1]);
                TLanes.Contract(w[1], out w[1]);
                Scatter(w[1], first + start, 2);
                TLanes.Add(w[0], w[1], out w[2]);
                TLanes.Negate(w[2], out w[2]);
                TLanes.Contract(w[2], out w[2]);
                Scatter(w[2], first + start, 3);
            }

            for (int lane = 0; lane < Lanes.Count; lane++)
            {
                if (!x[lane].IsZero || !y[lane].IsZero) continue;
                new Span<byte>(_points + ((nint)(first + start + lane) * _stride), _stride).Clear();
                Interlocked.Increment(ref _infinite);
            }
        }

        Lanes.Free(w);
    }

    /// <summary>A coordinate of eight points, at the given place of each.</summary>
    private void Scatter(in TLanes lanes, int first, int place) =>
        TLanes.Scatter(lanes, _points + ((nint)first * _stride) + (place * TLanes.RowCount * LanePointName.RowBytes), _stride);
}
