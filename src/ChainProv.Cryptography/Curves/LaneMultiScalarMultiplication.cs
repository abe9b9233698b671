using ChainProv.Cryptography.Fields;

namespace ChainProv.Cryptography.Curves;

/// <summary><see cref="MultiScalarMultiplication"/> in G1, eight additions at a time.</summary>
internal static class LaneMultiScalarMultiplication
{
    /// <summary>Below, conversions and half-empty lanes cost more than they save.</summary>
    private const int SmallestLength = 16;

    /// <summary>So many points and windows make a task, if there are: a batch then has thousands of additions.</summary>
    private const int TaskLength = 1 << 16;

    /// <summary>Two additions, in batches that are not as full.</summary>
    private const double BucketCost = 2.5;

    public static bool IsWorthwhile(int length) => Lanes.IsSupported && length >= SmallestLength;

    public static G1Jacobian Compute(ReadOnlyMemory<G1Affine> points, ReadOnlyMemory<Fr> scalars, ParallelOptions parallel)
    {
        RecodedScalars recoded = RecodedScalars.From(scalars, parallel, BucketCost);
        int weighted = recoded.Indices.Length, windowCount = recoded.WindowCount;
        using LanePoints converted = LanePoints.From(points, [.. recoded.Indices, .. recoded.Units], parallel);
        for (int k = 0; k < weighted; k++)
            if (converted.IsInfinity(k)) recoded.Clear(k);
        int[] units = [.. Enumerable.Range(0, recoded.Units.Length).Where(i => !converted.IsInfinity(weighted + i))
            .Select(i => (2 * (weighted + i)) + (recoded.Units[i] < 0 ? 1 : 0))];

        // Few points: several windows are one task. Many processors: a window is several tasks.
        int threads = parallel.MaxDegreeOfParallelism > 0 ? parallel.MaxDegreeOfParallelism : Environment.ProcessorCount;
        int windows = Math.Clamp(TaskLength / Math.Max(weighted, 1), 1, Math.Max((windowCount + threads - 1) / threads, 1));
        int groups = (windowCount + windows - 1) / windows;
        int parts = Math.Clamp(threads / Math.Max(groups, 1), 1, Math.Max(weighted / TaskLength, 1));
        G1Jacobian[][] sums = new G1Jacobian[(groups * parts) + 1][];
        // The list of units may be the longest of all, so it starts first.
        Parallel.For(0, sums.Length, parallel, () => new LaneBucketSum(), (task, _, buckets) =>
        {
            if (task == 0)
            {
                sums[task] = [buckets.Plain(converted, units)];
                return buckets;
            }

            (int group, int part) = Math.DivRem(task - 1, parts);
            int end = Math.Min((group + 1) * windows, windowCount);
            sums[task] = buckets.Weighted(
                converted, recoded, (group * windows)..end, (int)((long)weighted * part / parts)..(int)((long)weighted * (part + 1) / parts));
            return buckets;
        }, buckets => buckets.Dispose());

        G1Jacobian total = default;
        for (int window = windowCount - 1; window >= 0; window--)
        {
            for (int i = 0; i < recoded.WindowBits; i++) total = total.Double();
            (int group, int place) = Math.DivRem(window, windows);
            for (int part = 0; part < parts; part++) total += sums[1 + (group * parts) + part][place];
        }

        return total + sums[0][0];
    }
}
