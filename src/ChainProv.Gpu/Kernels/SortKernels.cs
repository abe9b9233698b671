using ILGPU;

namespace ChainProv.Gpu.Kernels;

/// <summary>Each window's entries sorted by bucket: a stable radix sort, four bits a pass, without atomics, shared memory or barriers.</summary>
/// <remarks>
/// A thread counts its tile's sixteen digits in bytes of two words, which stay in registers. The counts, ordered by window, digit and tile, are summed, and
/// each then says where its entries go.
/// </remarks>
internal static class SortKernels
{
    public const int DigitBits = 4, Digits = 1 << DigitBits;

    /// <summary>Entries a thread: at most 255, for what a byte can count.</summary>
    public const int TileLength = 64;

    /// <summary>How many counts a thread sums.</summary>
    public const int ScanLength = 32;

    /// <summary>Counts the digits of one tile.</summary>
    /// <param name="thread">Window·tiles + tile.</param>
    /// <param name="entries">Rows of equal length, one a window.</param>
    /// <param name="rowLength">The entries of a window.</param>
    /// <param name="tiles">Tiles a window.</param>
    /// <param name="shift">Where in the entry the digit begins.</param>
    /// <param name="counts">By window, digit and tile.</param>
    public static void Count(Index1D thread, ArrayView<ulong> entries, int rowLength, int tiles, int shift, ArrayView<int> counts)
    {
        int window = thread / tiles, tile = thread % tiles;
        long row = (long)window * rowLength;
        int end = IntrinsicMath.Min((tile + 1) * TileLength, rowLength);
        ulong low = 0, high = 0;
        for (int i = tile * TileLength; i < end; i++)
        {
            int digit = Digit(entries[row + i], shift);
            ulong one = 1UL << (8 * (digit & 7));
            low += digit < 8 ? one : 0;
            high += digit < 8 ? 0 : one;
        }

        for (int digit = 0; digit < Digits; digit++)
            counts[Position(window, digit, tile, tiles)] = ByteOf(low, high, digit);
    }

    /// <summary>Moves one tile's entries to where the summed counts say. Arguments as in <see cref="Count"/>.</summary>
    public static void Scatter(Index1D thread, ArrayView<ulong> entries, int rowLength, int tiles, int shift, ArrayView<int> offsets, ArrayView<ulong> sorted)
    {
        int window = thread / tiles, tile = thread % tiles;
        long row = (long)window * rowLength;
        int end = IntrinsicMath.Min((tile + 1) * TileLength, rowLength);
        ulong low = 0, high = 0;
        for (int i = tile * TileLength; i < end; i++)
        {
            ulong entry = entries[row + i];
            int digit = Digit(entry, shift);
            sorted[(long)offsets[Position(window, digit, tile, tiles)] + ByteOf(low, high, digit)] = entry;
            ulong one = 1UL << (8 * (digit & 7));
            low += digit < 8 ? one : 0;
            high += digit < 8 ? 0 : one;
        }
    }

    /// <summary>One step up of a sum over all that comes before: the total of each thread's values.</summary>
    public static void SumUp(Index1D thread, ArrayView<int> values, ArrayView<int> totals)
    {
        long start = (long)thread.X * ScanLength, end = IntrinsicMath.Min(start + ScanLength, values.Length);
        int sum = 0;
        for (long i = start; i < end; i++) sum += values[i];
        totals[thread] = sum;
    }

    /// <summary>One step down: each value becomes the sum of all before it, given that of all before the thread's first.</summary>
    public static void SumDown(Index1D thread, ArrayView<int> values, ArrayView<int> before)
    {
        long start = (long)thread.X * ScanLength, end = IntrinsicMath.Min(start + ScanLength, values.Length);
        int sum = before[thread];
        for (long i = start; i < end; i++)
        {
            int value = values[i];
            values[i] = sum;
            sum += value;
        }
    }

    private static int Digit(ulong entry, int shift) => (int)(entry >> shift) & (Digits - 1);

    private static int ByteOf(ulong low, ulong high, int digit) => (int)((digit < 8 ? low : high) >> (8 * (digit & 7))) & 255;

    private static long Position(int window, int digit, int tile, int tiles) => ((((long)window * Digits) + digit) * tiles) + tile;
}
