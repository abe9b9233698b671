using System.Collections.Concurrent;
using ChainProv.Ethereum;
using ChainProv.Ethereum.Contracts;
using ChainProv.Ethereum.Rpc;
using ChainProv.Indexer.Storage;

namespace ChainProv.Indexer.Sync;

/// <summary>Reads blocks with the registry's logs, and makes sure that what it gives is of one chain and, where the headers tell, whole.</summary>
/// <remarks>
/// That <c>eth_getLogs</c> gives nothing is no proof that there is nothing: nodes answer so while they build their index of logs. A header's bloom
/// filter has no such gaps. Where it holds the registry and one of its events, the logs are taken from the receipts, which must account for every
/// bit of it. What remains is a node whose headers, receipts and logs all leave out the same, and a chain whose headers have no filters.
/// Every method may throw the client's exceptions, and <see cref="ChainMovedException"/> when the answers contradict each other.
/// </remarks>
internal sealed class RegistryLogs(EthereumClient client, Address registry)
{
    private const int Concurrency = 8;
    private readonly Hash32[] _events = [.. ProvenanceRegistry.EventTopics];

    /// <summary>
    /// Every block from <paramref name="from"/> to <paramref name="to"/>, each the child of the one before and the first the child of
    /// <paramref name="parent"/>. Logs are asked for by block hash: a node that does not have the block says so, where for a range it gives none.
    /// </summary>
    public async Task<IReadOnlyList<IndexedBlock>> ReadLinkedAsync(BlockHeader? parent, ulong from, ulong to, CancellationToken cancellationToken)
    {
        IReadOnlyList<Block> blocks = await ReadBlocksAsync(Range(from, to), cancellationToken).ConfigureAwait(false);
        Hash32? before = parent?.Hash;
        foreach (Block block in blocks)
        {
            if (before is not null && block.ParentHash != before)
                throw new ChainMovedException($"block {block.Number} is not the child of block {before}");
            before = block.Hash;
        }

        ConcurrentDictionary<ulong, IReadOnlyList<Log>> logs = [];
        ParallelOptions limits = new() { MaxDegreeOfParallelism = Concurrency, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(blocks, limits, async (block, token) =>
            logs[block.Number] = await ReadLogsAsync(block, token).ConfigureAwait(false)).ConfigureAwait(false);
        return [.. blocks.Select(block => Join(block, logs[block.Number]))];
    }

    /// <summary>
    /// Of the final blocks from <paramref name="from"/> to <paramref name="to"/>, those with logs and the last one, in one request for logs. The
    /// last block is read before and after it, and <paramref name="parent"/> at the very end: all answers then are of one chain. Whether they are
    /// whole is for <see cref="RegistryAudit"/> to find out.
    /// </summary>
    public async Task<IReadOnlyList<IndexedBlock>> ReadFinalAsync(BlockHeader? parent, ulong from, ulong to, CancellationToken cancellationToken)
    {
        Block last = (await ReadBlocksAsync([to], cancellationToken).ConfigureAwait(false))[0];
        LogFilter filter = new(from, to) { Addresses = [registry] };
        ILookup<ulong, Log> logs = (await client.GetLogsAsync(filter, cancellationToken).ConfigureAwait(false)).ToLookup(log => log.BlockNumber);
        if (logs.FirstOrDefault(block => block.Key < from || block.Key > to) is IGrouping<ulong, Log> stranger)
            throw new ChainMovedException($"logs of block {stranger.Key} were not asked for");

        IReadOnlyList<Log> atLast = await CompleteAsync(last, [.. logs[to]], cancellationToken).ConfigureAwait(false);
        ulong[] numbers = [.. logs.Select(block => block.Key).Append(to).Distinct().Order()];
        IEnumerable<ulong> asked = parent is null ? numbers : numbers.Append(parent.Number);
        IReadOnlyList<Block> blocks = await ReadBlocksAsync(asked, cancellationToken).ConfigureAwait(false);
        if (blocks[numbers.Length - 1].Hash != last.Hash || (parent is not null && blocks[^1].Hash != parent.Hash))
            throw new ChainMovedException($"the chain changed while blocks {from} to {to} were read");
        return [.. blocks.Take(numbers.Length).Select(block => Join(block, block.Number == to ? atLast : logs[block.Number]))];
    }

    private static IndexedBlock Join(Block block, IEnumerable<Log> logs)
    {
        SortedDictionary<ulong, Log> ordered = [];
        foreach (Log log in logs)
        {
            if (log.BlockHash != block.Hash || log.BlockNumber != block.Number)
                throw new ChainMovedException($"a log of block {log.BlockNumber} is of block {log.BlockHash}, not {block.Hash}");
            // Nodes and caches in front of them are known to repeat logs; two different ones cannot stand in one place.
            if (!ordered.TryAdd(log.LogIndex, log) && !AreSame(ordered[log.LogIndex], log))
                throw new ChainMovedException($"block {block.Number} has two different logs at index {log.LogIndex}");
        }
        return new IndexedBlock(BlockHeader.From(block), [.. ordered.Values]);
    }

    private static bool AreSame(Log a, Log b) =>
        a.TransactionHash == b.TransactionHash && a.Topics.SequenceEqual(b.Topics) && a.Data.Span.SequenceEqual(b.Data.Span);

    private static IEnumerable<ulong> Range(ulong from, ulong to)
    {
        for (ulong number = from; number <= to; number++)
            yield return number;
    }

    private async Task<IReadOnlyList<Log>> ReadLogsAsync(Block block, CancellationToken cancellationToken)
    {
        LogFilter filter = new(block.Number, block.Number) { BlockHash = block.Hash, Addresses = [registry] };
        return await CompleteAsync(block, await client.GetLogsAsync(filter, cancellationToken).ConfigureAwait(false), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The logs that were answered for a block, with those that the answer lacks.</summary>
    private async Task<IReadOnlyList<Log>> CompleteAsync(Block block, IReadOnlyList<Log> answered, CancellationToken cancellationToken)
    {
        if (block.LogsBloom is not LogsBloom bloom || !bloom.MayHold(registry) || !Array.Exists(_events, bloom.MayHold))
            return answered;
        IReadOnlyList<Log> all = await ReadAllLogsAsync(block, cancellationToken).ConfigureAwait(false);
        return LogsBloom.Of(all).Contains(bloom)
            ? [.. answered, .. all.Where(log => log.Address == registry)]
            : throw new ChainMovedException($"the header of block {block.Number} tells of logs that the node does not give");
    }

    private async Task<IReadOnlyList<Log>> ReadAllLogsAsync(Block block, CancellationToken cancellationToken)
    {
        try
        {
            IReadOnlyList<TransactionReceipt>? receipts = await client.GetBlockReceiptsAsync(block.Number, cancellationToken).ConfigureAwait(false);
            return receipts?.FirstOrDefault(receipt => receipt.BlockHash != block.Hash) is null
                ? [.. (receipts ?? []).SelectMany(receipt => receipt.Logs)]
                : throw new ChainMovedException($"block {block.Number} was replaced while its receipts were read");
        }
        catch (EthereumException error) when (error is RpcErrorException or RpcProtocolException)
        {
            // Older nodes do not know the method: the logs of all contracts must account for the filter then.
            LogFilter everything = new(block.Number, block.Number) { BlockHash = block.Hash };
            return await client.GetLogsAsync(everything, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task<IReadOnlyList<Block>> ReadBlocksAsync(IEnumerable<ulong> numbers, CancellationToken cancellationToken)
    {
        ulong[] asked = [.. numbers];
        IReadOnlyList<Block?> blocks = await client.GetBlocksAsync(asked, cancellationToken).ConfigureAwait(false);
        return [.. asked.Zip(blocks, (number, block) => block?.Number == number
            ? block
            : throw new ChainMovedException($"the node does not have block {number}, which it just announced"))];
    }
}
