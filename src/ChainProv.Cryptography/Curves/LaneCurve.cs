using ChainProv.Cryptography.Fields;

namespace ChainProv.Cryptography.Curves;

/// <summary>What lanes do for one group.</summary>
internal sealed class LaneCurve<TCurve, TField, TLanes> : ILaneCurve<TCurve, TField, Fr>
    where TCurve : struct, ICurve<TCurve, TField, Fr>
    where TField : unmanaged, IField<TField>
    where TLanes : unmanaged, ICoordinateLanes<TLanes, TField>
{
    public JacobianPoint<TCurve, TField, Fr> MultiScalarMultiply(
        ReadOnlyMemory<AffinePoint<TCurve, TField, Fr>> points, ReadOnlyMemory<Fr> scalars, ParallelOptions parallel) =>
        LaneMultiScalarMultiplication<TCurve, TField, TLanes>.Compute(points, scalars, parallel);

    public AffinePoint<TCurve, TField, Fr>[][] Buckets(ReadOnlyMemory<AffinePoint<TCurve, TField, Fr>> points, int[][] digits, int largest)
    {
        using LanePoints<TCurve, TField, TLanes> converted = LanePoints<TCurve, TField, TLanes>.From(points, [.. Enumerable.Range(0, points.Length)], rotated: false, new());
        for (int k = 0; converted.HasInfinity && k < points.Length; k++)
        {
            if (!converted.IsInfinity(k)) continue;
            foreach (int[] row in digits) row[k] = 0;
        }

        AffinePoint<TCurve, TField, Fr>[][] result = new AffinePoint<TCurve, TField, Fr>[digits.Length][];
        Parallel.For(0, digits.Length, () => new LaneBucketSum<TCurve, TField, TLanes>(), (i, _, buckets) =>
        {
            result[i] = buckets.Buckets(converted, digits[i], largest);
            return buckets;
        }, buckets => buckets.Dispose());
        return result;
    }

    public ILaneTable<TCurve, TField, Fr> Keep(AffinePoint<TCurve, TField, Fr>[] points) => new Table(points);

    public ILaneBases<TCurve, TField, Fr> Prepare(ReadOnlyMemory<AffinePoint<TCurve, TField, Fr>> points, ParallelOptions parallel) =>
        new LaneBases<TCurve, TField, TLanes>(points, parallel);

    private sealed class Table(AffinePoint<TCurve, TField, Fr>[] points) : ILaneTable<TCurve, TField, Fr>
    {
        private readonly LanePoints<TCurve, TField, TLanes> _points = LanePoints<TCurve, TField, TLanes>.From(points, [.. Enumerable.Range(0, points.Length)], rotated: false, new());

        public void Sum(ReadOnlySpan<int> items, Span<AffinePoint<TCurve, TField, Fr>> sums)
        {
            using LaneAddition<TField, TLanes> additions = new() { MayMeetInfinity = _points.HasInfinity };
            additions.Reset(items.Length);
            nuint[] names = new nuint[sums.Length];
            for (int start = 0; start < items.Length; start += names.Length)
            {
                for (int i = 0; i < names.Length; i++)
                {
                    int item = items[start + i];
                    if (item >= 0) names[i] = additions.Add(names[i], _points[(item >> 1 << LanePointName.RelativeBits) | (item & 1)]);
                }

                additions.Flush();
            }

            LanePoints<TCurve, TField, TLanes>.ToAffine(names).CopyTo(sums);
            GC.KeepAlive(_points);
        }
    }
}
