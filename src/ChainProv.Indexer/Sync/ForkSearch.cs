using ChainProv.Ethereum.Rpc;
using ChainProv.Indexer.Storage;

namespace ChainProv.Indexer.Sync;

/// <summary>Finds the last block that index and chain have in common, however deep it lies.</summary>
internal sealed class ForkSearch(EthereumClient client, IndexStore store)
{
    private const int FirstBatch = 8;
    private const int LargestBatch = 512;

    /// <summary>Compares the index with the chain at the index's last block and, if that differs, further and further down.</summary>
    /// <remarks>A node whose head is below the index's and on the index's chain only lags; that is no fork.</remarks>
    /// <exception cref="ChainMovedException">The node lost a block that it had just announced.</exception>
    public async Task<ForkPoint> FindAsync(Checkpoint checkpoint, ChainHead head, CancellationToken cancellationToken)
    {
        if (checkpoint.Tip is not BlockHeader tip)
            return new ForkPoint(false);
        ulong from = Math.Min(tip.Number, head.Number);
        bool first = true;
        for (int batch = 1; ; batch = Math.Clamp(2 * batch, FirstBatch, LargestBatch))
        {
            IReadOnlyList<BlockHeader> ours = await store.ReadHeadersDownAsync(from, batch, cancellationToken).ConfigureAwait(false);
            if (ours.Count == 0)
                return new ForkPoint(!first);
            IReadOnlyList<Block?> theirs = await client.GetBlocksAsync(ours.Select(header => header.Number), cancellationToken).ConfigureAwait(false);
            foreach ((BlockHeader our, Block? their) in ours.Zip(theirs))
            {
                if (their?.Number != our.Number)
                    throw new ChainMovedException($"the node does not have block {our.Number}, which it just announced");
                if (their.Hash == our.Hash)
                    return new ForkPoint(!first, our.Number);
                first = false;
            }
            if (ours[^1].Number == 0)
                return new ForkPoint(true);
            from = ours[^1].Number - 1;
        }
    }
}
