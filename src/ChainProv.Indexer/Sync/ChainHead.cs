namespace ChainProv.Indexer.Sync;

/// <summary>Where the chain is.</summary>
/// <param name="Number">The newest block.</param>
/// <param name="Finalized">The newest final block; null if the node cannot say.</param>
internal readonly record struct ChainHead(ulong Number, ulong? Finalized);
