using ChainProv.Ethereum;

namespace ChainProv.Indexer.Queries;

/// <summary>Some of a list, newest first.</summary>
/// <typeparam name="T">Its items.</typeparam>
/// <param name="Items">The items.</param>
/// <param name="Next">What to ask for as <c>after</c> to get the next page; null if this is the last.</param>
/// <param name="Block">The block at which the page holds.</param>
/// <param name="BlockHash">Its hash.</param>
/// <param name="Final">Whether the chain will not take that block back.</param>
public sealed record Page<T>(IReadOnlyList<T> Items, string? Next, ulong Block, Hash32 BlockHash, bool Final);
