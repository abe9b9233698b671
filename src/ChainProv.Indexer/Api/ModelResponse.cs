using ChainProv.Ethereum;
using ChainProv.Indexer.Queries;

namespace ChainProv.Indexer.Api;

/// <summary>A model and its releases.</summary>
/// <param name="ModelDigest">The model.</param>
/// <param name="Answer">The release that answers for it, as the registry's <c>status</c> does.</param>
/// <param name="Releases">All of its releases, by anyone.</param>
public sealed record ModelResponse(Hash32 ModelDigest, ReleaseRecord Answer, Page<ReleaseRecord> Releases);
