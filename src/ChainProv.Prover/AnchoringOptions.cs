namespace ChainProv.Prover;

/// <summary>How releases are anchored.</summary>
public sealed class AnchoringOptions
{
    /// <summary>The node, http or https.</summary>
    public string Rpc { get; set; } = "";

    /// <summary>The provenance registry's address.</summary>
    public string Registry { get; set; } = "";

    /// <summary>The publisher's key: a file of mode 0600, raw or keystore.</summary>
    public string KeyFile { get; set; } = "";

    /// <summary>A file of mode 0600 with the keystore's password; null for a raw key.</summary>
    public string? PasswordFile { get; set; }

    /// <summary>The chain's id; null takes the one that the node serves at the first start, and holds it to that.</summary>
    public ulong? ChainId { get; set; }

    /// <summary>Anchor with development keys on chains other than local ones. Whoever made such a key can forge its proofs.</summary>
    public bool AllowDevelopmentKeys { get; set; }

    /// <summary>The blocks that must hold a transaction, its own included; null is 1 on a local chain and 6 on others.</summary>
    public int? Confirmations { get; set; }

    /// <summary>How many blocks on top of an anchoring make it final; null asks the node, and is 64 where the node does not know the tag <c>finalized</c>.</summary>
    public ulong? FinalityDepth { get; set; }

    /// <summary>How often a release that was anchored is looked for until it is final. Default: 15 s.</summary>
    public TimeSpan WatchInterval { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>How many releases are anchored at once; most of that time is waiting. Default: 8.</summary>
    public int Concurrency { get; set; } = 8;

    /// <summary>How long a transaction may wait before it is replaced by one that pays more. Default: 1 min.</summary>
    public TimeSpan RaiseFeesAfter { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>How often the fees of one transaction are raised. Default: 5.</summary>
    public int MaxFeeRaises { get; set; } = 5;

    /// <summary>The most paid per gas, in gwei; null sets no limit.</summary>
    public long? MaxFeePerGasGwei { get; set; }

    /// <summary>The wait after a first failure of the node; it doubles with each further one. Default: 1 s.</summary>
    public TimeSpan RetryDelay { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>The longest such wait, and the wait for somebody to send funds. Default: 1 min.</summary>
    public TimeSpan MaxRetryDelay { get; set; } = TimeSpan.FromMinutes(1);
}
