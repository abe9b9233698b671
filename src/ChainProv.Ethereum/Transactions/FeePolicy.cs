using System.Numerics;
using ChainProv.Ethereum.Rpc;

namespace ChainProv.Ethereum.Transactions;

/// <summary>What is offered per gas, first and when a transaction is to be replaced.</summary>
internal static class FeePolicy
{
    // Nodes ask a tenth more for a replacement; an eighth leaves room for other implementations' rounding.
    private const int BumpNumerator = 9;
    private const int BumpDenominator = 8;

    /// <summary>The suggestion within the cap.</summary>
    public static (Wei Tip, Wei MaxFee) First(FeeSuggestion suggestion, Wei? cap)
    {
        Wei maxFee = Least(suggestion.MaxFeePerGas, cap ?? suggestion.MaxFeePerGas);
        return (Least(suggestion.MaxPriorityFeePerGas, maxFee), maxFee);
    }

    /// <summary>An eighth more than before, or today's suggestion where that is more; null if the cap leaves no room.</summary>
    public static (Wei Tip, Wei MaxFee)? Raise(Eip1559Transaction old, FeeSuggestion suggestion, Wei? cap)
    {
        Wei leastTip = Raised(old.MaxPriorityFeePerGas);
        Wei leastMaxFee = Raised(old.MaxFeePerGas);
        if (cap is Wei limit && leastMaxFee > limit)
            return null;
        Wei maxFee = Least(Greatest(suggestion.MaxFeePerGas, leastMaxFee), cap ?? Greatest(suggestion.MaxFeePerGas, leastMaxFee));
        return (Least(Greatest(suggestion.MaxPriorityFeePerGas, leastTip), maxFee), maxFee);
    }

    private static Wei Raised(Wei price) => new((price.Value * BumpNumerator / BumpDenominator) + BigInteger.One);

    private static Wei Least(Wei a, Wei b) => a < b ? a : b;

    private static Wei Greatest(Wei a, Wei b) => a > b ? a : b;
}
