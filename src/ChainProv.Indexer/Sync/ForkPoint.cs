namespace ChainProv.Indexer.Sync;

/// <summary>Where index and chain part.</summary>
/// <param name="IsFork">Whether they do.</param>
/// <param name="Ancestor">The last block that both have; null if there is none in the index.</param>
internal readonly record struct ForkPoint(bool IsFork, ulong? Ancestor = null);
