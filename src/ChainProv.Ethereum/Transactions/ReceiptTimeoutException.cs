using System.Globalization;

namespace ChainProv.Ethereum.Transactions;

/// <summary>A transaction is not mined, or not confirmed, within the time given; waiting again or raising its fees may help.</summary>
public sealed class ReceiptTimeoutException : EthereumException
{
    internal ReceiptTimeoutException(SignedTransaction transaction, TimeSpan waited, bool mined)
        : base(string.Create(CultureInfo.InvariantCulture,
            $"transaction {transaction.Hash} is {(mined ? "mined but not confirmed" : "not mined")} after {waited.TotalSeconds:0.#} s")) =>
        Transaction = transaction;

    /// <summary>The newest version of the transaction.</summary>
    public SignedTransaction Transaction { get; }
}
