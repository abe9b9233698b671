namespace ChainProv.Prover.Hosting;

/// <summary>How the prover ended, for the program around it: a worker that fails stops its host, which says no more than that it stopped.</summary>
public sealed class ProverOutcome
{
    private Exception? _failure;

    /// <summary>What stopped a worker; null while they run, and if they were asked to stop.</summary>
    public Exception? Failure => Volatile.Read(ref _failure);

    /// <summary>Runs a worker until it is asked to stop, and keeps what else ends it.</summary>
    internal async Task WatchAsync(Task worker, CancellationToken stop)
    {
        try
        {
            await worker.ConfigureAwait(false);
        }
        catch (Exception error) when (!stop.IsCancellationRequested)
        {
            Interlocked.CompareExchange(ref _failure, error, null);
            throw;
        }
    }
}
