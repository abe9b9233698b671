using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using ChainProv.Cryptography.Fields;

namespace ChainProv.Cryptography.Pairings;

/// <summary>The lines of pairs whose points of G2 are prepared, a pair's six coordinates side by side. None may be of infinity.</summary>
internal sealed unsafe class PreparedLaneLines : ILaneLines
{
    private const int Coordinates = 6;

    /// <summary>What <see cref="FpLanes.Unpack"/> leaves out.</summary>
    private static readonly Fp UnpackFactor = Fp.From(1UL << 16);

    private readonly PreparedG2[] _points;

    /// <summary>What a line's coordinates are multiplied by: one, xP and yP.</summary>
    private readonly FpLanes* _factors;
    private readonly FpLanes* _line = Lanes.Allocate<FpLanes>(1);
    private int _next;

    public PreparedLaneLines(ReadOnlySpan<(G1Affine P, PreparedG2 Q)> pairs)
    {
        _points = new PreparedG2[pairs.Length];
        _factors = Lanes.Allocate<FpLanes>((nuint)pairs.Length);
        for (int i = 0; i < pairs.Length; i++)
        {
            (G1Affine p, _points[i]) = pairs[i];
            Fp one = UnpackFactor, x = p.X * one, y = p.Y * one;
            FpLanes.Load([one, one, x, x, y, y, Fp.Zero, Fp.Zero], out _factors[i]);
        }
    }

    ~PreparedLaneLines() => Free();

    public void Dispose()
    {
        Free();
        GC.SuppressFinalize(this);
    }

    public void Double() => _next++;

    public void Add() => _next++;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void MultiplyInto(LaneTower tower, Fp12Lanes* f)
    {
        Span<Fp> line = stackalloc Fp[Lanes.Count];
        for (int i = 0; i < _points.Length; i++)
        {
            MemoryMarshal.Cast<Line, Fp>(_points[i].Lines.AsSpan(_next - 1, 1)).CopyTo(line);
            FpLanes.Unpack(line, out *_line);
            FpLanes.Multiply(*_line, _factors[i], out *_line);
            tower.MultiplyByLine(f, (long*)_line, 1, f);
        }
    }

    private void Free()
    {
        Lanes.Free(_factors);
        Lanes.Free(_line);
    }
}
