namespace ChainProv.Cryptography.Curves;

/// <summary>Scalars of a multi-scalar multiplication as signed digits, one row per window.</summary>
/// <remarks>
/// A digit ±d has d − 1 for its bucket; with <see cref="EisensteinDigits"/> it also says, from bit <see cref="RotationShift"/> on, by which power of ω the point is rotated.
/// The points' sum in bucket b counts as often as the <see cref="Weights"/> say.
/// </remarks>
internal sealed class RecodedScalars
{
    public const int RotationShift = 20;

    private const int TileLength = 32;

    private readonly int[] _digits;

    private RecodedScalars(int[] positions, int windowBits, int windowCount, BucketWeights weights)
    {
        (Positions, WindowBits, WindowCount, Weights) = (positions, windowBits, positions.Length == 0 ? 0 : windowCount, weights);
        _digits = new int[(long)WindowCount * positions.Length];
    }

    private RecodedScalars(int[] positions, RecodedScalars windows)
    {
        (Positions, WindowBits, WindowCount, Weights) = (positions, windows.WindowBits, 1, windows.Weights);
        _digits = windows._digits;
    }

    private delegate void Recoder(ReadOnlySpan<int> positions, Span<int> digits, int stride);

    /// <summary>Where the scalars stand among all.</summary>
    public int[] Positions { get; }

    public int WindowBits { get; }

    public int WindowCount { get; }

    public BucketWeights Weights { get; }

    /// <summary>Integers of at most so many bits as digits in base 2^w.</summary>
    public static RecodedScalars Plain(SignedScalars scalars, int[] positions, int window, int longest, ParallelOptions parallel)
    {
        RecodedScalars result = new(positions, window, SignedDigits.Count(longest, window), BucketWeights.Plain(window - 1));
        result.Recode(parallel, (tile, digits, stride) =>
        {
            for (int i = 0; i < tile.Length; i++)
            {
                SignedDigits.Recode(scalars.Magnitude(tile[i]), window, result.WindowCount, digits[i..], stride);
                for (int w = 0; scalars.IsNegative(tile[i]) && w < result.WindowCount; w++) digits[(w * stride) + i] = -digits[(w * stride) + i];
            }
        });
        return result;
    }

    /// <summary>Scalars of any length, as digits in the base 2^w of the Eisenstein integers. For points of the group alone.</summary>
    public static RecodedScalars Eisenstein(SignedScalars scalars, int[] positions, EisensteinDigits system, ParallelOptions parallel)
    {
        RecodedScalars result = new(positions, system.WindowBits, system.WindowCount, system.Weights);
        result.Recode(parallel, (tile, digits, stride) => system.Recode(scalars, tile, digits, stride));
        return result;
    }

    /// <summary>The digits of one window, one per position.</summary>
    public ReadOnlySpan<int> Window(int window) => _digits.AsSpan(window * Positions.Length, Positions.Length);

    /// <summary>All windows as one, over as many times the points: k·n + i stands for 2^(w·k) times point i of n.</summary>
    /// <param name="positions">From 0 on, one for each digit.</param>
    public RecodedScalars AsOneWindow(int[] positions) => new(positions, this);

    /// <summary>Makes the digits of the k-th position zero: its point is infinity.</summary>
    public void Clear(int k)
    {
        for (int i = k; i < _digits.Length; i += Positions.Length) _digits[i] = 0;
    }

    private void Recode(ParallelOptions parallel, Recoder recode) => SignedScalars.ForEachChunk(Positions.Length, parallel, (start, end) =>
    {
        // The rows lie far apart, often by a power of two: one by one, digits would drive each other from the cache.
        Span<int> tile = stackalloc int[WindowCount * TileLength];
        for (int first = start; first < end; first += TileLength)
        {
            int length = Math.Min(TileLength, end - first);
            recode(Positions.AsSpan(first, length), tile, TileLength);
            for (int w = 0; w < WindowCount; w++) tile.Slice(w * TileLength, length).CopyTo(_digits.AsSpan((w * Positions.Length) + first));
        }
    });
}
