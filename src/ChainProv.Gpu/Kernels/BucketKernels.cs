using ChainProv.Gpu.Fields;
using ILGPU;

namespace ChainProv.Gpu.Kernels;

/// <summary>Sorted entries to bucket sums, and those to one point a window.</summary>
/// <remarks>
/// Every thread adds equally many neighbouring entries, however the buckets are filled: all scalars may be the same. A run of one bucket that lies within a
/// thread's entries is its sum; the first and the last run may go on beyond, so they are left as partial sums, two a thread, in order. Those are entries
/// again, and the same procedure sums them, until one thread is left.
/// </remarks>
internal static class BucketKernels<TField> where TField : unmanaged, IKernelField<TField>
{
    /// <summary>Partial sums a thread adds.</summary>
    public const int PartialsLength = 8;

    /// <summary>Buckets a thread weighs, and windows' sums a thread adds.</summary>
    public const int SegmentLength = 16, SumLength = 8;

    /// <summary>Adds points.</summary>
    /// <param name="thread">Takes the entries from thread·length.</param>
    /// <param name="entries">Sorted by key.</param>
    /// <param name="length">Entries a thread.</param>
    /// <param name="windowBits">w.</param>
    /// <param name="points">What the entries' indices mean.</param>
    /// <param name="buckets">2^(w−1) a window.</param>
    /// <param name="partials">Two a thread.</param>
    /// <param name="keys">Theirs.</param>
    public static void AddPoints(
        Index1D thread,
        ArrayView<ulong> entries,
        int length,
        int windowBits,
        ArrayView<PlainPoint<TField>> points,
        ArrayView<XyzzPoint<TField>> buckets,
        ArrayView<XyzzPoint<TField>> partials,
        ArrayView<uint> keys)
    {
        long end = IntrinsicMath.Min(((long)thread.X + 1) * length, entries.Length), slot = 2L * thread.X;
        XyzzPoint<TField> sum = default;
        uint current = DigitEntry.NoKey, first = DigitEntry.NoKey;
        for (long i = (long)thread.X * length; i < end; i++)
        {
            ulong entry = entries[i];
            uint key = DigitEntry.Key(entry);
            if (DigitEntry.IsNone(key, windowBits)) continue;
            if (key != current)
            {
                first = EndRun(sum, current, first, windowBits, buckets, partials, slot);
                current = key;
                sum = default;
            }

            PlainPoint<TField> point = points[DigitEntry.Index(entry)];
            if (point.IsInfinity) continue;
            if (DigitEntry.IsNegative(entry)) point.Y = default(TField) - point.Y;
            sum = XyzzPoint<TField>.AddFinite(sum, point);
        }

        EndLastRun(sum, current, first, partials, keys, slot);
    }

    /// <summary>Adds partial sums. Arguments as in <see cref="AddPoints"/>.</summary>
    public static void AddPartials(
        Index1D thread,
        ArrayView<XyzzPoint<TField>> entries,
        ArrayView<uint> entryKeys,
        int windowBits,
        ArrayView<XyzzPoint<TField>> buckets,
        ArrayView<XyzzPoint<TField>> partials,
        ArrayView<uint> keys)
    {
        long end = IntrinsicMath.Min(((long)thread.X + 1) * PartialsLength, entries.Length), slot = 2L * thread.X;
        XyzzPoint<TField> sum = default;
        uint current = DigitEntry.NoKey, first = DigitEntry.NoKey;
        for (long i = (long)thread.X * PartialsLength; i < end; i++)
        {
            uint key = entryKeys[i];
            if (key == DigitEntry.NoKey) continue;
            if (key != current)
            {
                first = EndRun(sum, current, first, windowBits, buckets, partials, slot);
                current = key;
                sum = default;
            }

            sum = XyzzPoint<TField>.Add(sum, entries[i]);
        }

        EndLastRun(sum, current, first, partials, keys, slot);
    }

    /// <summary>The last partial sums are of different buckets: they are those buckets.</summary>
    public static void KeepPartials(Index1D i, ArrayView<XyzzPoint<TField>> partials, ArrayView<uint> keys, int windowBits, ArrayView<XyzzPoint<TField>> buckets)
    {
        if (keys[i] != DigitEntry.NoKey) buckets[DigitEntry.Bucket(keys[i], windowBits)] = partials[i];
    }

    /// <summary>Σ k·bucketₖ over one segment of a window, k from 1 at the window's first bucket.</summary>
    /// <param name="thread">Takes the buckets from thread·segment on.</param>
    /// <param name="buckets">2^(w−1) a window.</param>
    /// <param name="windowBits">w.</param>
    /// <param name="segmentLength">A power of two, at most 2^(w−1): a segment lies in one window.</param>
    /// <param name="sums">One a thread.</param>
    public static void WeighSegment(Index1D thread, ArrayView<XyzzPoint<TField>> buckets, int windowBits, int segmentLength, ArrayView<XyzzPoint<TField>> sums)
    {
        long start = (long)thread.X * segmentLength;
        XyzzPoint<TField> plain = default, weighted = default;
        for (int i = segmentLength - 1; i >= 0; i--)
        {
            plain = XyzzPoint<TField>.Add(plain, buckets[start + i]);
            weighted = XyzzPoint<TField>.Add(weighted, plain);
        }

        // Each bucket weighs as much more as buckets come before the segment.
        int before = (int)(start & ((1L << (windowBits - 1)) - 1));
        XyzzPoint<TField> multiple = default;
        for (int bit = windowBits - 2; bit >= 0; bit--)
        {
            multiple = XyzzPoint<TField>.Double(multiple);
            if (((before >> bit) & 1) == 1) multiple = XyzzPoint<TField>.Add(multiple, plain);
        }

        sums[thread] = XyzzPoint<TField>.Add(weighted, multiple);
    }

    /// <summary>Sums of neighbours in one window.</summary>
    /// <param name="thread">Window·outputs + output.</param>
    /// <param name="points">Rows of equal length, one a window.</param>
    /// <param name="rowLength">Points a window.</param>
    /// <param name="outputs">⌈rowLength / <see cref="SumLength"/>⌉.</param>
    /// <param name="sums">Rows of outputs.</param>
    public static void SumNeighbours(Index1D thread, ArrayView<XyzzPoint<TField>> points, int rowLength, int outputs, ArrayView<XyzzPoint<TField>> sums)
    {
        int window = thread / outputs, output = thread % outputs;
        int end = IntrinsicMath.Min((output + 1) * SumLength, rowLength);
        XyzzPoint<TField> sum = default;
        for (int i = output * SumLength; i < end; i++) sum = XyzzPoint<TField>.Add(sum, points[((long)window * rowLength) + i]);
        sums[thread] = sum;
    }

    /// <summary>A run ends where another begins: the first of a thread may have begun before.</summary>
    private static uint EndRun(
        XyzzPoint<TField> sum, uint key, uint first, int windowBits, ArrayView<XyzzPoint<TField>> buckets, ArrayView<XyzzPoint<TField>> partials, long slot)
    {
        if (key == DigitEntry.NoKey) return first;
        if (first != DigitEntry.NoKey)
        {
            buckets[DigitEntry.Bucket(key, windowBits)] = sum;
            return first;
        }

        partials[slot] = sum;
        return key;
    }

    private static void EndLastRun(XyzzPoint<TField> sum, uint key, uint first, ArrayView<XyzzPoint<TField>> partials, ArrayView<uint> keys, long slot)
    {
        if (first == DigitEntry.NoKey)
        {
            partials[slot] = sum;
            keys[slot] = key;
            keys[slot + 1] = DigitEntry.NoKey;
            return;
        }

        keys[slot] = first;
        partials[slot + 1] = sum;
        keys[slot + 1] = key;
    }
}
