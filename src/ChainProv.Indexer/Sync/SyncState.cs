using ChainProv.Indexer.Storage;

namespace ChainProv.Indexer.Sync;

/// <summary>What the follower last saw, for status and health. Safe for concurrent use.</summary>
internal sealed class SyncState(TimeProvider time)
{
    private readonly Lock _lock = new();
    private SyncSnapshot _now = new(null, null, null, null);

    /// <summary>The newest.</summary>
    public SyncSnapshot Now
    {
        get
        {
            lock (_lock)
                return _now;
        }
    }

    /// <summary>The node answered.</summary>
    public void Answered(ChainHead head, Checkpoint checkpoint)
    {
        lock (_lock)
            _now = new SyncSnapshot(head.Number, checkpoint.Tip?.Number, time.GetUtcNow(), null);
    }

    /// <summary>The index now ends with this block.</summary>
    public void Indexed(ulong? number)
    {
        lock (_lock)
            _now = _now with { Indexed = number };
    }

    /// <summary>A step failed.</summary>
    public void Failed(string problem)
    {
        lock (_lock)
            _now = _now with { Problem = problem };
    }
}
