namespace ChainProv.Ethereum.Transactions;

/// <summary>How a <see cref="TransactionSender"/> pays and how long it waits.</summary>
public sealed record TransactionSenderOptions
{
    /// <summary>The chain that transactions are for; null takes the one the node serves at first use and holds it to that.</summary>
    public ulong? ChainId { get; init; }

    /// <summary>What is added to an estimate of gas, in percent: state may change before the transaction is mined. Default: 20.</summary>
    public int GasMarginPercent { get; init; } = 20;

    /// <summary>The most paid per gas; null sets no limit.</summary>
    public Wei? MaxFeePerGas { get; init; }

    /// <summary>The longest wait for a receipt and its confirmations. Default: 5 min.</summary>
    public TimeSpan ReceiptTimeout { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>The blocks that must hold a transaction, its own included. Default: 1.</summary>
    public int Confirmations { get; init; } = 1;

    /// <summary>The longest wait between two looks; the first ones come sooner. Default: 2 s.</summary>
    public TimeSpan PollInterval { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>How long <see cref="TransactionSender.SendAsync"/> waits before it raises the fees of a transaction. Default: 1 min.</summary>
    public TimeSpan BumpAfter { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>How often it raises them. Default: 3.</summary>
    public int MaxBumps { get; init; } = 3;

    internal void Validate()
    {
        ArgumentOutOfRangeException.ThrowIfNegative(GasMarginPercent);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(ReceiptTimeout, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThan(Confirmations, 1);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(PollInterval, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(BumpAfter, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfNegative(MaxBumps);
    }
}
