using ChainProv.Ethereum;

namespace ChainProv.Indexer.Queries;

/// <summary>Where on the chain a fact comes from.</summary>
/// <param name="Block">The block's number.</param>
/// <param name="BlockHash">The block's hash.</param>
/// <param name="Transaction">The transaction's hash.</param>
/// <param name="Time">When the block was made.</param>
/// <param name="Final">Whether the chain will not take the block back.</param>
public sealed record Provenance(ulong Block, Hash32 BlockHash, Hash32 Transaction, DateTimeOffset Time, bool Final);
