using System.Numerics;
using ChainProv.Cryptography.Fields;

namespace ChainProv.Cryptography.Curves;

/// <summary>
/// The scalars of a multi-scalar multiplication, sorted by kind: zeros gone, ±1 listed, the others as signed digits, one row per window.
/// </summary>
internal sealed class RecodedScalars
{
    private const int ChunkLength = 4096, TileLength = 32;

    private readonly short[] _digits;

    private RecodedScalars(int[] units, int[] indices, short[] digits, int windowBits, int windowCount) =>
        (Units, Indices, _digits, WindowBits, WindowCount) = (units, indices, digits, windowBits, windowCount);

    /// <summary>The positions of the scalars 1 and −1; −1 as the complement of its position.</summary>
    public int[] Units { get; }

    /// <summary>The positions of the scalars that have digits.</summary>
    public int[] Indices { get; }

    public int WindowBits { get; }

    public int WindowCount { get; }

    /// <summary>The digits of one window, one per index.</summary>
    public ReadOnlySpan<short> Window(int window) => _digits.AsSpan(window * Indices.Length, Indices.Length);

    /// <summary>Makes the digits of an index zero: its point is infinity.</summary>
    public void Clear(int index)
    {
        for (int k = index; k < _digits.Length; k += Indices.Length) _digits[k] = 0;
    }

    /// <param name="scalars">The scalars.</param>
    /// <param name="parallel">How to work.</param>
    /// <param name="bucketCost">The price of a bucket, in additions to one.</param>
    public static RecodedScalars From<TScalar>(ReadOnlyMemory<TScalar> scalars, ParallelOptions parallel, double bucketCost = 4)
        where TScalar : unmanaged, IPrimeField<TScalar>
    {
        short[] bits = new short[scalars.Length];
        ForEachChunk(scalars.Length, parallel, (start, end) =>
        {
            Span<ulong> limbs = stackalloc ulong[TScalar.ByteLength / 8];
            for (int i = start; i < end; i++) bits[i] = (short)BitLength(Magnitude(scalars.Span[i], limbs, out _));
        });

        int[] indices = [.. Enumerable.Range(0, bits.Length).Where(i => bits[i] > 1)];
        int[] units = [.. Enumerable.Range(0, bits.Length).Where(i => bits[i] == 1).Select(i => scalars.Span[i] == TScalar.One ? i : ~i)];
        int window = ChooseWindow(indices, bits, bucketCost, out int longest);
        int count = indices.Length == 0 ? 0 : SignedDigits.Count(longest, window);
        short[] digits = new short[(long)count * indices.Length];
        ForEachChunk(indices.Length, parallel, (start, end) =>
        {
            // The rows lie far apart, often by a power of two: one by one, digits would drive each other from the cache.
            Span<ulong> limbs = stackalloc ulong[TScalar.ByteLength / 8];
            Span<short> tile = stackalloc short[count * TileLength];
            for (int first = start; first < end; first += TileLength)
            {
                int length = Math.Min(TileLength, end - first);
                for (int k = 0; k < length; k++)
                {
                    SignedDigits.Recode(Magnitude(scalars.Span[indices[first + k]], limbs, out bool negative), window, count, tile[k..], TileLength);
                    for (int w = 0; negative && w < count; w++) tile[(w * TileLength) + k] = (short)-tile[(w * TileLength) + k];
                }

                for (int w = 0; w < count; w++) tile.Slice(w * TileLength, length).CopyTo(digits.AsSpan((w * indices.Length) + first));
            }
        });
        return new RecodedScalars(units, indices, digits, window, count);
    }

    /// <summary>The window with the fewest additions: one per nonzero digit, and the price of the buckets.</summary>
    private static int ChooseWindow(int[] indices, short[] bits, double bucketCost, out int longest)
    {
        int[] histogram = new int[short.MaxValue];
        longest = 0;
        foreach (int index in indices)
        {
            histogram[bits[index]]++;
            longest = Math.Max(longest, bits[index]);
        }

        int best = 1;
        double bestCost = double.PositiveInfinity;
        for (int window = 2; window <= SignedDigits.MaximumWindow; window++)
        {
            double cost = SignedDigits.Count(longest, window) * bucketCost * Math.Pow(2, window - 1);
            for (int b = 0; b <= longest; b++) cost += (double)histogram[b] * SignedDigits.Count(b, window);
            if (cost >= bestCost) continue;
            (best, bestCost) = (window, cost);
        }

        return best;
    }

    /// <summary>The smaller of s and r − s, which is at most (r − 1)/2.</summary>
    private static ReadOnlySpan<ulong> Magnitude<TScalar>(TScalar scalar, Span<ulong> limbs, out bool negative)
        where TScalar : unmanaged, IPrimeField<TScalar>
    {
        scalar.WriteLimbs(limbs);
        negative = false;
        if (BitLength(limbs) <= 64) return limbs;
        ReadOnlySpan<ulong> modulus = PrimeLimbs<TScalar>.Value;
        Span<ulong> opposite = stackalloc ulong[limbs.Length];
        ulong borrow = 0;
        for (int i = 0; i < limbs.Length; i++) opposite[i] = Limb.Subtract(modulus[i], limbs[i], ref borrow);
        for (int i = limbs.Length - 1; i >= 0 && !negative; i--)
        {
            if (limbs[i] < opposite[i]) return limbs;
            negative = opposite[i] < limbs[i];
        }

        opposite.CopyTo(limbs);
        return limbs;
    }

    private static int BitLength(ReadOnlySpan<ulong> limbs)
    {
        int top = limbs.LastIndexOfAnyExcept(0UL);
        return top < 0 ? 0 : (64 * (top + 1)) - BitOperations.LeadingZeroCount(limbs[top]);
    }

    private static void ForEachChunk(int length, ParallelOptions parallel, Action<int, int> body) =>
        Parallel.For(0, (length + ChunkLength - 1) / ChunkLength, parallel, chunk =>
            body(chunk * ChunkLength, Math.Min(length, (chunk + 1) * ChunkLength)));

    private static class PrimeLimbs<TScalar> where TScalar : unmanaged, IPrimeField<TScalar>
    {
        public static readonly ulong[] Value =
            [.. Enumerable.Range(0, TScalar.ByteLength / 8).Select(i => (ulong)((TScalar.Modulus >> (64 * i)) & ulong.MaxValue))];
    }
}
