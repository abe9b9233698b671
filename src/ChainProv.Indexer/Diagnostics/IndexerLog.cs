using Microsoft.Extensions.Logging;

namespace ChainProv.Indexer.Diagnostics;

/// <summary>Everything the indexer logs. Nodes appear as scheme, host and port only.</summary>
internal static partial class IndexerLog
{
    [LoggerMessage(1, LogLevel.Information, "Following {Identity} on {Endpoint} into {Database}")]
    public static partial void Following(ILogger logger, string identity, string endpoint, string database);

    [LoggerMessage(2, LogLevel.Debug, "Indexed blocks {First} to {Last}: {Events} events")]
    public static partial void BlocksIndexed(ILogger logger, ulong first, ulong last, int events);

    [LoggerMessage(3, LogLevel.Warning, "The chain was reorganised: {Depth} blocks undone, back to block {Ancestor}")]
    public static partial void RolledBack(ILogger logger, ulong depth, ulong? ancestor);

    [LoggerMessage(4, LogLevel.Error, "Block {Finalized} was final and is not on the chain any more")]
    public static partial void FinalizedBlockReplaced(ILogger logger, ulong finalized);

    [LoggerMessage(5, LogLevel.Debug, "The node refused a range, asking for {Size} blocks now: {Problem}")]
    public static partial void RangeReduced(ILogger logger, int size, string problem);

    [LoggerMessage(6, LogLevel.Error, "The index is built again from its first block: {Problem}")]
    public static partial void IndexRebuilt(ILogger logger, string problem);

    [LoggerMessage(7, LogLevel.Warning, "Trying again in {Delay}: {Problem}")]
    public static partial void StepFailed(ILogger logger, TimeSpan delay, string problem);

    [LoggerMessage(8, LogLevel.Information, "Caught up at block {Number}")]
    public static partial void CaughtUp(ILogger logger, ulong? number);

    [LoggerMessage(10, LogLevel.Warning, "The node's chain ends at block {Head}, below the index's last block {Tip}: it lags, or was cut short")]
    public static partial void ChainEndsBelow(ILogger logger, ulong head, ulong tip);

    [LoggerMessage(11, LogLevel.Information, "The index agrees with the registry's state at block {Number}")]
    public static partial void Audited(ILogger logger, ulong number);

    [LoggerMessage(9, LogLevel.Critical, "The indexer stops: {Problem}")]
    public static partial void Stopped(ILogger logger, string problem);
}
