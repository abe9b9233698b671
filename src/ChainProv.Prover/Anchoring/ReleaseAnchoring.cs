using ChainProv.Ethereum;
using ChainProv.Prover.Diagnostics;
using ChainProv.Prover.Hosting;
using ChainProv.Prover.Proving;
using ChainProv.Prover.Storage;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace ChainProv.Prover.Anchoring;

/// <summary>Anchors a release in steps. Each step reads what is stored, looks at the chain, and stores one thing: a restarted service takes the same steps.</summary>
/// <remarks>
/// Once: bytes are stored before they are sent, so that there is never a transaction on its way which the store does not know; a second one is
/// signed only when the first can no longer be mined; and should a reorganisation revive that, the registry refuses whichever comes second.
/// </remarks>
internal sealed partial class ReleaseAnchoring(
    IJobStore store, IReleaseAnchor anchor, ProverIdentity identity, DevelopmentKeyRule developmentKeys, ProverMetrics metrics,
    IOptions<ProverOptions> options, ILogger<ReleaseAnchoring> log) : IDisposable
{
    private readonly int _maxFeeRaises = options.Value.Anchoring.MaxFeeRaises;

    /// <summary>From the taking of a nonce until it is stored or given back: one that is given back must have no later one behind it, which would wait for it for ever.</summary>
    private readonly SemaphoreSlim _signing = new(1);

    /// <summary>Takes one step.</summary>
    /// <returns>Whether nothing is left to be done for the job.</returns>
    /// <exception cref="AnchorUnavailableException">The chain cannot be used now; the job is where it was.</exception>
    public async Task<bool> StepAsync(Guid job, CancellationToken stop)
    {
        AnchoringTask? task = await store.GetAnchoringAsync(job, stop).ConfigureAwait(false);
        return task is null || (task.Versions.Count == 0
            ? await BeginAsync(job, task.Release, stop).ConfigureAwait(false)
            : await FollowAsync(job, task, stop).ConfigureAwait(false));
    }

    /// <inheritdoc/>
    public void Dispose() => _signing.Dispose();

    private async Task<bool> BeginAsync(Guid job, ProvedRelease release, CancellationToken stop)
    {
        if (await anchor.FindAsync(release.ReleaseId, stop).ConfigureAwait(false) is AnchoredRelease found)
            return await EndAsync(job, found, stop).ConfigureAwait(false);
        if (developmentKeys.Refuse(release.Setup, identity.Context) is string refusal)
            return await FailAsync(job, refusal, retriable: true, stop).ConfigureAwait(false);
        try
        {
            if (await SignFirstAsync(job, release, stop).ConfigureAwait(false) is AnchorTransaction first)
                await SendAsync(job, first, isRaised: false, stop).ConfigureAwait(false);
            return false;
        }
        catch (ReleaseRefusedException refused)
        {
            return await FailAsync(job, refused.Message, refused.IsRetriable, stop).ConfigureAwait(false);
        }
    }

    /// <summary>A stored transaction of a new nonce; null if the job has one already or does not want one any more.</summary>
    private async Task<AnchorTransaction?> SignFirstAsync(Guid job, ProvedRelease release, CancellationToken stop)
    {
        await _signing.WaitAsync(stop).ConfigureAwait(false);
        try
        {
            if (await store.GetAnchoringAsync(job, stop).ConfigureAwait(false) is not { Versions.Count: 0 })
                return null;
            AnchorTransaction first = await anchor.PrepareAsync(release, stop).ConfigureAwait(false);
            bool isKept = false;
            try
            {
                isKept = await store.SaveTransactionAsync(job, first, stop).ConfigureAwait(false);
            }
            finally
            {
                if (!isKept)
                    anchor.Abandon(first);
            }
            return isKept ? first : null;
        }
        finally
        {
            _signing.Release();
        }
    }

    private async Task<bool> FollowAsync(Guid job, AnchoringTask task, CancellationToken stop)
    {
        switch (await anchor.WatchAsync(task.Release, task.Versions, stop).ConfigureAwait(false))
        {
            case AnchorSighting.Anchored sighting:
                return await EndAsync(job, sighting.Release, stop).ConfigureAwait(false);
            case AnchorSighting.Reverted sighting:
                return await anchor.FindAsync(task.Release.ReleaseId, stop).ConfigureAwait(false) is AnchoredRelease found
                    ? await EndAsync(job, found, stop).ConfigureAwait(false)
                    : await FailAsync(job, sighting.Refusal.Message, sighting.Refusal.IsRetriable, stop).ConfigureAwait(false);
            case AnchorSighting.Replaced:
                LogReplaced(job, task.Versions[^1].Nonce);
                await store.DropTransactionsAsync(job, stop).ConfigureAwait(false);
                return false;
            case AnchorSighting.Confirming:
                return false;
            case AnchorSighting.Unwanted sighting:
                if (!await TryRaiseFeesAsync(job, task, stop).ConfigureAwait(false))
                    throw new AnchorUnavailableException($"the node does not take the transaction: {sighting.Reason}");
                return false;
            default:
                await TryRaiseFeesAsync(job, task, stop).ConfigureAwait(false);
                return false;
        }
    }

    private async Task<bool> TryRaiseFeesAsync(Guid job, AnchoringTask task, CancellationToken stop)
    {
        if (task.Versions.Count > _maxFeeRaises
            || await anchor.RaiseFeesAsync(task.Versions[^1], stop).ConfigureAwait(false) is not AnchorTransaction raised
            || !await store.SaveTransactionAsync(job, raised, stop).ConfigureAwait(false))
            return false;
        await SendAsync(job, raised, isRaised: true, stop).ConfigureAwait(false);
        return true;
    }

    private async Task SendAsync(Guid job, AnchorTransaction transaction, bool isRaised, CancellationToken stop)
    {
        LogSending(job, transaction.Hash, transaction.Nonce);
        await anchor.SubmitAsync(transaction, stop).ConfigureAwait(false);
        metrics.Sent(isRaised);
    }

    private async Task<bool> EndAsync(Guid job, AnchoredRelease release, CancellationToken stop)
    {
        if (await store.SaveAnchoredAsync(job, release, stop).ConfigureAwait(false))
        {
            metrics.Anchored();
            LogAnchored(job, release.Block, release.Transaction);
        }
        return true;
    }

    private async Task<bool> FailAsync(Guid job, string reason, bool retriable, CancellationToken stop)
    {
        if (await store.FailAsync(job, reason, retriable, stop).ConfigureAwait(false))
        {
            metrics.Failed();
            LogFailed(job, reason);
        }
        return true;
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Job {Job}: sending transaction {Transaction}, nonce {Nonce}")]
    private partial void LogSending(Guid job, Hash32 transaction, ulong nonce);

    [LoggerMessage(Level = LogLevel.Information, Message = "Job {Job}: anchored in block {Block} by {Transaction}")]
    private partial void LogAnchored(Guid job, ulong block, Hash32 transaction);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Job {Job}: another transaction took nonce {Nonce}; looking again")]
    private partial void LogReplaced(Guid job, ulong nonce);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Job {Job} failed: {Reason}")]
    private partial void LogFailed(Guid job, string reason);
}
