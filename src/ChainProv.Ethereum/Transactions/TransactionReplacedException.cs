namespace ChainProv.Ethereum.Transactions;

/// <summary>Another transaction took the nonce: this one can never be mined, and may be prepared anew.</summary>
/// <remarks>Final as far as the block that holds the other one is.</remarks>
public sealed class TransactionReplacedException : EthereumException
{
    internal TransactionReplacedException(SignedTransaction transaction)
        : base($"transaction {transaction.Hash} can never be mined: another transaction of {transaction.From} took nonce {transaction.Nonce}") =>
        Transaction = transaction;

    /// <summary>The transaction that lost.</summary>
    public SignedTransaction Transaction { get; }
}
