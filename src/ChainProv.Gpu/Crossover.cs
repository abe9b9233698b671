namespace ChainProv.Gpu;

/// <summary>The size from which on a graphics processor is faster, measured when a size first asks: small ones never do.</summary>
/// <param name="time">The clock.</param>
/// <param name="prepare">For a size, what runs on the one and on the other; inputs are made here, outside of the time.</param>
internal sealed class Crossover(TimeProvider time, Func<int, (Action OnProcessor, Action OnGraphics)> prepare)
{
    /// <summary>Below this, what it takes to start a kernel is more than the processor takes for the whole.</summary>
    public const int Smallest = 1 << 10;

    /// <summary>Where a graphics processor has not won by here, it is a weak one.</summary>
    public const int Largest = 1 << 16;

    /// <summary>Nobody waits longer to learn that.</summary>
    private static readonly TimeSpan TooLong = TimeSpan.FromSeconds(1);

    private readonly Lock _gate = new();
    private int? _size;

    public bool IsOnGraphics(long size)
    {
        if (size < Smallest) return false;
        lock (_gate) _size ??= Measure();
        return size >= _size;
    }

    private int Measure()
    {
        for (int size = Smallest; size <= Largest; size *= 4)
        {
            (Action onProcessor, Action onGraphics) = prepare(size);
            TimeSpan graphics = Fastest(onGraphics);
            if (graphics > TooLong) break;
            if (graphics < Fastest(onProcessor)) return size;
        }

        return int.MaxValue;
    }

    /// <summary>The least of three after a first one, which compiles.</summary>
    private TimeSpan Fastest(Action action)
    {
        action();
        return Enumerable.Range(0, 3).Min(_ =>
        {
            long start = time.GetTimestamp();
            action();
            return time.GetElapsedTime(start);
        });
    }
}
