using System.Runtime.CompilerServices;
using System.Threading.Channels;

namespace ChainProv.Provenance.Datasets;

/// <summary>One reader, N hashing tasks, results in the reader's order. At most 2N + 2 batches exist at a time, so memory does not grow with the dataset.</summary>
internal sealed class RecordPipeline(IDatasetReader reader, RecordHasher hasher, int threads)
{
    /// <exception cref="DatasetException">The first record that is wrong, in the order of the dataset, whatever the number of threads.</exception>
    public async IAsyncEnumerable<HashedRecord[]> RunAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using CancellationTokenSource abandoned = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using SemaphoreSlim free = new(threads);
        Channel<Task<HashedRecord[]>> ordered = Channel.CreateBounded<Task<HashedRecord[]>>(threads);
        Task reading = Task.Run(() => ReadAsync(ordered.Writer, free, abandoned.Token), CancellationToken.None);
        try
        {
            await foreach (Task<HashedRecord[]> batch in ordered.Reader.ReadAllAsync(cancellationToken)) yield return await batch;
            await reading;
        }
        finally
        {
            await abandoned.CancelAsync();
            await reading.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            while (ordered.Reader.TryRead(out Task<HashedRecord[]>? batch)) await ((Task)batch).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task ReadAsync(ChannelWriter<Task<HashedRecord[]>> ordered, SemaphoreSlim free, CancellationToken cancellationToken)
    {
        try
        {
            await foreach (IRecordBatch batch in reader.ReadAsync(cancellationToken))
            {
                await free.WaitAsync(cancellationToken);
                Task<HashedRecord[]> hashing = Task.Run(() => Hash(batch, free), CancellationToken.None);
                await ordered.WriteAsync(hashing, cancellationToken);
            }
        }
        finally
        {
            // Without the exception: what was read before it is taken in first, so that the first error in order is the one reported.
            ordered.Complete();
        }
    }

    private HashedRecord[] Hash(IRecordBatch batch, SemaphoreSlim free)
    {
        try
        {
            return hasher.Hash(batch, reader);
        }
        finally
        {
            free.Release();
        }
    }
}
