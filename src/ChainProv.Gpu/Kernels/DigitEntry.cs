namespace ChainProv.Gpu.Kernels;

/// <summary>One nonzero digit of one scalar, or its absence, as a word that sorts by window and bucket: key in the upper half, then the sign, then the index.</summary>
internal static class DigitEntry
{
    /// <summary>The key of no bucket: magnitude zero in window zero.</summary>
    public const uint NoKey = 0;

    /// <param name="window">The number of the window.</param>
    /// <param name="windowBits">Its width w: buckets are 0 … 2^(w−1), 0 for none.</param>
    /// <param name="magnitude">The bucket.</param>
    /// <param name="isNegative">Whether the point is subtracted.</param>
    /// <param name="index">Of the point, below 2³¹.</param>
    public static ulong Pack(int window, int windowBits, uint magnitude, bool isNegative, int index) =>
        ((ulong)(((uint)window << windowBits) | magnitude) << 32) | (isNegative ? 1UL << 31 : 0) | (uint)index;

    public static uint Key(ulong entry) => (uint)(entry >> 32);

    public static bool IsNegative(ulong entry) => ((entry >> 31) & 1) == 1;

    public static int Index(ulong entry) => (int)(entry & 0x7fffffff);

    /// <summary>Whether the entry adds nothing.</summary>
    public static bool IsNone(uint key, int windowBits) => (key & ((1u << windowBits) - 1)) == 0;

    /// <summary>Where the bucket of a key lies, 2^(w−1) buckets a window.</summary>
    public static long Bucket(uint key, int windowBits)
    {
        uint window = key >> windowBits, magnitude = key & ((1u << windowBits) - 1);
        return ((long)window << (windowBits - 1)) + magnitude - 1;
    }
}
