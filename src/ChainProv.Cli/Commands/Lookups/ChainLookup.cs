using System.Text.Json.Nodes;
using ChainProv.Ethereum;
using ChainProv.Ethereum.Contracts;
using ChainProv.Ethereum.Rpc;
using ChainProv.Indexer.Queries;
using ChainProv.Indexer.Registry;

namespace ChainProv.Cli.Commands.Lookups;

/// <summary>Looks a digest up in the registry itself, without an index: models, releases and authorities in the contract's storage; model commitments,
/// registry roots, files, roots and datasets in its events.</summary>
/// <param name="client">The node.</param>
/// <param name="registry">The registry.</param>
/// <param name="firstBlock">Events before this block are not looked at.</param>
internal sealed class ChainLookup(EthereumClient client, ProvenanceRegistry registry, ulong firstBlock)
{
    public async Task<JsonObject> FindAsync(IReadOnlyList<Hash32> digests, CancellationToken cancellationToken)
    {
        Block head = await client.GetBlockAsync(BlockTag.Latest, cancellationToken) ?? throw new HttpRequestException("the node has no newest block");
        // As DigestLookup has it: what nobody can choose comes first. Files, roots and datasets are what anyone says they are.
        foreach (Func<Hash32, ulong, CancellationToken, Task<ChainRecord?>> search in (Func<Hash32, ulong, CancellationToken, Task<ChainRecord?>>[])
            [ModelAsync, ReleaseAsync, AuthorityAsync, ModelCommitmentAsync, RegistryRootAsync, FileAsync, RootAsync, DatasetAsync])
        {
            foreach (Hash32 digest in digests)
            {
                if (await search(digest, head.Number, cancellationToken) is { } found) return await AnswerAsync(found, head, cancellationToken);
            }
        }

        return Answer(null, head, final: false);
    }

    private async Task<ChainRecord?> ModelAsync(Hash32 model, ulong head, CancellationToken cancellationToken) =>
        await ReleaseRecordAsync(RecordKind.Model, await registry.StatusAsync(model, head, cancellationToken), cancellationToken);

    private async Task<ChainRecord?> ReleaseAsync(Hash32 release, ulong head, CancellationToken cancellationToken) =>
        await ReleaseRecordAsync(RecordKind.Release, await registry.ReleaseStatusAsync(release, head, cancellationToken), cancellationToken);

    private async Task<ChainRecord?> AuthorityAsync(Hash32 authority, ulong head, CancellationToken cancellationToken)
    {
        ProvenanceRegistry.AuthorityStatus status = await registry.AuthorityAsync(authority, head, cancellationToken);
        return status.Registered ? ChainRecord.Of(authority, status) : null;
    }

    private Task<ChainRecord?> ModelCommitmentAsync(Hash32 commitment, ulong head, CancellationToken cancellationToken) =>
        FirstReleaseAsync(RecordKind.ModelCommitment, release => release.Release.ModelCommitment == commitment, head, cancellationToken);

    private Task<ChainRecord?> FileAsync(Hash32 file, ulong head, CancellationToken cancellationToken) => FirstReleaseAsync(
        RecordKind.File, release => ModelFileList.TryRead(release.FileList, release.ModelDigest)?.Any(listed => listed.Sha256 == file) == true, head, cancellationToken);

    /// <summary>Of these releases the first that is proven; the first of all if none is. Later ones cannot take its place.</summary>
    private async Task<ChainRecord?> FirstReleaseAsync(
        string kind, Func<ProvenanceRegistry.ReleaseAnchoredEvent, bool> isSought, ulong head, CancellationToken cancellationToken)
    {
        ProvenanceRegistry.ReleaseStatus? first = null;
        await foreach ((ProvenanceRegistry.ReleaseAnchoredEvent release, _) in EventsAsync<ProvenanceRegistry.ReleaseAnchoredEvent>(head, [], cancellationToken))
        {
            if (!isSought(release)) continue;
            ProvenanceRegistry.ReleaseStatus status = await registry.ReleaseStatusAsync(release.ReleaseId, head, cancellationToken);
            if (status.Proven) return await ReleaseRecordAsync(kind, status, cancellationToken);
            first ??= status;
        }

        return first is null ? null : await ReleaseRecordAsync(kind, first, cancellationToken);
    }

    /// <summary>The empty tree's root is in no event before the tree is empty again, and is not found.</summary>
    private async Task<ChainRecord?> RegistryRootAsync(Hash32 root, ulong head, CancellationToken cancellationToken)
    {
        ProvenanceRegistry.RegistryRootStatus status = await registry.RegistryRootStatusAsync(root, head, cancellationToken);
        if (!status.Known) return null;
        await foreach ((ProvenanceRegistry.RegistryRootChangedEvent change, Log log) in EventsAsync<ProvenanceRegistry.RegistryRootChangedEvent>(head, [root], cancellationToken))
        {
            if (change.Change == status.Change) return ChainRecord.Of(change, status, log.BlockNumber);
        }

        return null;
    }

    private async Task<ChainRecord?> RootAsync(Hash32 root, ulong head, CancellationToken cancellationToken)
    {
        await foreach ((ProvenanceRegistry.RootPublishedEvent published, Log log) in EventsAsync<ProvenanceRegistry.RootPublishedEvent>(head, [null, null, root], cancellationToken))
            return ChainRecord.Of(published, await registry.AuthorityAsync(published.AuthorityId, head, cancellationToken), log.BlockNumber);
        return null;
    }

    private async Task<ChainRecord?> DatasetAsync(Hash32 dataset, ulong head, CancellationToken cancellationToken)
    {
        await foreach ((ProvenanceRegistry.DatasetCommittedEvent committed, Log log) in EventsAsync<ProvenanceRegistry.DatasetCommittedEvent>(head, [dataset], cancellationToken))
            return ChainRecord.Of(committed, log.BlockNumber);
        return null;
    }

    private async Task<ChainRecord?> ReleaseRecordAsync(string kind, ProvenanceRegistry.ReleaseStatus status, CancellationToken cancellationToken)
    {
        if (!status.Exists) return null;
        IReadOnlyList<ProvenanceRegistry.ReleaseAnchoredEvent> anchored =
            await registry.GetEventsAsync<ProvenanceRegistry.ReleaseAnchoredEvent>(status.AnchoredAtBlock, status.AnchoredAtBlock, cancellationToken);
        return anchored.FirstOrDefault(candidate => candidate.ReleaseId == status.ReleaseId) is { } release
            ? ChainRecord.Of(kind, status, release)
            : throw new HttpRequestException($"the node does not give the event of release {status.ReleaseId} in block {status.AnchoredAtBlock}");
    }

    private IAsyncEnumerable<(TEvent Event, Log Log)> EventsAsync<TEvent>(ulong head, Hash32?[] indexed, CancellationToken cancellationToken)
        where TEvent : IContractEvent<TEvent> => RegistryEvents.ScanAsync<TEvent>(client, registry.Address, firstBlock, head, indexed, cancellationToken);

    private async Task<JsonObject> AnswerAsync(ChainRecord found, Block head, CancellationToken cancellationToken)
    {
        Block? finalized = found.Block is null ? null : await client.GetBlockAsync(BlockTag.Finalized, cancellationToken);
        return Answer(found, head, final: found.Block <= finalized?.Number);
    }

    private static JsonObject Answer(ChainRecord? found, Block head, bool final) => new()
    {
        ["found"] = found is not null,
        ["kind"] = found?.Kind,
        ["record"] = found?.Record,
        ["parents"] = new JsonArray([.. found?.Parents.Select(parent => new JsonObject { ["kind"] = parent.Kind, ["digest"] = parent.Digest.ToString() }) ?? []]),
        ["block"] = head.Number,
        ["blockHash"] = head.Hash.ToString(),
        ["final"] = final,
    };
}
