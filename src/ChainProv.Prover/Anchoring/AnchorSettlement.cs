using ChainProv.Ethereum;
using ChainProv.Prover.Diagnostics;
using ChainProv.Prover.Jobs;
using ChainProv.Prover.Storage;
using Microsoft.Extensions.Logging;

namespace ChainProv.Prover.Anchoring;

/// <summary>Holds anchored jobs to what is on the chain until that is final: a reorganisation may move a release, or take it back.</summary>
internal sealed partial class AnchorSettlement(
    IJobStore store, IReleaseAnchor anchor, JobQueues queues, ProverMetrics metrics, ILogger<AnchorSettlement> log)
{
    /// <summary>Looks for the release of an anchored job, and anchors it again if the chain took it back.</summary>
    /// <exception cref="AnchorUnavailableException">The chain cannot be used now.</exception>
    public async Task<AnchorStanding> CheckAsync(Job job, CancellationToken cancellationToken)
    {
        AnchorStanding standing = await anchor.CheckAsync(job.ReleaseId!.Value, job.Block!.Value, cancellationToken).ConfigureAwait(false);
        AnchoredRelease known = new(job.Transaction!.Value, job.Block.Value);
        switch (standing)
        {
            case AnchorStanding.Gone:
                await ReopenAsync(job, cancellationToken).ConfigureAwait(false);
                break;
            case AnchorStanding.Stands stands when stands.Where != known || stands.IsFinal != job.IsFinal:
                await store.SettleAsync(job.Id, stands.Where, stands.IsFinal, cancellationToken).ConfigureAwait(false);
                break;
            case AnchorStanding.Behind when job.IsFinal:
                await store.SettleAsync(job.Id, known, isFinal: false, cancellationToken).ConfigureAwait(false); // the watch decides
                break;
        }
        return standing;
    }

    /// <summary>Lets the anchoring worker have the job again: the transaction that it had is offered again first, and a new one made only if that cannot be mined.</summary>
    public async Task ReopenAsync(Job job, CancellationToken cancellationToken)
    {
        if (!await store.ReopenAsync(job.Id, cancellationToken).ConfigureAwait(false))
            return;
        metrics.Lost();
        LogLost(job.Id, job.Block!.Value, job.Transaction!.Value);
        if (await store.GetAnchoringAsync(job.Id, cancellationToken).ConfigureAwait(false) is { Versions: [.., AnchorTransaction newest] })
            anchor.Hold(newest);
        if (await store.FindAsync(job.Id, cancellationToken).ConfigureAwait(false) is Job reopened)
            queues.Enqueue(reopened);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Job {Job}: block {Block} with transaction {Transaction} is not on the chain any more; anchoring again")]
    private partial void LogLost(Guid job, ulong block, Hash32 transaction);
}
