using System.Collections.Concurrent;

namespace ChainProv.Provenance.Weights;

/// <summary>One reader ahead of N working threads. At most 2N + 2 chunks are in memory, whatever the model's size.</summary>
/// <remarks>Chunks are begun in the order they are given, so whoever stops at one has seen all before it.</remarks>
internal sealed class ChunkPipeline(WeightSource source, WeightsOptions options)
{
    /// <summary>Of 4,064 groups of 30 bytes.</summary>
    private static readonly int BufferBytes = new ChunkPacking(30).ChunkBytes;

    /// <summary>What a thread does with a chunk.</summary>
    /// <returns>False to begin no others.</returns>
    public delegate bool Work<TLocal>(TLocal local, WeightChunk chunk, ReadOnlySpan<byte> data);

    /// <param name="chunks">Which chunks, by index.</param>
    /// <param name="begin">What a thread works with.</param>
    /// <param name="work">Called for every chunk, from many threads.</param>
    /// <param name="end">Called once for each thread when all went well, never twice at a time.</param>
    /// <typeparam name="TLocal">A thread's own.</typeparam>
    /// <exception cref="Files.InputException">A file cannot be read.</exception>
    public void Run<TLocal>(IReadOnlyCollection<int> chunks, Func<TLocal> begin, Work<TLocal> work, Action<TLocal> end)
    {
        int threads = Math.Max(1, Math.Min(options.Threads, chunks.Count)), done = 0;
        using CancellationTokenSource stop = CancellationTokenSource.CreateLinkedTokenSource(options.CancellationToken), enough = CancellationTokenSource.CreateLinkedTokenSource(stop.Token);
        using BlockingCollection<byte[]> free = [.. Enumerable.Range(0, (2 * threads) + 2).Select(_ => new byte[BufferBytes])];
        using BlockingCollection<(WeightChunk Chunk, byte[] Buffer)> read = [];
        Lock ending = new();

        void ReadAll()
        {
            try
            {
                using WeightReader reader = new(source);
                foreach (int index in chunks)
                {
                    WeightChunk chunk = source.Table.Chunk(index);
                    byte[] buffer = free.Take(enough.Token);
                    reader.Read(chunk, buffer.AsSpan(0, chunk.Length));
                    read.Add((chunk, buffer), enough.Token);
                }
            }
            catch (OperationCanceledException) when (enough.IsCancellationRequested && !stop.IsCancellationRequested)
            {
                // A worker has seen enough.
            }
            finally
            {
                read.CompleteAdding();
            }
        }

        void WorkOn()
        {
            TLocal local = begin();
            foreach ((WeightChunk chunk, byte[] buffer) in read.GetConsumingEnumerable(stop.Token))
            {
                if (!work(local, chunk, buffer.AsSpan(0, chunk.Length))) enough.Cancel();
                free.Add(buffer, CancellationToken.None);
                options.Progress?.Report((double)Interlocked.Increment(ref done) / chunks.Count);
            }

            lock (ending) end(local);
        }

        Action Stopping(Action action) => () =>
        {
            try
            {
                action();
            }
            catch
            {
                stop.Cancel();
                throw;
            }
        };

        Task[] tasks = [.. Enumerable.Repeat<Action>(WorkOn, threads).Prepend(ReadAll).Select(action => Task.Factory.StartNew(Stopping(action), TaskCreationOptions.LongRunning))];
        try
        {
            Task.WaitAll(tasks, CancellationToken.None);
        }
        catch (AggregateException failures)
        {
            // The first that failed made the others stop.
            Exception first = failures.InnerExceptions.FirstOrDefault(failure => failure is not OperationCanceledException) ?? failures.InnerExceptions[0];
            System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(first);
        }
    }
}
