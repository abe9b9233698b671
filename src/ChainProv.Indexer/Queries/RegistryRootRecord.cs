using ChainProv.Ethereum;

namespace ChainProv.Indexer.Queries;

/// <summary>A root of the registry tree: all recognised authorities' newest roots in one, under which responses are proved.</summary>
/// <param name="RegistryRoot">The root.</param>
/// <param name="Change">The number of the change that made it the root, the last time it became it; the empty tree is 1.</param>
/// <param name="Revokes">Whether that change took something away, so that no earlier root counts any more.</param>
/// <param name="Newest">Whether it is the root now.</param>
/// <param name="Revoked">Whether a change since has taken something away: proofs under this root count no more.</param>
/// <param name="SupersededAt">When the next change came; null if it is the newest.</param>
/// <param name="Changed">Where it became the root.</param>
public sealed record RegistryRootRecord(
    Hash32 RegistryRoot, ulong Change, bool Revokes, bool Newest, bool Revoked, DateTimeOffset? SupersededAt, Provenance Changed);
