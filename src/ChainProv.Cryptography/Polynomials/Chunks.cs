namespace ChainProv.Cryptography.Polynomials;

/// <summary>Work on a range, split between threads.</summary>
internal static class Chunks
{
    /// <summary>Below so many elements a second thread costs more than it does.</summary>
    public const int SmallestSplit = 1 << 11;

    /// <summary>As many threads as work on so many elements is worth.</summary>
    public static int Threads(int elements, int threads) => elements >= SmallestSplit ? threads : 1;

    /// <summary>Calls the body with the ends of equal parts of [0, count), one for each thread.</summary>
    public static void ForEach(int count, int threads, Action<int, int> body)
    {
        int chunks = Math.Min(count, threads);
        if (chunks == 1) body(0, count);
        else Parallel.For(0, chunks, i => body((int)((long)count * i / chunks), (int)((long)count * (i + 1) / chunks)));
    }
}
