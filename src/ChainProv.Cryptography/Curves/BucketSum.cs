using System.Runtime.CompilerServices;
using ChainProv.Cryptography.Fields;

namespace ChainProv.Cryptography.Curves;

/// <summary>The inner sums of a multi-scalar multiplication, for one thread.</summary>
/// <remarks>
/// Points are sorted by bucket, and each bucket's run is halved by pairwise additions until one point is left, all buckets' pairs in the
/// same batches.
/// </remarks>
internal sealed class BucketSum<TCurve, TField, TScalar>
    where TCurve : struct, ICurve<TCurve, TField, TScalar>
    where TField : unmanaged, IField<TField>
    where TScalar : unmanaged, IPrimeField<TScalar>
{
    /// <summary>So many points are sorted at a time: some megabytes, whatever the length of the whole.</summary>
    private const int ChunkLength = 1 << 15;

    private readonly BatchAddition<TCurve, TField, TScalar> _additions = new();

    /// <summary>Σ ±point over positions, a complemented position standing for the negative.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public JacobianPoint<TCurve, TField, TScalar> Plain(ReadOnlySpan<AffinePoint<TCurve, TField, TScalar>> points, ReadOnlySpan<int> positions)
    {
        AffinePoint<TCurve, TField, TScalar>[] run = new AffinePoint<TCurve, TField, TScalar>[Math.Min(ChunkLength, positions.Length)];
        JacobianPoint<TCurve, TField, TScalar> sum = default;
        for (int start = 0; start < positions.Length; start += ChunkLength)
        {
            int length = Math.Min(ChunkLength, positions.Length - start);
            for (int i = 0; i < length; i++)
            {
                int position = positions[start + i];
                run[i] = position >= 0 ? points[position] : -points[~position];
            }

            Halve(run, [length]);
            sum += run[0];
        }

        return sum;
    }

    /// <summary>Σ digitₖ·point[positionₖ]: a bucket per magnitude, then running sums from the highest down.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public JacobianPoint<TCurve, TField, TScalar> Weighted(
        ReadOnlySpan<AffinePoint<TCurve, TField, TScalar>> points, ReadOnlySpan<int> positions, ReadOnlySpan<int> digits, int windowBits)
    {
        AffinePoint<TCurve, TField, TScalar>[] buckets = Buckets(points, positions, digits, 1 << (windowBits - 1));
        JacobianPoint<TCurve, TField, TScalar> running = default, sum = default;
        for (int bucket = buckets.Length - 1; bucket >= 0; bucket--)
        {
            running += buckets[bucket];
            sum += running;
        }

        return sum;
    }

    /// <summary>For each magnitude from 1 to <paramref name="largest"/>, the sum of the points with that digit, less those with its negative.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public AffinePoint<TCurve, TField, TScalar>[] Buckets(
        ReadOnlySpan<AffinePoint<TCurve, TField, TScalar>> points, ReadOnlySpan<int> positions, ReadOnlySpan<int> digits, int largest)
    {
        AffinePoint<TCurve, TField, TScalar>[] buckets = new AffinePoint<TCurve, TField, TScalar>[largest];
        AffinePoint<TCurve, TField, TScalar>[] runs = new AffinePoint<TCurve, TField, TScalar>[Math.Min(ChunkLength, digits.Length)];
        int[] lengths = new int[buckets.Length], ends = new int[buckets.Length];
        for (int start = 0; start < digits.Length; start += ChunkLength)
        {
            int length = Math.Min(ChunkLength, digits.Length - start);
            Sort(points, positions.Slice(start, length), digits.Slice(start, length), runs, lengths, ends);
            Halve(runs, lengths);
            for (int bucket = 0, read = 0; bucket < buckets.Length; bucket++)
                if (lengths[bucket] == 1) _additions.Add(buckets[bucket], runs[read++], buckets, bucket);
            _additions.Flush(buckets);
        }

        return buckets;
    }

    /// <summary>
    /// Counting sort: the runs of buckets 0, 1, …, one behind the other, each point with its digit's sign; zeros are left out.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Sort(
        ReadOnlySpan<AffinePoint<TCurve, TField, TScalar>> points, ReadOnlySpan<int> positions, ReadOnlySpan<int> digits,
        Span<AffinePoint<TCurve, TField, TScalar>> runs, Span<int> lengths, Span<int> ends)
    {
        lengths.Clear();
        foreach (int digit in digits)
            if (digit != 0) lengths[Math.Abs(digit) - 1]++;
        for (int bucket = 0, end = 0; bucket < ends.Length; bucket++)
        {
            ends[bucket] = end;
            end += lengths[bucket];
        }

        for (int k = 0; k < digits.Length; k++)
        {
            int digit = digits[k];
            if (digit > 0) runs[ends[digit - 1]++] = points[positions[k]];
            else if (digit < 0) runs[ends[-digit - 1]++] = -points[positions[k]];
        }
    }

    /// <summary>Adds each run's points in pairs, in place and moving left, until no run is longer than one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Halve(Span<AffinePoint<TCurve, TField, TScalar>> runs, Span<int> lengths)
    {
        bool again = true;
        while (again)
        {
            again = false;
            int read = 0, write = 0;
            foreach (ref int length in lengths)
            {
                int pairs = length / 2;
                for (int i = 0; i < pairs; i++, read += 2) _additions.Add(runs[read], runs[read + 1], runs, write++);
                if (length % 2 == 1) runs[write++] = runs[read++];
                length -= pairs;
                again |= length > 1;
            }

            _additions.Flush(runs);
        }
    }
}
