using ChainProv.Prover.Diagnostics;
using ChainProv.Prover.Hosting;
using ChainProv.Prover.Jobs;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace ChainProv.Prover.Anchoring;

/// <summary>Takes the anchoring steps of each job until it has ended; failures of the chain only delay them.</summary>
internal sealed partial class AnchoringWorker(
    ReleaseAnchoring anchoring, JobQueues queues, JobActivity activity, ProverMetrics metrics, ProverOutcome outcome,
    IOptions<ProverOptions> options, TimeProvider time, ILogger<AnchoringWorker> log) : BackgroundService
{
    private readonly AnchoringOptions _options = options.Value.Anchoring;

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => outcome.WatchAsync(
        Parallel.ForEachAsync(
            queues.Anchoring.ReadAllAsync(stoppingToken),
            new ParallelOptions { MaxDegreeOfParallelism = _options.Concurrency, CancellationToken = stoppingToken },
            async (job, stop) => await AnchorAsync(job, stop).ConfigureAwait(false)),
        stoppingToken);

    private async Task AnchorAsync(Guid job, CancellationToken stop)
    {
        for (int failures = 0; ;)
        {
            try
            {
                bool hasEnded = await anchoring.StepAsync(job, stop).ConfigureAwait(false);
                activity.Clear(job);
                if (hasEnded)
                    return;
                failures = 0;
            }
            catch (AnchorUnavailableException error) when (!stop.IsCancellationRequested)
            {
                activity.Report(job, error.Message);
                metrics.ChainFailed();
                LogUnavailable(job, error.Message);
                await Task.Delay(error.NeedsHands ? _options.MaxRetryDelay : DelayAfter(++failures), time, stop).ConfigureAwait(false);
            }
            catch (Exception error) when (!stop.IsCancellationRequested)
            {
                LogStepFailed(error, job);
                await Task.Delay(DelayAfter(++failures), time, stop).ConfigureAwait(false);
            }
        }
    }

    private TimeSpan DelayAfter(int failures)
    {
        TimeSpan doubled = _options.RetryDelay * Math.Pow(2, Math.Min(failures - 1, 30));
        return doubled < _options.MaxRetryDelay ? doubled : _options.MaxRetryDelay;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Job {Job}: {Problem}; trying again")]
    private partial void LogUnavailable(Guid job, string problem);

    [LoggerMessage(Level = LogLevel.Error, Message = "Job {Job}: an anchoring step failed; trying again")]
    private partial void LogStepFailed(Exception error, Guid job);
}
