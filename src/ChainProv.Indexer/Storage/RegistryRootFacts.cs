using ChainProv.Ethereum;

namespace ChainProv.Indexer.Storage;

/// <summary>The newest root of the registry tree as the events of the index make it.</summary>
/// <param name="Change">The number of the change that made it the root; 1 before the first event.</param>
/// <param name="Root">The root; null before the first event.</param>
internal sealed record RegistryRootFacts(ulong Change, Hash32? Root)
{
    /// <summary>The tree before its first change: its root is in no event.</summary>
    public static RegistryRootFacts Empty { get; } = new(1, null);
}
