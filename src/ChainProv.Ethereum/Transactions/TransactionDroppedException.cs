namespace ChainProv.Ethereum.Transactions;

/// <summary>The node forgot a transaction and does not take it again; it may still be mined if another node kept it, so it is not to be prepared anew
/// but submitted again or replaced under the same nonce.</summary>
public sealed class TransactionDroppedException : EthereumException
{
    internal TransactionDroppedException(SignedTransaction transaction, Exception innerException)
        : base($"the node dropped transaction {transaction.Hash} and refuses it: {innerException.Message}", innerException) => Transaction = transaction;

    /// <summary>The transaction.</summary>
    public SignedTransaction Transaction { get; }
}
