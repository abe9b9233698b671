using ChainProv.Ethereum.Rpc;

namespace ChainProv.Indexer.Storage;

/// <summary>A block and the registry's logs in it, in order, all of them of exactly this block.</summary>
/// <param name="Header">The block.</param>
/// <param name="Logs">The registry's logs, by log index.</param>
internal sealed record IndexedBlock(BlockHeader Header, IReadOnlyList<Log> Logs);
