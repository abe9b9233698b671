namespace ChainProv.Ethereum.Rpc;

/// <summary>What a mined transaction did.</summary>
/// <param name="TransactionHash">The transaction.</param>
/// <param name="BlockNumber">The block's number.</param>
/// <param name="BlockHash">The block's hash.</param>
/// <param name="From">Who sent it.</param>
/// <param name="To">Whom it went to; null for a deployment.</param>
/// <param name="ContractAddress">The contract it made, if any.</param>
/// <param name="GasUsed">The gas it took.</param>
/// <param name="EffectiveGasPrice">What was paid for each unit of gas.</param>
/// <param name="Succeeded">False if it reverted.</param>
/// <param name="Logs">The events it wrote, in order.</param>
public sealed record TransactionReceipt(
    Hash32 TransactionHash, ulong BlockNumber, Hash32 BlockHash, Address From, Address? To, Address? ContractAddress,
    ulong GasUsed, Wei EffectiveGasPrice, bool Succeeded, IReadOnlyList<Log> Logs);
