using ChainProv.Ethereum;
using ChainProv.Indexer.Queries;

namespace ChainProv.Indexer.Api;

/// <summary>A release at a block.</summary>
/// <param name="Release">The release.</param>
/// <param name="Parents">What it stands on.</param>
/// <param name="Block">The block at which the answer holds.</param>
/// <param name="BlockHash">Its hash.</param>
/// <param name="Final">Whether the chain will not take that block back.</param>
public sealed record ReleaseResponse(ReleaseRecord Release, IReadOnlyList<Parent> Parents, ulong Block, Hash32 BlockHash, bool Final);
