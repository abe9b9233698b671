namespace ChainProv.Indexer.Storage;

/// <summary>How far the index is.</summary>
/// <param name="Tip">The last block that is in it; null before the first.</param>
/// <param name="Finalized">The last of its blocks that the chain will not take back; null if none is known to be.</param>
public sealed record Checkpoint(BlockHeader? Tip, ulong? Finalized);
