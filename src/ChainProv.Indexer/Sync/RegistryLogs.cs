using System.Collections.Concurrent;
using ChainProv.Ethereum;
using ChainProv.Ethereum.Rpc;
using ChainProv.Indexer.Storage;

namespace ChainProv.Indexer.Sync;

/// <summary>Reads blocks with the registry's logs, and makes sure that what it gives is of one chain.</summary>
/// <remarks>
/// Every method may throw the client's exceptions, and <see cref="ChainMovedException"/> when the answers contradict each other.
/// </remarks>
internal sealed class RegistryLogs(EthereumClient client, Address registry)
{
    private const int Concurrency = 8;

    /// <summary>
    /// Every block from <paramref name="from"/> to <paramref name="to"/>, each the child of the one before and the first the child of
    /// <paramref name="parent"/>. Logs are asked for by block hash: a node that does not have the block says so, where for a range it gives none.
    /// </summary>
    public async Task<IReadOnlyList<IndexedBlock>> ReadLinkedAsync(BlockHeader? parent, ulong from, ulong to, CancellationToken cancellationToken)
    {
        List<BlockHeader> headers = [];
        foreach (BlockHeader header in await ReadHeadersAsync(Range(from, to), cancellationToken).ConfigureAwait(false))
        {
            if ((headers.Count > 0 ? headers[^1] : parent) is BlockHeader before && header.ParentHash != before.Hash)
                throw new ChainMovedException($"block {header.Number} is not the child of block {before.Number}");
            headers.Add(header);
        }

        ConcurrentDictionary<ulong, IReadOnlyList<Log>> logs = [];
        ParallelOptions limits = new() { MaxDegreeOfParallelism = Concurrency, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(headers, limits, async (header, token) =>
        {
            LogFilter filter = new(header.Number, header.Number) { BlockHash = header.Hash, Addresses = [registry] };
            logs[header.Number] = await client.GetLogsAsync(filter, token).ConfigureAwait(false);
        }).ConfigureAwait(false);
        return [.. headers.Select(header => Join(header, logs[header.Number]))];
    }

    /// <summary>
    /// Of the final blocks from <paramref name="from"/> to <paramref name="to"/>, those with logs and the last one, in one request for logs. The
    /// last block is read before and after it, and <paramref name="parent"/> at the very end: all answers then are of one chain.
    /// </summary>
    public async Task<IReadOnlyList<IndexedBlock>> ReadFinalAsync(BlockHeader? parent, ulong from, ulong to, CancellationToken cancellationToken)
    {
        BlockHeader last = (await ReadHeadersAsync([to], cancellationToken).ConfigureAwait(false))[0];
        LogFilter filter = new(from, to) { Addresses = [registry] };
        ILookup<ulong, Log> logs = (await client.GetLogsAsync(filter, cancellationToken).ConfigureAwait(false)).ToLookup(log => log.BlockNumber);
        if (logs.FirstOrDefault(block => block.Key < from || block.Key > to) is IGrouping<ulong, Log> stranger)
            throw new ChainMovedException($"logs of block {stranger.Key} were not asked for");

        ulong[] numbers = [.. logs.Select(block => block.Key).Append(to).Distinct().Order()];
        IEnumerable<ulong> asked = parent is null ? numbers : numbers.Append(parent.Number);
        IReadOnlyList<BlockHeader> headers = await ReadHeadersAsync(asked, cancellationToken).ConfigureAwait(false);
        if (headers[numbers.Length - 1].Hash != last.Hash || (parent is not null && headers[^1].Hash != parent.Hash))
            throw new ChainMovedException($"the chain changed while blocks {from} to {to} were read");
        return [.. headers.Take(numbers.Length).Select(header => Join(header, logs[header.Number]))];
    }

    private static IndexedBlock Join(BlockHeader header, IEnumerable<Log> logs)
    {
        SortedDictionary<ulong, Log> ordered = [];
        foreach (Log log in logs)
        {
            if (log.BlockHash != header.Hash || log.BlockNumber != header.Number)
                throw new ChainMovedException($"a log of block {log.BlockNumber} is of block {log.BlockHash}, not {header.Hash}");
            // Nodes and caches in front of them are known to repeat logs; two different ones cannot stand in one place.
            if (!ordered.TryAdd(log.LogIndex, log) && !AreSame(ordered[log.LogIndex], log))
                throw new ChainMovedException($"block {header.Number} has two different logs at index {log.LogIndex}");
        }
        return new IndexedBlock(header, [.. ordered.Values]);
    }

    private static bool AreSame(Log a, Log b) =>
        a.TransactionHash == b.TransactionHash && a.Topics.SequenceEqual(b.Topics) && a.Data.Span.SequenceEqual(b.Data.Span);

    private static IEnumerable<ulong> Range(ulong from, ulong to)
    {
        for (ulong number = from; number <= to; number++)
            yield return number;
    }

    private async Task<IReadOnlyList<BlockHeader>> ReadHeadersAsync(IEnumerable<ulong> numbers, CancellationToken cancellationToken)
    {
        ulong[] asked = [.. numbers];
        IReadOnlyList<Block?> blocks = await client.GetBlocksAsync(asked, cancellationToken).ConfigureAwait(false);
        return [.. asked.Zip(blocks, (number, block) => block?.Number == number
            ? BlockHeader.From(block)
            : throw new ChainMovedException($"the node does not have block {number}, which it just announced"))];
    }
}
