namespace ChainProv.Ethereum.Rpc;

/// <summary>Fees that get a transaction into one of the next blocks (EIP-1559).</summary>
/// <param name="BaseFeePerGas">The base fee of the next block.</param>
/// <param name="MaxPriorityFeePerGas">The tip: the median of what recent blocks' median transactions paid, with a floor.</param>
/// <param name="MaxFeePerGas">Twice the base fee and the tip: enough for six full blocks in a row, each raising the base fee by an eighth.</param>
public sealed record FeeSuggestion(Wei BaseFeePerGas, Wei MaxPriorityFeePerGas, Wei MaxFeePerGas)
{
    private static readonly Wei LeastTip = new(10_000_000); // 0.01 gwei: quiet chains report zero, which some nodes refuse

    internal static FeeSuggestion From(Wei nextBaseFee, IEnumerable<Wei> medianTips)
    {
        Wei[] sorted = [.. medianTips.Order()];
        Wei median = sorted.Length > 0 ? sorted[sorted.Length / 2] : Wei.Zero;
        Wei tip = median > LeastTip ? median : LeastTip;
        return new FeeSuggestion(nextBaseFee, tip, (nextBaseFee * 2) + tip);
    }
}
