namespace ChainProv.Indexer.Registry;

/// <summary>Events that no registry writes in this order: the node left some out, now or earlier.</summary>
internal sealed class InconsistentLogsException(string problem, ulong block)
    : Exception($"the registry's events up to block {block} have a gap: {problem}");
