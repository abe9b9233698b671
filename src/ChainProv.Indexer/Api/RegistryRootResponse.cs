using ChainProv.Ethereum;
using ChainProv.Indexer.Queries;

namespace ChainProv.Indexer.Api;

/// <summary>A root of the registry tree at a block.</summary>
/// <param name="RegistryRoot">The root.</param>
/// <param name="Block">The block at which the answer holds.</param>
/// <param name="BlockHash">Its hash.</param>
/// <param name="Final">Whether the chain will not take that block back.</param>
public sealed record RegistryRootResponse(RegistryRootRecord RegistryRoot, ulong Block, Hash32 BlockHash, bool Final);
