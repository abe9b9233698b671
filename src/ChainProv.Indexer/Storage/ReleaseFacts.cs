using ChainProv.Ethereum;

namespace ChainProv.Indexer.Storage;

/// <summary>A release as the events of the index make it.</summary>
/// <param name="Id">The release.</param>
/// <param name="Revoked">Whether its publisher took it back.</param>
/// <param name="OfModel">How many releases its model has.</param>
internal sealed record ReleaseFacts(Hash32 Id, bool Revoked, ulong OfModel);
