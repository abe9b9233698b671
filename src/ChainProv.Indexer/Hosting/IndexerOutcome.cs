namespace ChainProv.Indexer.Hosting;

/// <summary>How the indexer ended, for the program around it: a service that fails stops its host, which says no more than that it stopped.</summary>
public sealed class IndexerOutcome
{
    private Exception? _failure;

    /// <summary>What stopped the service; null while it runs, and if it was asked to stop.</summary>
    public Exception? Failure => Volatile.Read(ref _failure);

    internal void Report(Exception failure) => Interlocked.CompareExchange(ref _failure, failure, null);
}
