namespace ChainProv.Provenance.Weights;

/// <summary>How to go through a model's weights.</summary>
public sealed record WeightsOptions
{
    public static WeightsOptions Default { get; } = new();

    /// <summary>How many threads compute; all processors if not given. No result depends on it.</summary>
    public int Threads { get; init; } = Environment.ProcessorCount;

    /// <summary>Told the share of chunks that are done.</summary>
    public IProgress<double>? Progress { get; init; }

    public CancellationToken CancellationToken { get; init; }
}
