namespace ChainProv.Ethereum.Rpc;

/// <summary>How patient a <see cref="JsonRpcClient"/> is, and how much it takes in.</summary>
public sealed record JsonRpcOptions
{
    /// <summary>The longest that one attempt may take. Default: 20 s.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>How often a request is tried in all. Default: 4.</summary>
    public int MaxAttempts { get; init; } = 4;

    /// <summary>The mean wait before the second attempt; it doubles with each further one. Default: 250 ms.</summary>
    public TimeSpan FirstDelay { get; init; } = TimeSpan.FromMilliseconds(250);

    /// <summary>The longest wait between two attempts. Default: 5 s.</summary>
    public TimeSpan MaxDelay { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>The largest response, in bytes after decompression. Default: 64 MiB.</summary>
    public int MaxResponseBytes { get; init; } = 64 << 20;

    /// <summary>The most requests sent in one batch; larger batches are split. Default: 100.</summary>
    public int MaxBatch { get; init; } = 100;

    internal void Validate()
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(Timeout, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThan(MaxAttempts, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(FirstDelay, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThan(MaxDelay, FirstDelay);
        ArgumentOutOfRangeException.ThrowIfLessThan(MaxResponseBytes, 1024);
        ArgumentOutOfRangeException.ThrowIfLessThan(MaxBatch, 1);
    }
}
