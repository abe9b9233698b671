using ChainProv.Ethereum.Abi;

namespace ChainProv.Ethereum.Transactions;

/// <summary>What a transaction is to do; nonce, gas and fees come from the sender.</summary>
/// <param name="To">Whom it goes to; null deploys a contract.</param>
/// <param name="Data">The call's data or the deployment code; empty for a plain transfer.</param>
public sealed record TransactionRequest(Address? To, ReadOnlyMemory<byte> Data)
{
    /// <summary>The coin it carries.</summary>
    public Wei Value { get; init; }

    /// <summary>The most gas; null estimates it, which also finds out whether the transaction would revert.</summary>
    public ulong? GasLimit { get; init; }

    /// <summary>The errors that a revert is decoded to.</summary>
    public IReadOnlyList<AbiError> Errors { get; init; } = [];
}
