namespace ChainProv.Indexer.Storage;

/// <summary>What the events of the index make of the registry.</summary>
/// <param name="Authorities">Every authority.</param>
/// <param name="Releases">Every release.</param>
/// <param name="RegistryRoot">The newest root of the registry tree.</param>
internal sealed record RegistryFacts(IReadOnlyList<AuthorityFacts> Authorities, IReadOnlyList<ReleaseFacts> Releases, RegistryRootFacts RegistryRoot);
