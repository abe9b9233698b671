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
    private const int LooksUntilCutShort = 5;
    private readonly RegistryLogs _logs = new(client, identity.Registry);
    private readonly AdaptiveRange _range = new(options.MaxBlockRange);
    private readonly ForkSearch _forks = new(client, store);
    private readonly RegistryAudit _audit = new(client, store, identity.Registry);
    private bool _isAudited;
    private int _looksBelow;

    /// <summary>Undoes what the chain took back, or adds the next blocks.</summary>
    /// <exception cref="ChainMovedException">The node's answers are of no one chain.</exception>
    /// <exception cref="IndexConflictException">Another program wrote to the index.</exception>
    /// <exception cref="InconsistentLogsException">The node left logs out; the index was emptied, to be built again.</exception>
    public async Task<StepOutcome> StepAsync(CancellationToken cancellationToken)
    {
        Checkpoint checkpoint = await store.ReadCheckpointAsync(cancellationToken).ConfigureAwait(false);
        ChainHead head = await ReadHeadAsync(cancellationToken).ConfigureAwait(false);
        state.Answered(head, checkpoint);
        StepOutcome outcome = await StepAsync(checkpoint, head, cancellationToken).ConfigureAwait(false);
        if (outcome != StepOutcome.Behind)
            state.Succeeded();
        return outcome;
    }

    private async Task<StepOutcome> StepAsync(Checkpoint checkpoint, ChainHead head, CancellationToken cancellationToken)
    {
        ForkPoint fork = await _forks.FindAsync(checkpoint, head, cancellationToken).ConfigureAwait(false);
        bool endsBelow = !fork.IsFork && checkpoint.Tip?.Number > head.Number;
        _looksBelow = endsBelow ? _looksBelow + 1 : 0;
        if (endsBelow && !IsCutShort(checkpoint, head))
            return StepOutcome.Behind;
        if (fork.IsFork || endsBelow)
        {
            await RollBackAsync(checkpoint, fork.Ancestor, cancellationToken).ConfigureAwait(false);
            _looksBelow = 0;
            return StepOutcome.RolledBack;
        }

        ulong next = checkpoint.Tip is null ? identity.FirstBlock : checkpoint.Tip.Number + 1;
        if (next > head.Number)
        {
            await AppendAsync(checkpoint, [], head, cancellationToken).ConfigureAwait(false);
            await AuditAsync(checkpoint, checkpoint.Tip, head, cancellationToken).ConfigureAwait(false);
            return StepOutcome.UpToDate;
        }
        bool inRanges = next <= head.Finalized;
        IReadOnlyList<IndexedBlock> blocks = inRanges
            ? await ReadFinalAsync(checkpoint.Tip, next, head.Finalized!.Value, cancellationToken).ConfigureAwait(false)
            : await _logs.ReadLinkedAsync(checkpoint.Tip, next, Math.Min(head.Number, next + LinkedBatch - 1), cancellationToken).ConfigureAwait(false);
        if (inRanges)
            SetAudited(false);
        await AppendAsync(checkpoint, blocks, head, cancellationToken).ConfigureAwait(false);
        await AuditAsync(checkpoint, blocks[^1].Header, head, cancellationToken).ConfigureAwait(false);
        return StepOutcome.Advanced;
    }

    /// <summary>One of several nodes behind an address may lag for a look or two. Below what was final only a lagging or a new chain can end: the operator decides.</summary>
    private bool IsCutShort(Checkpoint checkpoint, ChainHead head)
    {
        ulong tip = checkpoint.Tip!.Number;
        if (_looksBelow == 1)
            IndexerLog.ChainEndsBelow(logger, head.Number, tip);
        bool wasFinal = head.Number < checkpoint.Finalized;
        state.Failed($"the node's chain ends at block {head.Number}, below the index's last block {tip}"
            + (wasFinal ? $" and below block {checkpoint.Finalized}, which was final: if the chain began anew, delete {store.Name}" : ""));
        return _looksBelow >= LooksUntilCutShort && !wasFinal;
    }

    /// <summary>At the head, where every node has the state, and once after blocks were read in ranges: also after a restart, which may have come in between.</summary>
    private async Task AuditAsync(Checkpoint before, BlockHeader? tip, ChainHead head, CancellationToken cancellationToken)
    {
        if (_isAudited || tip is null || tip.Number != head.Number)
            return;
        try
        {
            await _audit.RequireAgreementAsync(tip, cancellationToken).ConfigureAwait(false);
        }
        catch (InconsistentLogsException error)
        {
            IndexerLog.IndexRebuilt(logger, error.Message);
            await RollBackAsync(before with { Tip = tip }, null, cancellationToken).ConfigureAwait(false);
            throw;
        }
        SetAudited(true);
        IndexerLog.Audited(logger, tip.Number);
    }

    private void SetAudited(bool agrees)
    {
        _isAudited = agrees;
        state.Audited(agrees);
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
        if (ancestor is null)
            SetAudited(false);
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
