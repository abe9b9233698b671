using System.Text.Json.Serialization;
using ChainProv.Ethereum;

namespace ChainProv.Indexer.Api;

/// <summary>How far the index is.</summary>
/// <param name="ChainId">The chain; null before the node first answered.</param>
/// <param name="Registry">The registry that is followed.</param>
/// <param name="FirstBlock">The first block that is read.</param>
/// <param name="Head">The chain's newest block; null before the node first answered.</param>
/// <param name="Block">The index's last block; null before the first.</param>
/// <param name="BlockHash">Its hash.</param>
/// <param name="Finalized">The last of the index's blocks that the chain will not take back; null if none is known to be.</param>
/// <param name="Lag">How many blocks the index is behind.</param>
/// <param name="AnsweredAt">When the node last answered.</param>
/// <param name="Problem">Why the last look at the chain failed; null if it did not.</param>
public sealed record StatusResponse(
    ulong? ChainId, [property: JsonConverter(typeof(LowerCaseAddressConverter))] Address Registry, ulong FirstBlock, ulong? Head, ulong? Block,
    Hash32? BlockHash, ulong? Finalized, ulong? Lag, DateTimeOffset? AnsweredAt, string? Problem);
