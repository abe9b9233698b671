using ChainProv.Cryptography.Fields;

namespace ChainProv.Cryptography.Curves;

/// <summary><see cref="MultiScalarMultiplication"/> eight additions at a time.</summary>
internal static class LaneMultiScalarMultiplication<TCurve, TField, TLanes>
    where TCurve : struct, ICurve<TCurve, TField, Fr>
    where TField : unmanaged, IField<TField>
    where TLanes : unmanaged, ICoordinateLanes<TLanes, TField>
{
    /// <summary>So many points and windows make a task, if there are: a batch then has thousands of additions.</summary>
    private const int TaskLength = 1 << 16;

    /// <summary>Two additions for each axis, in batches that are not as full; one of them saved, as the first point of a bucket is not added.</summary>
    private const double PlainBucketCost = 2.5;

    /// <inheritdoc cref="PlainBucketCost"/>
    public const double EisensteinBucketCost = 1.5;

    /// <summary>Scalars of at most so many bits have no more digits as integers than as Eisenstein integers.</summary>
    private const int ShortBits = 127;

    public static JacobianPoint<TCurve, TField, Fr> Compute(
        ReadOnlyMemory<AffinePoint<TCurve, TField, Fr>> points, ReadOnlyMemory<Fr> scalars, ParallelOptions parallel)
    {
        SignedScalars signed = SignedScalars.From(scalars, parallel);
        return Units(points, signed, parallel) + Choose(signed, parallel).Aggregate(
            JacobianPoint<TCurve, TField, Fr>.Infinity, (sum, recoded) => sum + Weighted(points, recoded, parallel));
    }

    /// <summary>Short scalars as integers, the others as Eisenstein integers, or all of them in one of the two ways: whatever costs least.</summary>
    private static IEnumerable<RecodedScalars> Choose(SignedScalars scalars, ParallelOptions parallel)
    {
        int[] histogram = scalars.Histogram();
        histogram.AsSpan(0, 2).Clear();
        int count = histogram.Sum(), longest = Math.Max(histogram.AsSpan().LastIndexOfAnyExcept(0), 0), longCount = histogram.AsSpan(ShortBits + 1).ToArray().Sum();
        int longestShort = longCount == count ? 0 : histogram.AsSpan(0, ShortBits + 1).LastIndexOfAnyExcept(0);
        WindowChoice plain = WindowChoice.Plain(histogram, PlainBucketCost), eisenstein = WindowChoice.Eisenstein(count, EisensteinBucketCost);
        WindowChoice plainShort = WindowChoice.Plain(histogram.AsSpan(0, ShortBits + 1), PlainBucketCost), eisensteinLong = WindowChoice.Eisenstein(longCount, EisensteinBucketCost);

        double together = Math.Min(plain.Additions, eisenstein.Additions);
        if (longCount > 0 && longCount < count && plainShort.Additions + eisensteinLong.Additions < together)
            return [Plain(2, ShortBits, longestShort, plainShort), Eisenstein(ShortBits + 1, eisensteinLong)];
        return [plain.Additions <= eisenstein.Additions ? Plain(2, longest, longest, plain) : Eisenstein(2, eisenstein)];

        RecodedScalars Plain(int least, int most, int longest, WindowChoice choice) =>
            RecodedScalars.Plain(scalars, scalars.Positions(least, most), choice.WindowBits, longest, parallel);

        RecodedScalars Eisenstein(int least, WindowChoice choice) =>
            RecodedScalars.Eisenstein(scalars, scalars.Positions(least, int.MaxValue), EisensteinDigits.Of(choice.WindowBits), parallel);
    }

    /// <summary>Σ ±P over the scalars 1 and −1.</summary>
    private static JacobianPoint<TCurve, TField, Fr> Units(
        ReadOnlyMemory<AffinePoint<TCurve, TField, Fr>> points, SignedScalars scalars, ParallelOptions parallel)
    {
        int[] positions = scalars.Positions(1, 1);
        if (positions.Length == 0) return default;
        using LanePoints<TCurve, TField, TLanes> converted = LanePoints<TCurve, TField, TLanes>.From(points, positions, rotated: false, parallel);
        int threads = parallel.MaxDegreeOfParallelism > 0 ? parallel.MaxDegreeOfParallelism : Environment.ProcessorCount;
        int parts = Math.Clamp(positions.Length / TaskLength, 1, threads);
        JacobianPoint<TCurve, TField, Fr>[] sums = new JacobianPoint<TCurve, TField, Fr>[parts];
        Parallel.For(0, parts, parallel, part =>
        {
            int start = (int)((long)positions.Length * part / parts), end = (int)((long)positions.Length * (part + 1) / parts);
            int[] items = [.. Enumerable.Range(start, end - start).Where(i => !converted.HasInfinity || !converted.IsInfinity(i))
                .Select(i => (i << LanePointName.RelativeBits) | (scalars.IsNegative(positions[i]) ? 1 : 0))];
            using LaneBucketSum<TCurve, TField, TLanes> buckets = new();
            sums[part] = buckets.Plain(converted, items);
        });
        return sums.Aggregate((a, b) => a + b);
    }

    private static JacobianPoint<TCurve, TField, Fr> Weighted(
        ReadOnlyMemory<AffinePoint<TCurve, TField, Fr>> points, RecodedScalars recoded, ParallelOptions parallel)
    {
        int count = recoded.Positions.Length, windowCount = recoded.WindowCount;
        if (count == 0) return default;
        using LanePoints<TCurve, TField, TLanes> converted = LanePoints<TCurve, TField, TLanes>.From(points, recoded.Positions, rotated: recoded.Weights.Axes.Count > 1, parallel);
        for (int k = 0; converted.HasInfinity && k < count; k++)
            if (converted.IsInfinity(k)) recoded.Clear(k);

        // Few points: several windows are one task. Many processors: a window is several tasks.
        int threads = parallel.MaxDegreeOfParallelism > 0 ? parallel.MaxDegreeOfParallelism : Environment.ProcessorCount;
        int windows = Math.Clamp(TaskLength / count, 1, (windowCount + threads - 1) / threads);
        int groups = (windowCount + windows - 1) / windows;
        int parts = Math.Clamp(threads / groups, 1, Math.Max(count / TaskLength, 1));
        JacobianPoint<TCurve, TField, Fr>[][] sums = new JacobianPoint<TCurve, TField, Fr>[groups * parts][];
        Parallel.For(0, sums.Length, parallel, () => new LaneBucketSum<TCurve, TField, TLanes>(), (task, _, buckets) =>
        {
            (int group, int part) = Math.DivRem(task, parts);
            int end = Math.Min((group + 1) * windows, windowCount);
            sums[task] = buckets.Weighted(converted, recoded, (group * windows)..end, (int)((long)count * part / parts)..(int)((long)count * (part + 1) / parts));
            return buckets;
        }, buckets => buckets.Dispose());

        JacobianPoint<TCurve, TField, Fr> total = default;
        for (int window = windowCount - 1; window >= 0; window--)
        {
            for (int i = 0; i < recoded.WindowBits; i++) total = total.Double();
            (int group, int place) = Math.DivRem(window, windows);
            for (int part = 0; part < parts; part++) total += sums[(group * parts) + part][place];
        }

        return total;
    }
}
