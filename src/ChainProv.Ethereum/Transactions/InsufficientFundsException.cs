namespace ChainProv.Ethereum.Transactions;

/// <summary>The sender's account does not hold what a transaction may cost.</summary>
public sealed class InsufficientFundsException : EthereumException
{
    internal InsufficientFundsException(Address account, Wei has, Wei needs, Exception? innerException = null)
        : base($"{account} has {has}, and the transaction needs up to {needs}", innerException) => (Account, Has, Needs) = (account, has, needs);

    /// <summary>The sender.</summary>
    public Address Account { get; }

    /// <summary>Its balance.</summary>
    public Wei Has { get; }

    /// <summary>The coin sent and the gas at its highest price.</summary>
    public Wei Needs { get; }
}
