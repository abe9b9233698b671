using ChainProv.Ethereum;

namespace ChainProv.Prover.Jobs;

/// <summary>A job as its client may see it.</summary>
/// <param name="Id">Its name, not guessable.</param>
/// <param name="State">Where it stands.</param>
/// <param name="Anchor">Whether the release is to be anchored once it is proved.</param>
/// <param name="ReleaseId">The release, once proved.</param>
/// <param name="Transaction">The transaction that anchored it, or the newest of those that are to.</param>
/// <param name="Block">The block that holds it, once anchored.</param>
/// <param name="Reason">Why it failed.</param>
/// <param name="IsRetriable">Whether submitting a failed job again may help.</param>
/// <param name="SubmittedAt">When it was first submitted.</param>
/// <param name="IsFinal">Whether the block that holds it is final; until then the service watches it.</param>
public sealed record Job(
    Guid Id, JobState State, bool Anchor, Hash32? ReleaseId, Hash32? Transaction, ulong? Block, string? Reason, bool IsRetriable, DateTimeOffset SubmittedAt,
    bool IsFinal)
{
    /// <summary>Whether nothing will happen to it any more unless it is submitted again, or a reorganisation takes back its block.</summary>
    public bool HasEnded => State is JobState.Anchored or JobState.Failed or JobState.Cancelled || (State == JobState.Proved && !Anchor);
}
