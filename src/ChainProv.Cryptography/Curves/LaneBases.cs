using ChainProv.Cryptography.Fields;

namespace ChainProv.Cryptography.Curves;

/// <summary><see cref="PreparedBases{TCurve, TField, TScalar}"/> eight additions at a time.</summary>
/// <remarks>With 2^(w·k)·P at hand for each window k, the digits of all windows go into one set of buckets, which may therefore have more of them and fewer windows.</remarks>
internal sealed class LaneBases<TCurve, TField, TLanes> : ILaneBases<TCurve, TField, Fr>
    where TCurve : struct, ICurve<TCurve, TField, Fr>
    where TField : unmanaged, IField<TField>
    where TLanes : unmanaged, ICoordinateLanes<TLanes, TField>
{
    /// <summary>So many points are doubled at a time.</summary>
    private const int ChunkLength = 256;

    private static readonly ParallelOptions Alone = new() { MaxDegreeOfParallelism = 1 };

    private readonly EisensteinDigits _digits;
    private readonly LanePoints<TCurve, TField, TLanes> _multiples;
    private readonly int[] _positions, _places;

    public LaneBases(ReadOnlyMemory<AffinePoint<TCurve, TField, Fr>> points, ParallelOptions parallel)
    {
        int count = points.Length;
        _positions = [.. Enumerable.Range(0, count)];
        _digits = EisensteinDigits.Of(WindowChoice.Eisenstein(count, LaneMultiScalarMultiplication<TCurve, TField, TLanes>.EisensteinBucketCost, shared: true).WindowBits);
        AffinePoint<TCurve, TField, Fr>[] multiples = new AffinePoint<TCurve, TField, Fr>[_digits.WindowCount * count];
        Parallel.For(0, (count + ChunkLength - 1) / ChunkLength, parallel, chunk =>
        {
            int start = chunk * ChunkLength;
            ReadOnlySpan<AffinePoint<TCurve, TField, Fr>> row = points.Span.Slice(start, Math.Min(ChunkLength, count - start));
            for (int window = 0; window < _digits.WindowCount; window++)
            {
                if (window > 0) row = Doubled(row, _digits.WindowBits);
                row.CopyTo(multiples.AsSpan((window * count) + start));
            }
        });
        _places = [.. Enumerable.Range(0, multiples.Length)];
        _multiples = LanePoints<TCurve, TField, TLanes>.From(multiples, _places, rotated: true, parallel);
    }

    public JacobianPoint<TCurve, TField, Fr> Sum(ReadOnlyMemory<Fr> scalars)
    {
        RecodedScalars recoded = RecodedScalars.Eisenstein(SignedScalars.From(scalars, Alone), _positions, _digits, Alone);
        for (int k = 0; _multiples.HasInfinity && k < _positions.Length; k++)
            if (_multiples.IsInfinity(k)) recoded.Clear(k);
        using LaneBucketSum<TCurve, TField, TLanes> buckets = new();
        JacobianPoint<TCurve, TField, Fr> sum = buckets.Weighted(_multiples, recoded.AsOneWindow(_places), .., ..)[0];
        GC.KeepAlive(_multiples);
        return sum;
    }

    private static AffinePoint<TCurve, TField, Fr>[] Doubled(ReadOnlySpan<AffinePoint<TCurve, TField, Fr>> points, int times)
    {
        JacobianPoint<TCurve, TField, Fr>[] multiples = new JacobianPoint<TCurve, TField, Fr>[points.Length];
        for (int i = 0; i < multiples.Length; i++)
        {
            multiples[i] = points[i].ToJacobian();
            for (int bit = 0; bit < times; bit++) multiples[i] = multiples[i].Double();
        }

        return JacobianPoint<TCurve, TField, Fr>.BatchToAffine(multiples);
    }
}
