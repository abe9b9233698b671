using ChainProv.Ethereum;

namespace ChainProv.Indexer.Queries;

/// <summary>A file of a model, as its publisher lists it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Size">Its size in bytes.</param>
/// <param name="Sha256">The SHA-256 of its bytes.</param>
public sealed record FileRecord(string Name, ulong Size, Hash32 Sha256);
