using ChainProv.Indexer.Storage;

namespace ChainProv.Indexer.Sync;

/// <summary>What the follower last saw, for status and health. Safe for concurrent use.</summary>
internal sealed class SyncState(TimeProvider time)
{
    private readonly Lock _lock = new();
    private SyncSnapshot _now = new(null, null, null, null, false);

    /// <summary>The newest.</summary>
    public SyncSnapshot Now
    {
        get
        {
            lock (_lock)
                return _now;
        }
    }

    /// <summary>The node answered; that the step will succeed is not said yet.</summary>
    public void Answered(ChainHead head, Checkpoint checkpoint)
    {
        lock (_lock)
            _now = _now with { Head = head.Number, Indexed = checkpoint.Tip?.Number, AnsweredAt = time.GetUtcNow() };
    }

    /// <summary>A step did what it was to do.</summary>
    public void Succeeded()
    {
        lock (_lock)
            _now = _now with { Problem = null };
    }

    /// <summary>The index was found to agree with the registry's state, or got blocks for which that is not known.</summary>
    public void Audited(bool agrees)
    {
        lock (_lock)
            _now = _now with { IsAudited = agrees };
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
