using ChainProv.Ethereum;
using ChainProv.Ethereum.Contracts;
using ChainProv.Ethereum.Rpc;
using ChainProv.Indexer.Registry;
using ChainProv.Indexer.Storage;

namespace ChainProv.Indexer.Sync;

/// <summary>Compares the index with the registry's state: what is true there today must follow from the events that the index has.</summary>
/// <remarks>
/// Final blocks are asked for in ranges, and a node whose logs have a gap answers with fewer, not with an error. The contract's storage has no
/// gap: the revisions, revocations, key rotations and standing of every known authority, the revocation and the number of siblings of every known
/// release, and the newest root of the registry tree with its number must be the same. What this cannot find is what nothing known refers to:
/// datasets, authorities and models of which a node left out every event; and a node that lies in its logs and its state alike.
/// </remarks>
internal sealed class RegistryAudit(EthereumClient client, IndexStore store, Address registry)
{
    private const int Concurrency = 8;
    private readonly ProvenanceRegistry _registry = new(client, registry);

    /// <exception cref="InconsistentLogsException">The index lacks an event.</exception>
    /// <exception cref="ChainMovedException">The chain was reorganised meanwhile.</exception>
    /// <exception cref="IndexConflictException">The index does not end with <paramref name="tip"/> any more.</exception>
    public async Task RequireAgreementAsync(BlockHeader tip, CancellationToken cancellationToken)
    {
        RegistryFacts facts = await store.ReadFactsAsync(tip, cancellationToken).ConfigureAwait(false);
        List<string> gaps = [];
        ParallelOptions limits = new() { MaxDegreeOfParallelism = Concurrency, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(facts.Authorities, limits, async (known, token) =>
            Note(gaps, Compare(known, await _registry.AuthorityAsync(known.Id, tip.Number, token).ConfigureAwait(false)))).ConfigureAwait(false);
        await Parallel.ForEachAsync(facts.Releases, limits, async (known, token) =>
            Note(gaps, Compare(known, await _registry.ReleaseStatusAsync(known.Id, tip.Number, token).ConfigureAwait(false)))).ConfigureAwait(false);
        Hash32 root = await _registry.RegistryRootAsync(tip.Number, cancellationToken).ConfigureAwait(false);
        Note(gaps, Compare(facts.RegistryRoot, root, await _registry.RegistryRootStatusAsync(root, tip.Number, cancellationToken).ConfigureAwait(false)));

        Block? block = await client.GetBlockAsync(tip.Number, cancellationToken).ConfigureAwait(false);
        if (block?.Hash != tip.Hash)
            throw new ChainMovedException($"block {tip.Number} was replaced while the registry's state was read");
        if (gaps.Count > 0)
            throw new InconsistentLogsException(gaps[0], tip.Number);
    }

    private static string? Compare(AuthorityFacts known, ProvenanceRegistry.AuthorityStatus actual) =>
        !actual.Registered ? $"authority {known.Id} is not registered"
        : actual.Revision != known.Revision ? $"authority {known.Id} is at revision {actual.Revision}, not {known.Revision}"
        : actual.LastRevocation != known.LastRevocation ? $"authority {known.Id} last revoked in revision {actual.LastRevocation}, not {known.LastRevocation}"
        : actual.Rotations != known.Rotations ? $"authority {known.Id} has replaced its key {actual.Rotations} times, not {known.Rotations}"
        : actual.Recognised != known.Recognised ? $"the recognition of authority {known.Id} changed"
        : null;

    private static string? Compare(ReleaseFacts known, ProvenanceRegistry.ReleaseStatus actual) =>
        !actual.Exists ? $"release {known.Id} is not anchored"
        : actual.Revoked != known.Revoked ? $"release {known.Id} is {(actual.Revoked ? "revoked" : "not revoked")}"
        : actual.Releases != known.OfModel ? $"the model of release {known.Id} has {actual.Releases} releases, not {known.OfModel}"
        : null;

    private static string? Compare(RegistryRootFacts known, Hash32 root, ProvenanceRegistry.RegistryRootStatus actual) =>
        actual.Change != known.Change ? $"the registry tree is at change {actual.Change}, not {known.Change}"
        : known.Root is not null && known.Root != root ? $"the registry tree's root is {root}, not {known.Root}"
        : null;

    private static void Note(List<string> gaps, string? gap)
    {
        if (gap is null)
            return;
        lock (gaps)
            gaps.Add(gap);
    }
}
