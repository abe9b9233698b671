using ChainProv.Prover.Hosting;
using ChainProv.Prover.Jobs;
using ChainProv.Prover.Storage;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace ChainProv.Prover.Anchoring;

/// <summary>Looks at every anchored job now and then until its block is final.</summary>
internal sealed partial class AnchorWatch(
    IJobStore store, AnchorSettlement settlement, ProverOutcome outcome, IOptions<ProverOptions> options, TimeProvider time, ILogger<AnchorWatch> log)
    : BackgroundService
{
    private const int LooksUntilCutShort = 5;
    private readonly TimeSpan _interval = options.Value.Anchoring.WatchInterval;
    private readonly Dictionary<Guid, int> _looksBelow = [];

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => outcome.WatchAsync(WatchUntilStoppedAsync(stoppingToken), stoppingToken);

    private async Task WatchUntilStoppedAsync(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            try
            {
                foreach (Job job in await store.ListUnsettledAsync(stop).ConfigureAwait(false))
                    await LookAsync(job, stop).ConfigureAwait(false);
            }
            catch (Exception error) when (!stop.IsCancellationRequested)
            {
                LogFailed(error);
            }
            await Task.Delay(_interval, time, stop).ConfigureAwait(false);
        }
    }

    private async Task LookAsync(Job job, CancellationToken stop)
    {
        AnchorStanding standing;
        try
        {
            standing = await settlement.CheckAsync(job, stop).ConfigureAwait(false);
        }
        catch (AnchorUnavailableException error)
        {
            LogUnavailable(job.Id, error.Message);
            return;
        }
        if (standing is not AnchorStanding.Behind)
        {
            _looksBelow.Remove(job.Id);
            return;
        }
        // One of several nodes behind an address may lag for a look or two.
        int looks = _looksBelow[job.Id] = _looksBelow.GetValueOrDefault(job.Id) + 1;
        if (looks < LooksUntilCutShort)
            return;
        _looksBelow.Remove(job.Id);
        await settlement.ReopenAsync(job, stop).ConfigureAwait(false);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Job {Job}: whether its release is still on the chain cannot be seen now: {Problem}")]
    private partial void LogUnavailable(Guid job, string problem);

    [LoggerMessage(Level = LogLevel.Error, Message = "A look at anchored releases failed; trying again")]
    private partial void LogFailed(Exception error);
}
