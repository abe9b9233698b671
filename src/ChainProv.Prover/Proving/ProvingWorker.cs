using System.Security.Cryptography;
using ChainProv.Ethereum;
using ChainProv.Prover.Diagnostics;
using ChainProv.Prover.Hosting;
using ChainProv.Prover.Jobs;
using ChainProv.Prover.Storage;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace ChainProv.Prover.Proving;

/// <summary>Proves the jobs that wait for it, oldest first.</summary>
/// <remarks>A job is begun, and its proof kept, by a transaction each. Between the two nothing is to be saved: after a crash it is proved again.</remarks>
internal sealed partial class ProvingWorker(
    IJobStore store, IReleaseProver prover, ProverIdentity identity, JobQueues queues, JobActivity activity, ProverMetrics metrics, ProverOutcome outcome,
    IOptions<ProverOptions> options, TimeProvider time, ILogger<ProvingWorker> log) : BackgroundService
{
    private readonly ProvingOptions _options = options.Value.Proving;
    private readonly TimeSpan _retryDelay = options.Value.Anchoring.RetryDelay;

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => outcome.WatchAsync(
        Parallel.ForEachAsync(
            queues.Proving.ReadAllAsync(stoppingToken),
            new ParallelOptions { MaxDegreeOfParallelism = _options.Concurrency, CancellationToken = stoppingToken },
            async (job, stop) => await ProveUntilStoredAsync(job, stop).ConfigureAwait(false)),
        stoppingToken);

    /// <summary>The store may fail for a while (a full disk): the job then stays where it was, and is taken up again.</summary>
    private async Task ProveUntilStoredAsync(Guid job, CancellationToken stop)
    {
        while (true)
        {
            try
            {
                await ProveAsync(job, stop).ConfigureAwait(false);
                return;
            }
            catch (Exception error) when (!stop.IsCancellationRequested)
            {
                LogStoreFailed(error, job);
                await Task.Delay(_retryDelay, time, stop).ConfigureAwait(false);
            }
        }
    }

    private async Task ProveAsync(Guid job, CancellationToken stop)
    {
        ProvingTask? task = await store.StartProvingAsync(job, stop).ConfigureAwait(false);
        if (task is null)
        {
            // It was cancelled, or is proved: then perhaps by an attempt that failed after its proof was stored, and before it was handed on.
            if (await store.FindAsync(job, stop).ConfigureAwait(false) is Job known)
                queues.Enqueue(known);
            return;
        }
        try
        {
            if (task.Attempt > _options.MaxAttempts)
                await FailAsync(job, $"the prover died {_options.MaxAttempts} times while proving this release", retriable: true).ConfigureAwait(false);
            else
                await AttemptAsync(job, task, stop).ConfigureAwait(false);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(task.Request);
        }
    }

    private async Task AttemptAsync(Guid job, ProvingTask task, CancellationToken stop)
    {
        using ProvingRun run = activity.Begin(job, _options.Timeout, time, stop);
        long start = time.GetTimestamp();
        ProvedRelease proof;
        try
        {
            LogProving(job, task.Attempt);
            proof = await prover.ProveAsync(task.Request, identity.Context, run, run.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            await store.ReturnToQueueAsync(job, CancellationToken.None).ConfigureAwait(false);
            return;
        }
        catch (OperationCanceledException) when (run.Token.IsCancellationRequested)
        {
            // If the client stopped it, the job is cancelled in the store already, and this changes nothing.
            if (run.TimedOut)
                await FailAsync(job, $"the proof took longer than {_options.Timeout}", retriable: true).ConfigureAwait(false);
            return;
        }
        catch (ReleaseRequestException error)
        {
            await FailAsync(job, error.Message, retriable: false).ConfigureAwait(false);
            return;
        }
        catch (Exception error)
        {
            LogProverFailed(error, job);
            await FailAsync(job, "the prover failed; the service's log says why", retriable: true).ConfigureAwait(false);
            return;
        }
        await KeepAsync(job, proof, time.GetElapsedTime(start)).ConfigureAwait(false);
    }

    /// <summary>A finished proof is kept even if the host is stopping.</summary>
    private async Task KeepAsync(Guid job, ProvedRelease proof, TimeSpan elapsed)
    {
        if (!await store.SaveProofAsync(job, proof, CancellationToken.None).ConfigureAwait(false))
            return; // cancelled while the last of it was computed
        metrics.Proved(elapsed);
        LogProved(job, proof.ReleaseId, elapsed.TotalSeconds);
        if (await store.FindAsync(job, CancellationToken.None).ConfigureAwait(false) is Job proved)
        {
            metrics.Ended(proved);
            queues.Enqueue(proved);
        }
    }

    private async Task FailAsync(Guid job, string reason, bool retriable)
    {
        if (!await store.FailAsync(job, reason, retriable, CancellationToken.None).ConfigureAwait(false))
            return;
        metrics.Failed();
        LogFailed(job, reason);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Job {Job}: proving, attempt {Attempt}")]
    private partial void LogProving(Guid job, int attempt);

    [LoggerMessage(Level = LogLevel.Information, Message = "Job {Job}: release {Release} proved in {Seconds:0.00} s")]
    private partial void LogProved(Guid job, Hash32 release, double seconds);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Job {Job} failed: {Reason}")]
    private partial void LogFailed(Guid job, string reason);

    [LoggerMessage(Level = LogLevel.Error, Message = "Job {Job}: the prover failed")]
    private partial void LogProverFailed(Exception error, Guid job);

    [LoggerMessage(Level = LogLevel.Error, Message = "Job {Job}: the job store failed; trying again")]
    private partial void LogStoreFailed(Exception error, Guid job);
}
