using System.Runtime.CompilerServices;
using ChainProv.Cryptography.Fields;

namespace ChainProv.Cryptography.Curves;

/// <summary>The inner sums of a multi-scalar multiplication in G1, eight additions at a time, for one thread.</summary>
internal sealed unsafe class LaneBucketSum : IDisposable
{
    /// <summary>So many sorted points are summed at a time: with all sums on the way they fit a core's cache.</summary>
    private const int BlockLength = 1 << 13;

    private readonly LaneAddition _additions = new();
    private readonly nuint[] _block = new nuint[BlockLength + 1];
    private readonly int[] _runs = new int[BlockLength], _runLengths = new int[BlockLength];
    private LanePoint* _buckets = Lanes.Allocate<LanePoint>(1);
    private int _bucketRoom = 1;

    ~LaneBucketSum() => Lanes.Free(_buckets);

    /// <summary>Σ ±point over a list, each item twice a point's index, plus 1 for its negative.</summary>
    public G1Jacobian Plain(LanePoints points, ReadOnlySpan<int> items) =>
        LanePoints.ToAffine(Buckets(points, items, [items.Length]))[0].ToJacobian();

    /// <summary>Σ digitₖ·pointₖ over a range of k, for each of a few windows.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public G1Jacobian[] Weighted(LanePoints points, RecodedScalars scalars, Range windows, Range range)
    {
        (int window, int windowCount) = windows.GetOffsetAndLength(scalars.WindowCount);
        (int start, int count) = range.GetOffsetAndLength(scalars.Indices.Length);
        int largest = 1 << (scalars.WindowBits - 1), written = 0;
        int[] items = new int[windowCount * count], lengths = new int[windowCount * largest];
        for (int i = 0; i < windowCount; i++)
            written += Sort(scalars.Window(window + i).Slice(start, count), start, items.AsSpan(written), lengths.AsSpan(i * largest, largest));
        return Combine(Buckets(points, items.AsSpan(0, written), lengths), windowCount, scalars.WindowBits - 1);
    }

    public void Dispose()
    {
        _additions.Dispose();
        Lanes.Free(_buckets);
        GC.SuppressFinalize(this);
    }

    /// <summary>Counting sort by the digit's magnitude; zeros are left out. Returns how many are not.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int Sort(ReadOnlySpan<short> digits, int first, Span<int> items, Span<int> lengths)
    {
        foreach (short digit in digits)
            if (digit != 0) lengths[Math.Abs((int)digit) - 1]++;

        int[] ends = new int[lengths.Length];
        int end = 0;
        for (int bucket = 0; bucket < ends.Length; bucket++)
        {
            ends[bucket] = end;
            end += lengths[bucket];
        }

        for (int k = 0; k < digits.Length; k++)
        {
            int digit = digits[k];
            if (digit != 0) items[ends[Math.Abs(digit) - 1]++] = (2 * (first + k)) + (digit < 0 ? 1 : 0);
        }

        return end;
    }

    /// <summary>The sums of runs of items, one behind the other; null where a run is empty.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private nuint[] Buckets(LanePoints points, ReadOnlySpan<int> items, ReadOnlySpan<int> lengths)
    {
        if (_bucketRoom < lengths.Length)
        {
            Lanes.Free(_buckets);
            _buckets = Lanes.Allocate<LanePoint>((nuint)lengths.Length);
            _bucketRoom = lengths.Length;
        }

        _additions.MayMeetInfinity = false;
        nuint[] sums = new nuint[lengths.Length];
        int bucket = 0, taken = 0, read = 0;
        while (read < items.Length)
        {
            int size = 0, runs = 0;
            while (size < BlockLength && read < items.Length)
            {
                int take = Math.Min(lengths[bucket] - taken, BlockLength - size), start = size;
                if (take > 0)
                {
                    // A run that the block before has begun goes on with its sum.
                    if (sums[bucket] != 0) _block[size++] = sums[bucket];
                    for (int i = 0; i < take; i++, read++) _block[size++] = (nuint)points[items[read] >> 1] | (nuint)(items[read] & 1);
                    (_runs[runs], _runLengths[runs++]) = (bucket, size - start);
                    taken += take;
                }

                if (taken < lengths[bucket]) continue;
                bucket++;
                taken = 0;
            }

            _additions.Reset(size);
            Halve(_block, _runLengths.AsSpan(0, runs));
            for (int run = 0; run < runs; run++)
            {
                LanePoint* sum = _buckets + _runs[run];
                *sum = *(LanePoint*)(_block[run] & ~(nuint)1);
                if ((_block[run] & 1) == 1) sum->Y = -sum->Y;
                sums[_runs[run]] = (nuint)sum;
            }
        }

        return sums;
    }

    /// <summary>Adds each run's points in pairs, moving left, until no run is longer than one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Halve(Span<nuint> points, Span<int> lengths)
    {
        bool again = true;
        while (again)
        {
            again = false;
            int read = 0, write = 0;
            foreach (ref int length in lengths)
            {
                int pairs = length / 2;
                for (int i = 0; i < pairs; i++, read += 2) points[write++] = _additions.Add(points[read], points[read + 1]);
                if (length % 2 == 1) points[write++] = points[read++];
                length -= pairs;
                again |= length > 1;
            }

            _additions.Flush();
        }
    }

    /// <summary>Σ (i + 1)·bucketᵢ over the 2^bits buckets of each window, with two additions a bucket.</summary>
    /// <remarks>
    /// Bit j of i is set where, after j halvings of the list by adding neighbours, the bucket has gone into an odd place. So with Oⱼ the sum of those places,
    /// Σ i·bucketᵢ is Σ 2ʲ·Oⱼ, and the last halving leaves Σ bucketᵢ. The sums Oⱼ are halved along with the list, all windows together.
    /// </remarks>
    private G1Jacobian[] Combine(nuint[] buckets, int windows, int bits)
    {
        _additions.Reset(2 * buckets.Length);
        nuint[] list = buckets;
        nuint[][] odd = new nuint[bits][];
        for (int bit = 0; bit < bits; bit++)
        {
            for (int i = 0; i < bit; i++) odd[i] = AddNeighbours(odd[i]);
            odd[bit] = [.. Enumerable.Range(0, list.Length / 2).Select(i => list[(2 * i) + 1])];
            list = AddNeighbours(list);
            _additions.Flush();
        }

        G1Affine[] sums = LanePoints.ToAffine([.. list, .. odd.SelectMany(places => places)]);
        G1Jacobian[] result = new G1Jacobian[windows];
        for (int window = 0; window < windows; window++)
        {
            for (int bit = bits; bit > 0; bit--) result[window] = result[window].Double() + sums[(bit * windows) + window];
            result[window] += sums[window];
        }

        return result;
    }

    private nuint[] AddNeighbours(nuint[] points)
    {
        nuint[] sums = new nuint[points.Length / 2];
        for (int i = 0; i < sums.Length; i++) sums[i] = _additions.Add(points[2 * i], points[(2 * i) + 1]);
        return sums;
    }
}
