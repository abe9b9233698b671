using ChainProv.Ethereum;

namespace ChainProv.Indexer;

/// <summary>What the indexer follows and where it keeps what it learnt: the configuration section <c>Indexer</c>.</summary>
public sealed class IndexerOptions
{
    /// <summary>The configuration section.</summary>
    public const string Section = "Indexer";

    /// <summary>Where the API listens, as <c>--urls</c> says it, for a program that serves something else there; null leaves it to that.</summary>
    public string? Urls { get; set; }

    /// <summary>The node's address, http or https. May hold credentials: it is never logged.</summary>
    public string Rpc { get; set; } = "";

    /// <summary>The registry's address.</summary>
    public string Registry { get; set; } = "";

    /// <summary>The block of the registry's deployment, or any before it. Default: 0, the whole chain.</summary>
    public ulong FirstBlock { get; set; }

    /// <summary>The chain that the node must serve; null takes the chain it serves first, for good.</summary>
    public ulong? ChainId { get; set; }

    /// <summary>The SQLite file. Default: <c>indexer.db</c> in the working folder.</summary>
    public string Database { get; set; } = "indexer.db";

    /// <summary>The wait between two looks at the chain when there was nothing new. Default: 2 s.</summary>
    public TimeSpan PollInterval { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>The longest wait after failures; it starts at <see cref="PollInterval"/> and doubles. Default: 30 s.</summary>
    public TimeSpan MaxBackoff { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>The most blocks asked for logs at once, below finality; less is asked while the node refuses. Default: 10,000.</summary>
    public int MaxBlockRange { get; set; } = 10_000;

    /// <summary>How many blocks under the head are final, for chains whose nodes do not know the tag <c>finalized</c>; null asks the node.</summary>
    public ulong? FinalityDepth { get; set; }

    /// <summary>The most blocks that the index may be behind the chain and still call itself ready. Default: 5.</summary>
    public ulong ReadyLag { get; set; } = 5;

    /// <summary>The longest since the node last answered that the index still calls itself ready. Default: 30 s.</summary>
    public TimeSpan ReadySilence { get; set; } = TimeSpan.FromSeconds(30);

    internal Uri RpcUrl => new(Rpc);

    internal Address RegistryAddress => Address.Parse(Registry);
}
