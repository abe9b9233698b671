using ChainProv.Ethereum;

namespace ChainProv.Indexer.Queries;

/// <summary>What a record stands on, to be looked up in its turn.</summary>
/// <param name="Kind">One of <see cref="RecordKind"/>.</param>
/// <param name="Digest">Its digest.</param>
public sealed record Parent(string Kind, Hash32 Digest);
