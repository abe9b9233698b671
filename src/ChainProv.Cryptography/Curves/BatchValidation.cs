using System.Runtime.InteropServices;
using System.Security.Cryptography;
using ChainProv.Cryptography.Fields;

namespace ChainProv.Cryptography.Curves;

/// <summary>Whether many points are valid, for about a tenth of what asking each of them costs.</summary>
/// <remarks>
/// Form and curve are asked of each point. For the subgroup, points are summed with random signs or left out, and the sums are asked. A cofactor
/// of these curves is odd, so the part of a point outside the subgroup, its negative and nothing are three different things: with all other signs
/// fixed, at most one of the three leaves a sum inside. The 42 sums all pass with probability 3⁻⁴² &lt; 2⁻⁶⁶, however the points were chosen.
/// Six sums share one pass: six signs are one digit in balanced ternary, and points of one digit go into one bucket.
/// </remarks>
public static class BatchValidation
{
    private const int SumsPerRound = 6, Rounds = 7;

    /// <summary>3⁶ digits lie between this and its negative.</summary>
    private const int LargestDigit = 364, DigitCount = (2 * LargestDigit) + 1;

    /// <summary>With fewer points the sums cost more than they save.</summary>
    private const int Worthwhile = 512;

    /// <summary>The lowest index of a point that is not valid as <see cref="AffinePoint{TCurve, TField, TScalar}.Validate"/> says; null where all are.</summary>
    public static int? FirstInvalid<TCurve, TField, TScalar>(ReadOnlyMemory<AffinePoint<TCurve, TField, TScalar>> points)
        where TCurve : struct, ICurve<TCurve, TField, TScalar>
        where TField : unmanaged, IField<TField>
        where TScalar : unmanaged, IPrimeField<TScalar>
    {
        bool inBatch = points.Length >= Worthwhile;
        int? first = First(points.Length, i => inBatch ? IsMalformed(points.Span[i]) : points.Span[i].Validate() != PointError.None);
        if (first is not null || !inBatch || AreInSubgroup(points)) return first;
        return First(points.Length, i => !points.Span[i].IsInSubgroup);
    }

    private static bool IsMalformed<TCurve, TField, TScalar>(AffinePoint<TCurve, TField, TScalar> point)
        where TCurve : struct, ICurve<TCurve, TField, TScalar>
        where TField : unmanaged, IField<TField>
        where TScalar : unmanaged, IPrimeField<TScalar> =>
        !point.X.IsReduced || !point.Y.IsReduced || !point.IsOnCurve;

    private static int? First(int count, Func<int, bool> isBad)
    {
        ParallelLoopResult result = Parallel.For(0, count, (i, loop) =>
        {
            if (isBad(i)) loop.Break();
        });
        return (int?)result.LowestBreakIteration;
    }

    private static bool AreInSubgroup<TCurve, TField, TScalar>(ReadOnlyMemory<AffinePoint<TCurve, TField, TScalar>> points)
        where TCurve : struct, ICurve<TCurve, TField, TScalar>
        where TField : unmanaged, IField<TField>
        where TScalar : unmanaged, IPrimeField<TScalar>
    {
        int[][] digits = [.. Enumerable.Range(0, Rounds).Select(_ => RandomDigits(points.Length))];
        AffinePoint<TCurve, TField, TScalar>[][] buckets = LaneCurves.Of<TCurve, TField, TScalar>()?.Buckets(points, digits, LargestDigit) ?? Buckets(points, digits);
        return Parallel.For(0, Rounds * SumsPerRound, (i, loop) =>
        {
            if (!Sum(buckets[i / SumsPerRound], i % SumsPerRound).IsInSubgroup) loop.Stop();
        }).IsCompleted;
    }

    private static AffinePoint<TCurve, TField, TScalar>[][] Buckets<TCurve, TField, TScalar>(ReadOnlyMemory<AffinePoint<TCurve, TField, TScalar>> points, int[][] digits)
        where TCurve : struct, ICurve<TCurve, TField, TScalar>
        where TField : unmanaged, IField<TField>
        where TScalar : unmanaged, IPrimeField<TScalar>
    {
        int[] positions = [.. Enumerable.Range(0, points.Length)];
        AffinePoint<TCurve, TField, TScalar>[][] buckets = new AffinePoint<TCurve, TField, TScalar>[digits.Length][];
        Parallel.For(0, digits.Length, i => buckets[i] = new BucketSum<TCurve, TField, TScalar>().Buckets(points.Span, positions, digits[i], LargestDigit));
        return buckets;
    }

    /// <summary>The remainder of 32 random bits favours a sign by less than 2⁻²¹, which the bound leaves room for.</summary>
    private static int[] RandomDigits(int count)
    {
        uint[] random = new uint[count];
        RandomNumberGenerator.Fill(MemoryMarshal.AsBytes(random.AsSpan()));
        return Array.ConvertAll(random, value => (int)(value % DigitCount) - LargestDigit);
    }

    /// <summary>Σ ±bucket, with the signs that the given place of its number in balanced ternary says.</summary>
    private static AffinePoint<TCurve, TField, TScalar> Sum<TCurve, TField, TScalar>(ReadOnlySpan<AffinePoint<TCurve, TField, TScalar>> buckets, int place)
        where TCurve : struct, ICurve<TCurve, TField, TScalar>
        where TField : unmanaged, IField<TField>
        where TScalar : unmanaged, IPrimeField<TScalar>
    {
        JacobianPoint<TCurve, TField, TScalar> sum = default;
        for (int i = 0; i < buckets.Length; i++)
        {
            int sign = Sign(i + 1, place);
            if (sign > 0) sum += buckets[i];
            else if (sign < 0) sum -= buckets[i];
        }

        return sum.ToAffine();
    }

    private static int Sign(int number, int place)
    {
        for (int i = 0; i < place; i++) number = (number + 1) / 3;
        return ((number + 1) % 3) - 1;
    }
}
