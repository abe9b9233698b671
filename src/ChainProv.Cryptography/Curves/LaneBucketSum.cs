using System.Runtime.CompilerServices;
using ChainProv.Cryptography.Fields;

namespace ChainProv.Cryptography.Curves;

/// <summary>The inner sums of a multi-scalar multiplication, eight additions at a time, for one thread.</summary>
internal sealed unsafe class LaneBucketSum<TCurve, TField, TLanes> : IDisposable
    where TCurve : struct, ICurve<TCurve, TField, Fr>
    where TField : unmanaged, IField<TField>
    where TLanes : unmanaged, ICoordinateLanes<TLanes, TField>
{
    /// <summary>So many sorted points are summed at a time: with all sums on the way they fit a core's cache.</summary>
    private static int BlockLength => (1 << 13) / TLanes.RowCount;

    private readonly LaneAddition<TField, TLanes> _additions = new();
    private readonly nuint[] _block = new nuint[BlockLength + 1];
    private readonly int[] _runs = new int[BlockLength], _runLengths = new int[BlockLength];
    private byte* _buckets = Lanes.Allocate<byte>(1);
    private int _bucketRoom;

    ~LaneBucketSum() => Lanes.Free(_buckets);

    private static int PointBytes => LanePointName.PlainBytes(TLanes.RowCount);

    /// <summary>Σ ±point over a list of items, as <see cref="LanePoints{TCurve, TField, TLanes}"/> names them.</summary>
    public JacobianPoint<TCurve, TField, Fr> Plain(LanePoints<TCurve, TField, TLanes> points, ReadOnlySpan<int> items) =>
        LanePoints<TCurve, TField, TLanes>.ToAffine(Buckets(points, items, [items.Length]))[0].ToJacobian();

    /// <summary>Σ digitₖ·pointₖ over a range of k, for each of a few windows.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public JacobianPoint<TCurve, TField, Fr>[] Weighted(LanePoints<TCurve, TField, TLanes> points, RecodedScalars scalars, Range windows, Range range)
    {
        (int window, int windowCount) = windows.GetOffsetAndLength(scalars.WindowCount);
        (int start, int count) = range.GetOffsetAndLength(scalars.Positions.Length);
        int bucketCount = scalars.Weights.BucketCount, written = 0;
        int[] items = GC.AllocateUninitializedArray<int>(windowCount * count), lengths = new int[windowCount * bucketCount];
        for (int i = 0; i < windowCount; i++)
            written += Sort(scalars.Window(window + i).Slice(start, count), start, items.AsSpan(written), lengths.AsSpan(i * bucketCount, bucketCount));
        return Combine(Buckets(points, items.AsSpan(0, written), lengths), windowCount, scalars.Weights);
    }

    /// <summary>For each magnitude from 1 to <paramref name="largest"/>, the sum of the points with that digit, less those with its negative; none of the points may be infinity.</summary>
    public AffinePoint<TCurve, TField, Fr>[] Buckets(LanePoints<TCurve, TField, TLanes> points, ReadOnlySpan<int> digits, int largest)
    {
        int[] items = new int[digits.Length], lengths = new int[largest];
        int written = Sort(digits, 0, items, lengths);
        return LanePoints<TCurve, TField, TLanes>.ToAffine(Buckets(points, items.AsSpan(0, written), lengths));
    }

    public void Dispose()
    {
        _additions.Dispose();
        Lanes.Free(_buckets);
        GC.SuppressFinalize(this);
    }

    /// <summary>Counting sort by bucket; zeros are left out. Returns how many are not.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int Sort(ReadOnlySpan<int> digits, int first, Span<int> items, Span<int> lengths)
    {
        // Zeros are counted in a bucket of their own, in front of the others.
        const int bucketMask = (1 << RecodedScalars.RotationShift) - 1;
        int[] ends = new int[lengths.Length + 1];
        foreach (int digit in digits) ends[Math.Abs(digit) & bucketMask]++;
        ends.AsSpan(1).CopyTo(lengths);
        int end = -ends[0];
        foreach (ref int bucket in ends.AsSpan()) (bucket, end) = (end, end + bucket);

        for (int k = 0; k < digits.Length; k++)
        {
            int digit = digits[k], magnitude = Math.Abs(digit);
            if (digit == 0) continue;
            items[ends[magnitude & bucketMask]++] =
                ((first + k) << LanePointName.RelativeBits) | (magnitude >> RecodedScalars.RotationShift << 1) | (int)((uint)digit >> 31);
        }

        return end;
    }

    /// <summary>The sums of runs of items, one behind the other; 0 where a run is empty.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private nuint[] Buckets(LanePoints<TCurve, TField, TLanes> points, ReadOnlySpan<int> items, ReadOnlySpan<int> lengths)
    {
        if (_bucketRoom < lengths.Length)
        {
            Lanes.Free(_buckets);
            _buckets = null;
            _bucketRoom = 0;
            _buckets = Lanes.Allocate<byte>((nuint)lengths.Length * (nuint)PointBytes);
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
                    for (int i = 0; i < take; i++, read++) _block[size++] = points[items[read]];
                    (_runs[runs], _runLengths[runs++]) = (bucket, size - start);
                    taken += take;
                }

                if (taken < lengths[bucket]) continue;
                bucket++;
                taken = 0;
            }

            _additions.Reset(size);
            _additions.Halve(_block, _runLengths.AsSpan(0, runs));
            for (int run = 0; run < runs; run++) sums[_runs[run]] = Keep(_block[run], _runs[run]);
        }

        return sums;
    }

    /// <summary>Copies what would be overwritten to its bucket. A run of one point is that point, under any of its names.</summary>
    private nuint Keep(nuint name, int bucket)
    {
        if (!_additions.IsSum(name)) return name;
        byte* target = _buckets + ((nint)bucket * PointBytes);
        new ReadOnlySpan<byte>((byte*)name, PointBytes).CopyTo(new(target, PointBytes));
        return (nuint)target;
    }

    /// <summary>For each window the sum of what its buckets weigh, with about two additions a bucket for each axis.</summary>
    /// <remarks>
    /// Of a list over all weights from 1 to 2^bits: bit j of i is set where, after j halvings of the list by adding neighbours, the sum of weight i + 1 has gone into an odd place. So with Oⱼ the
    /// sum of those places, Σ i·sumᵢ is Σ 2ʲ·Oⱼ, and the last halving leaves Σ sumᵢ. The sums Oⱼ are halved along with the list, all lists together.
    /// </remarks>
    private JacobianPoint<TCurve, TField, Fr>[] Combine(nuint[] buckets, int windows, BucketWeights weights)
    {
        int axes = weights.Axes.Count, lists = windows * axes;
        nuint[] list = ByWeight(buckets, windows, weights);
        nuint[][] odd = new nuint[weights.Bits][];
        for (int bit = 0; bit < odd.Length; bit++)
        {
            for (int i = 0; i < bit; i++) odd[i] = AddNeighbours(odd[i]);
            odd[bit] = new nuint[list.Length / 2];
            for (int i = 0; i < odd[bit].Length; i++) odd[bit][i] = list[(2 * i) + 1];
            list = AddNeighbours(list);
            _additions.Flush();
        }

        AffinePoint<TCurve, TField, Fr>[] sums = LanePoints<TCurve, TField, TLanes>.ToAffine([.. list, .. odd.SelectMany(places => places)]);
        JacobianPoint<TCurve, TField, Fr>[] result = new JacobianPoint<TCurve, TField, Fr>[lists];
        for (int i = 0; i < lists; i++)
        {
            for (int bit = odd.Length; bit > 0; bit--) result[i] = result[i].Double() + sums[(bit * lists) + i];
            result[i] += sums[i];
        }

        return axes == 1 ? result : [.. Enumerable.Range(0, windows).Select(i => EisensteinDigits.Join(result[2 * i], result[(2 * i) + 1]))];
    }

    /// <summary>For each window and axis the sums of the buckets of one weight.</summary>
    private nuint[] ByWeight(nuint[] buckets, int windows, BucketWeights weights)
    {
        List<nuint> points = [];
        List<int> lengths = [];
        for (int window = 0; window < windows; window++)
        {
            foreach (BucketWeights.Axis axis in weights.Axes)
            {
                foreach (int bucket in axis.Order) points.Add(buckets[(window * weights.BucketCount) + bucket]);
                lengths.AddRange(axis.RunLengths);
            }
        }

        // Halving the lists then takes at most one addition for a weight, and as many for all the sums of odd places.
        _additions.Reset(points.Count + (2 * lengths.Count));
        nuint[] sums = [.. points];
        int[] runs = [.. lengths];
        _additions.Halve(sums, runs);
        nuint[] list = new nuint[runs.Length];
        for (int i = 0, read = 0; i < list.Length; i++)
            if (runs[i] > 0) list[i] = sums[read++];
        return list;
    }

    private nuint[] AddNeighbours(nuint[] points)
    {
        nuint[] sums = new nuint[points.Length / 2];
        for (int i = 0; i < sums.Length; i++) sums[i] = _additions.Add(points[2 * i], points[(2 * i) + 1]);
        return sums;
    }
}
