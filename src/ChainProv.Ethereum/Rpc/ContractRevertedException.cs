using ChainProv.Ethereum.Abi;

namespace ChainProv.Ethereum.Rpc;

/// <summary>A contract refused what was asked of it: a call, an estimate, or a transaction that was mined.</summary>
public sealed class ContractRevertedException : EthereumException
{
    internal ContractRevertedException(Address? contract, RevertReason reason, Hash32? transaction = null, Exception? innerException = null)
        : base($"{(contract is Address address ? $"the contract at {address}" : "the contract's constructor")} reverted"
            + $"{(transaction is Hash32 hash ? $" transaction {hash}" : "")}: {reason}", innerException) =>
        (Contract, Reason, Transaction) = (contract, reason, transaction);

    /// <summary>The contract; null for a deployment.</summary>
    public Address? Contract { get; }

    /// <summary>The named error and its arguments; generated bindings turn its data into their records.</summary>
    public RevertReason Reason { get; }

    /// <summary>The transaction that was mined and failed; null if the revert was found by simulating.</summary>
    public Hash32? Transaction { get; }
}
