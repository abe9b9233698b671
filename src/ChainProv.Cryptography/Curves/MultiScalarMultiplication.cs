using ChainProv.Cryptography.Fields;

namespace ChainProv.Cryptography.Curves;

/// <summary>Σ scalarᵢ·pointᵢ by Pippenger's buckets with signed digits. Variable time in the scalars.</summary>
/// <remarks>
/// A scalar is taken as the smaller of s and r − s in magnitude, so that small negative numbers are cheap too: zero costs nothing, ±1 one addition,
/// a number of b bits b/w additions. The window w follows from the sizes that are really there. A processor with 512-bit vectors does eight
/// additions at a time, and takes long scalars to half their length with the curve's endomorphism: of points outside the group the sum is then another one.
/// </remarks>
public static class MultiScalarMultiplication
{
    /// <summary>Below, conversions and half-empty lanes cost more than they save.</summary>
    private const int SmallestInLanes = 16;

    /// <summary>The sum over all i; infinity where both are empty. The result does not depend on <paramref name="threads"/>.</summary>
    /// <param name="points">n points of the group; infinity and repetitions are welcome.</param>
    /// <param name="scalars">n scalars.</param>
    /// <param name="threads">How many threads to use at most; −1 for all processors.</param>
    /// <param name="cancellationToken">Looked at between windows.</param>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static JacobianPoint<TCurve, TField, TScalar> Compute<TCurve, TField, TScalar>(
        ReadOnlyMemory<AffinePoint<TCurve, TField, TScalar>> points,
        ReadOnlyMemory<TScalar> scalars,
        int threads = -1,
        CancellationToken cancellationToken = default)
        where TCurve : struct, ICurve<TCurve, TField, TScalar>
        where TField : unmanaged, IField<TField>
        where TScalar : unmanaged, IPrimeField<TScalar>
    {
        if (points.Length != scalars.Length) throw new ArgumentException($"{points.Length} points, but {scalars.Length} scalars.", nameof(scalars));
        ParallelOptions parallel = new() { MaxDegreeOfParallelism = threads, CancellationToken = cancellationToken };
        ILaneCurve<TCurve, TField, TScalar>? lanes = points.Length >= SmallestInLanes ? LaneCurves.Of<TCurve, TField, TScalar>() : null;
        return lanes?.MultiScalarMultiply(points, scalars, parallel) ?? ComputeScalar(points, scalars, parallel);
    }

    /// <summary>One addition at a time: for any curve, and on any processor.</summary>
    internal static JacobianPoint<TCurve, TField, TScalar> ComputeScalar<TCurve, TField, TScalar>(
        ReadOnlyMemory<AffinePoint<TCurve, TField, TScalar>> points, ReadOnlyMemory<TScalar> scalars, ParallelOptions parallel)
        where TCurve : struct, ICurve<TCurve, TField, TScalar>
        where TField : unmanaged, IField<TField>
        where TScalar : unmanaged, IPrimeField<TScalar>
    {
        const double bucketCost = 4;
        SignedScalars signed = SignedScalars.From(scalars, parallel);
        int[] histogram = signed.Histogram(), units = Array.ConvertAll(signed.Positions(1, 1), position => signed.IsNegative(position) ? ~position : position);
        histogram.AsSpan(0, 2).Clear();
        int longest = Math.Max(histogram.AsSpan().LastIndexOfAnyExcept(0), 0);
        RecodedScalars recoded = RecodedScalars.Plain(signed, signed.Positions(2, longest), WindowChoice.Plain(histogram, bucketCost).WindowBits, longest, parallel);

        JacobianPoint<TCurve, TField, TScalar>[] sums = new JacobianPoint<TCurve, TField, TScalar>[recoded.WindowCount + 1];
        // The list of units may be the longest of all, so it starts first.
        Parallel.For(0, sums.Length, parallel, () => new BucketSum<TCurve, TField, TScalar>(), (task, _, buckets) =>
        {
            sums[task] = task == 0
                ? buckets.Plain(points.Span, units)
                : buckets.Weighted(points.Span, recoded.Positions, recoded.Window(task - 1), recoded.WindowBits);
            return buckets;
        }, _ => { });

        JacobianPoint<TCurve, TField, TScalar> total = default;
        for (int window = recoded.WindowCount - 1; window >= 0; window--)
        {
            for (int i = 0; i < recoded.WindowBits; i++) total = total.Double();
            total += sums[window + 1];
        }

        return total + sums[0];
    }

    /// <inheritdoc cref="Compute{TCurve, TField, TScalar}(ReadOnlyMemory{AffinePoint{TCurve, TField, TScalar}}, ReadOnlyMemory{TScalar}, int, CancellationToken)"/>
    public static JacobianPoint<TCurve, TField, TScalar> Compute<TCurve, TField, TScalar>(
        AffinePoint<TCurve, TField, TScalar>[] points, TScalar[] scalars, int threads = -1, CancellationToken cancellationToken = default)
        where TCurve : struct, ICurve<TCurve, TField, TScalar>
        where TField : unmanaged, IField<TField>
        where TScalar : unmanaged, IPrimeField<TScalar> =>
        Compute<TCurve, TField, TScalar>(points.AsMemory(), scalars.AsMemory(), threads, cancellationToken);
}
