using ChainProv.Ethereum;

namespace ChainProv.Indexer.Storage;

/// <summary>What an index is of.</summary>
/// <param name="ChainId">The chain.</param>
/// <param name="Registry">The registry on it.</param>
/// <param name="FirstBlock">The first block that was read.</param>
public sealed record ChainIdentity(ulong ChainId, Address Registry, ulong FirstBlock);
