namespace ChainProv.Ethereum.Rpc;

/// <summary>The header fields of a block that following a chain takes.</summary>
/// <param name="Number">Its number.</param>
/// <param name="Hash">Its hash.</param>
/// <param name="ParentHash">The hash of the block before it.</param>
/// <param name="Timestamp">When it was made, to the second.</param>
/// <param name="BaseFeePerGas">The fee per gas that is burned; null before EIP-1559.</param>
/// <param name="LogsBloom">The filter over the logs of its transactions; null if the node does not say.</param>
public sealed record Block(
    ulong Number, Hash32 Hash, Hash32 ParentHash, DateTimeOffset Timestamp, Wei? BaseFeePerGas, LogsBloom? LogsBloom = null);
