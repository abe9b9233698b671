using ChainProv.Indexer.Queries;

namespace ChainProv.Indexer.Api;

/// <summary>An authority and its roots.</summary>
/// <param name="Authority">The authority.</param>
/// <param name="Roots">All of its roots.</param>
public sealed record AuthorityResponse(AuthorityRecord Authority, Page<RootRecord> Roots);
