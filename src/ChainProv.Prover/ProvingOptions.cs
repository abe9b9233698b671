using ChainProv.Groth16.Keys;

namespace ChainProv.Prover;

/// <summary>How proofs are made.</summary>
public sealed class ProvingOptions
{
    /// <summary>The folder of the proving keys. Default: the user's key store.</summary>
    public string Keys { get; set; } = KeyStore.DefaultFolder;

    /// <summary>What computes: <c>cpu</c>, <c>gpu</c>, <c>cuda</c>, <c>opencl</c>, or <c>auto</c> for each where it is faster. Default: the processor.</summary>
    public string Device { get; set; } = "cpu";

    /// <summary>The most jobs that wait for a proof or are being proved; more are refused for a while. Default: 64.</summary>
    public int QueueCapacity { get; set; } = 64;

    /// <summary>How many proofs are made at once; each uses all processors. Default: 1.</summary>
    public int Concurrency { get; set; } = 1;

    /// <summary>The longest that one proof may take. Default: 10 min.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>How often a job is begun before it fails, should the process die each time. Default: 5.</summary>
    public int MaxAttempts { get; set; } = 5;

    /// <summary>What a client is told to wait when the queue is full. Default: 10 s.</summary>
    public TimeSpan RetryAfter { get; set; } = TimeSpan.FromSeconds(10);
}
