namespace ChainProv.Cryptography.Curves;

/// <summary>How often the sum of a window's bucket counts: along one axis, or along two for the two coordinates of Eisenstein integers.</summary>
/// <param name="BucketCount">Of one window.</param>
/// <param name="Bits">Weights are at most 2^bits.</param>
/// <param name="Axes">One or two.</param>
internal sealed record BucketWeights(int BucketCount, int Bits, IReadOnlyList<BucketWeights.Axis> Axes)
{
    /// <summary>The buckets that have a weight at all, sorted by it.</summary>
    /// <param name="Order">The buckets.</param>
    /// <param name="RunLengths">How many of them weigh 1, 2, …, 2^bits.</param>
    public sealed record Axis(int[] Order, int[] RunLengths);

    /// <summary>Bucket b counts b + 1 times, for all b below 2^bits.</summary>
    public static BucketWeights Plain(int bits)
    {
        int[] order = [.. Enumerable.Range(0, 1 << bits)];
        return new(order.Length, bits, [new(order, [.. order.Select(_ => 1)])]);
    }

    /// <summary>Bucket b counts weights[b] times on its axis.</summary>
    public static BucketWeights From(params IReadOnlyList<int[]> weights)
    {
        int bits = 0;
        while (1 << bits < weights.Max(axis => axis.Max())) bits++;
        return new(weights[0].Length, bits, [.. weights.Select(axis => new Axis(
            [.. Enumerable.Range(0, axis.Length).Where(bucket => axis[bucket] > 0).OrderBy(bucket => axis[bucket])],
            [.. Enumerable.Range(1, 1 << bits).GroupJoin(axis, weight => weight, weight => weight, (_, same) => same.Count())]))]);
    }
}
