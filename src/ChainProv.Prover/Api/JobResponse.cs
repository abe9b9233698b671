using ChainProv.Ethereum;
using ChainProv.Prover.Jobs;

namespace ChainProv.Prover.Api;

/// <summary>A job as the API shows it.</summary>
/// <param name="Job">Its name.</param>
/// <param name="State">submitted, proving, proved, anchoring, anchored, failed or cancelled.</param>
/// <param name="Progress">The share of the proof that is done, from 0 to 1.</param>
/// <param name="Anchor">Whether it is to be anchored.</param>
/// <param name="ReleaseId">The release, once proved.</param>
/// <param name="Transaction">The transaction that anchored it, or is to.</param>
/// <param name="Block">The block that holds it, once anchored.</param>
/// <param name="Reason">Why the job failed, or what it waits for.</param>
/// <param name="Retriable">Whether submitting a failed job again may help.</param>
/// <param name="SubmittedAt">When it was first submitted.</param>
/// <param name="Final">Whether the block that holds it is final; until then a reorganisation may take it back, and it is anchored again.</param>
public sealed record JobResponse(
    string Job, string State, double Progress, bool Anchor, Hash32? ReleaseId, Hash32? Transaction, ulong? Block, string? Reason, bool Retriable,
    DateTimeOffset SubmittedAt, bool Final)
{
    internal static JobResponse Of(Job job, JobActivity activity) => new(
        NameOf(job.Id),
        job.State.ToString().ToLowerInvariant(),
        job.ReleaseId is null ? activity.ProgressOf(job.Id) ?? 0 : 1,
        job.Anchor,
        job.ReleaseId,
        job.Transaction,
        job.Block,
        job.Reason ?? (job.HasEnded ? null : activity.TroubleOf(job.Id)),
        job.IsRetriable,
        job.SubmittedAt,
        job.IsFinal);

    internal static string NameOf(Guid job) => job.ToString("N");
}
