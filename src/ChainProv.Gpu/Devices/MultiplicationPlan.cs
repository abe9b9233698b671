namespace ChainProv.Gpu.Devices;

/// <summary>How a multi-scalar multiplication of n points is cut: windows, and entries a thread.</summary>
internal readonly record struct MultiplicationPlan(int WindowBits, int WindowCount, int RunLength)
{
    /// <summary>Points in one piece: their digits are counted in 32 bits.</summary>
    public const int MostPoints = 1 << 25;

    private const int MostWindowBits = 20, ShortestRun = 16, LongestRun = 128;

    /// <summary>The bits of (r − 1)/2.</summary>
    private const int ScalarBits = 254;

    /// <summary>A digit costs a mixed addition of 10 multiplications, a bucket two full ones of 14.</summary>
    public static MultiplicationPlan For(int points, int parallelism)
    {
        int window = Enumerable.Range(2, MostWindowBits - 1).MinBy(bits => Windows(bits) * ((10.0 * points) + (28.0 * (1 << (bits - 1)))));
        int run = (int)Math.Clamp((long)Windows(window) * points / parallelism, ShortestRun, LongestRun);
        return new(window, Windows(window), run);
    }

    public int BucketsPerWindow => 1 << (WindowBits - 1);

    private static int Windows(int bits) => (ScalarBits / bits) + 1;
}
