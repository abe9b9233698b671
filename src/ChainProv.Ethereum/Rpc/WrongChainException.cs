namespace ChainProv.Ethereum.Rpc;

/// <summary>The node serves another chain than the one that is meant.</summary>
public sealed class WrongChainException : EthereumException
{
    internal WrongChainException(string endpoint, ulong expected, ulong actual)
        : base($"{endpoint} serves chain {actual}, but chain {expected} is needed") => (Expected, Actual) = (expected, actual);

    /// <summary>The chain id that is needed.</summary>
    public ulong Expected { get; }

    /// <summary>The chain id that the node reports.</summary>
    public ulong Actual { get; }
}
