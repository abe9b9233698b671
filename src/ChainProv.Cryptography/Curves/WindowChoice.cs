namespace ChainProv.Cryptography.Curves;

/// <summary>Which window costs the fewest additions.</summary>
/// <param name="WindowBits">w.</param>
/// <param name="Additions">About how many additions it takes.</param>
internal readonly record struct WindowChoice(int WindowBits, double Additions)
{
    /// <summary>For signed digits: one addition per digit, and the price of the buckets.</summary>
    /// <param name="histogram">How many integers there are of each length in bits.</param>
    /// <param name="bucketCost">The price of a bucket, in additions to one.</param>
    public static WindowChoice Plain(ReadOnlySpan<int> histogram, double bucketCost)
    {
        int longest = histogram.LastIndexOfAnyExcept(0);
        WindowChoice best = new(1, longest < 0 ? 0 : double.PositiveInfinity);
        for (int window = 2; longest >= 0 && window <= SignedDigits.MaximumWindow; window++)
        {
            double cost = SignedDigits.Count(longest, window) * bucketCost * (1 << (window - 1));
            for (int bits = 0; bits <= longest; bits++) cost += (double)histogram[bits] * SignedDigits.Count(bits, window);
            if (cost < best.Additions) best = new(window, cost);
        }

        return best;
    }

    /// <summary>For so many scalars of any length, as <see cref="EisensteinDigits"/>.</summary>
    /// <param name="count">How many.</param>
    /// <param name="bucketCost">The price of a bucket, in additions to one.</param>
    /// <param name="shared">Whether all windows share one set of buckets.</param>
    public static WindowChoice Eisenstein(long count, double bucketCost, bool shared = false)
    {
        WindowChoice best = new(0, double.PositiveInfinity);
        for (int window = EisensteinDigits.SmallestWindow; window <= EisensteinDigits.LargestWindow; window++)
        {
            int windows = EisensteinDigits.CountWindows(window);
            double cost = (windows * count) + ((shared ? 1 : windows) * bucketCost * Math.Pow(4, window) / 6);
            if (cost < best.Additions) best = new(window, cost);
        }

        return best;
    }
}
