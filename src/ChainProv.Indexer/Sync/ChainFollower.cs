using ChainProv.Ethereum;
using ChainProv.Ethereum.Rpc;
using ChainProv.Indexer.Diagnostics;
using ChainProv.Indexer.Registry;
using ChainProv.Indexer.Storage;
using Microsoft.Extensions.Logging;

namespace ChainProv.Indexer.Sync;

/// <summary>Takes the index along the chain, step by step. All it knows between two steps is in the database, so it can stop anywhere.</summary>
internal sealed class ChainFollower(
    EthereumClient client, IndexStore store, ChainIdentity identity, IndexerOptions options, SyncState state, IndexerMetrics metrics, ILogger logger)
{
    private const int LinkedBatch = 32;
    private readonly RegistryLogs _logs = new(client, identity.Registry);
    private readonly AdaptiveRange _range = new(options.MaxBlockRange);
    private readonly ForkSearch _forks = new(client, store);

    /// <summary>Undoes what the chain took back, or adds the next blocks.</summary>
    /// <exception cref="ChainMovedException">The node's answers are of no one chain.</exception>
    /// <exception cref="IndexConflictException">Another program wrote to the index.</exception>
    /// <exception cref="InconsistentLogsException">The node left logs out; the index was emptied, to be built again.</exception>
    public async Task<StepOutcome> StepAsync(CancellationToken cancellationToken)
    {
        Checkpoint checkpoint = await store.ReadCheckpointAsync(cancellationToken).ConfigureAwait(false);
        ChainHead head = await ReadHeadAsync(cancellationToken).ConfigureAwait(false);
        state.Answered(head, checkpoint);

        ForkPoint fork = await _forks.FindAsync(checkpoint, head, cancellationToken).ConfigureAwait(false);
        if (fork.IsFork)
        {
            await RollBackAsync(checkpoint, fork.Ancestor, cancellationToken).ConfigureAwait(false);
            return StepOutcome.RolledBack;
        }

        ulong next = checkpoint.Tip is null ? identity.FirstBlock : checkpoint.Tip.Number + 1;
        if (next > head.Number)
        {
            await AppendAsync(checkpoint, [], head, cancellationToken).ConfigureAwait(false);
            return StepOutcome.UpToDate;
        }
        IReadOnlyList<IndexedBlock> blocks = next <= head.Finalized
            ? await ReadFinalAsync(checkpoint.Tip, next, head.Finalized.Value, cancellationToken).ConfigureAwait(false)
            : await _logs.ReadLinkedAsync(checkpoint.Tip, next, Math.Min(head.Number, next + LinkedBatch - 1), cancellationToken).ConfigureAwait(false);
        await AppendAsync(checkpoint, blocks, head, cancellationToken).ConfigureAwait(false);
        return StepOutcome.Advanced;
    }

    private async Task<ChainHead> ReadHeadAsync(CancellationToken cancellationToken)
    {
        ulong number = await client.BlockNumberAsync(cancellationToken).ConfigureAwait(false);
        if (options.FinalityDepth is ulong depth)
            return new ChainHead(number, number >= depth ? number - depth : null);
        try
        {
            Block? finalized = await client.GetBlockAsync(BlockTag.Finalized, cancellationToken).ConfigureAwait(false);
            return new ChainHead(number, finalized is null ? null : Math.Min(finalized.Number, number));
        }
        catch (RpcErrorException)
        {
            // Nodes of chains without finality refuse the tag: nothing is final then, and every block is followed by its parent's hash.
            return new ChainHead(number, null);
        }
    }

    private async Task<IReadOnlyList<IndexedBlock>> ReadFinalAsync(BlockHeader? parent, ulong from, ulong finalized, CancellationToken cancellationToken)
    {
        while (true)
        {
            ulong to = Math.Min(finalized, from + (ulong)_range.Size - 1);
            try
            {
                IReadOnlyList<IndexedBlock> blocks = await _logs.ReadFinalAsync(parent, from, to, cancellationToken).ConfigureAwait(false);
                _range.Answered(blocks.Sum(block => block.Logs.Count));
                return blocks;
            }
            catch (EthereumException error) when (error is RpcErrorException or RpcProtocolException && _range.Refused())
            {
                // Nodes limit blocks, logs or bytes, each with its own words; a smaller range is the answer to all of them.
                IndexerLog.RangeReduced(logger, _range.Size, error.Message);
            }
            catch (RpcUnreachableException)
            {
                // It may have been the range that took too long; the next attempt, after a pause, asks for less.
                _range.Refused();
                throw;
            }
        }
    }

    private async Task AppendAsync(Checkpoint checkpoint, IReadOnlyList<IndexedBlock> blocks, ChainHead head, CancellationToken cancellationToken)
    {
        if (blocks.Count == 0 && (head.Finalized is null || head.Finalized <= checkpoint.Finalized))
            return;
        try
        {
            int events = await store.AppendAsync(checkpoint.Tip, blocks, head.Finalized, cancellationToken).ConfigureAwait(false);
            if (blocks.Count == 0)
                return;
            BlockHeader tip = blocks[^1].Header;
            metrics.Indexed(tip.Number - (checkpoint.Tip?.Number ?? identity.FirstBlock - 1), events);
            state.Indexed(tip.Number);
            IndexerLog.BlocksIndexed(logger, blocks[0].Header.Number, tip.Number, events);
        }
        catch (InconsistentLogsException error)
        {
            IndexerLog.IndexRebuilt(logger, error.Message);
            await RollBackAsync(checkpoint, null, cancellationToken).ConfigureAwait(false);
            throw;
        }
    }

    private async Task RollBackAsync(Checkpoint checkpoint, ulong? ancestor, CancellationToken cancellationToken)
    {
        // An address that suddenly serves another chain looks like a fork down to the first block; it must not cost the index.
        await client.RequireChainAsync(identity.ChainId, cancellationToken).ConfigureAwait(false);
        await store.RollBackAsync(checkpoint.Tip, ancestor, cancellationToken).ConfigureAwait(false);
        if (checkpoint.Tip is not BlockHeader tip)
            return;
        ulong depth = tip.Number - (ancestor ?? identity.FirstBlock - 1);
        metrics.RolledBack(depth);
        state.Indexed(ancestor);
        IndexerLog.RolledBack(logger, depth, ancestor);
        if (checkpoint.Finalized is ulong finalized && (ancestor is null || ancestor < finalized))
            IndexerLog.FinalizedBlockReplaced(logger, finalized);
    }
}
