namespace ChainProv.Indexer.Sync;

/// <summary>What the follower last saw.</summary>
/// <param name="Head">The chain's newest block; null before the node first answered.</param>
/// <param name="Indexed">The index's last block; null before the first.</param>
/// <param name="AnsweredAt">When the node last answered.</param>
/// <param name="Problem">Why the last step failed, in one sentence; null if it did not.</param>
/// <param name="IsAudited">Whether the index, since blocks were last read in ranges, was found to agree with the registry's state.</param>
internal sealed record SyncSnapshot(ulong? Head, ulong? Indexed, DateTimeOffset? AnsweredAt, string? Problem, bool IsAudited)
{
    /// <summary>How many blocks the index is behind; null before that is known.</summary>
    public ulong? Lag => Head is ulong head ? head - Math.Min(head, Indexed ?? 0) : null;
}
