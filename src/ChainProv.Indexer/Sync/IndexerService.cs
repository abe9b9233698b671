using System.Data.Common;
using ChainProv.Ethereum;
using ChainProv.Ethereum.Rpc;
using ChainProv.Indexer.Diagnostics;
using ChainProv.Indexer.Hosting;
using ChainProv.Indexer.Registry;
using ChainProv.Indexer.Storage;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace ChainProv.Indexer.Sync;

/// <summary>Keeps the index with the chain for as long as the program runs.</summary>
/// <remarks>
/// What cannot mend itself stops the program with one sentence: at start if the node answers then, else when it does. Everything else is
/// tried again, with longer and longer waits, while the index keeps answering with what it has.
/// </remarks>
internal sealed class IndexerService(
    EthereumClient client, IndexStore store, IOptions<IndexerOptions> settings, SyncState state, IndexerMetrics metrics, IndexerOutcome ended,
    TimeProvider time, ILogger<IndexerService> logger) : BackgroundService
{
    private static readonly TimeSpan PatienceAtStart = TimeSpan.FromSeconds(10);

    private readonly IndexerOptions _options = settings.Value;
    private readonly RegistryPreflight _preflight = new(client, store, settings.Value);
    private ChainIdentity? _identity;

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await _preflight.CheckDatabaseAsync(cancellationToken).ConfigureAwait(false);
        using CancellationTokenSource patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(PatienceAtStart);
        try
        {
            _identity = await _preflight.CheckChainAsync(patience.Token).ConfigureAwait(false);
        }
        catch (EthereumException error)
        {
            Fail(error.Message, _options.PollInterval);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            Fail($"{client.Rpc.Endpoint} did not answer within {PatienceAtStart.TotalSeconds:0} s", _options.PollInterval);
        }
        await base.StartAsync(cancellationToken).ConfigureAwait(false);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await FollowUntilStoppedAsync(stoppingToken).ConfigureAwait(false);
        }
        catch (Exception error) when (!stoppingToken.IsCancellationRequested)
        {
            IndexerLog.Stopped(logger, error.Message);
            ended.Report(error);
            throw;
        }
    }

    private async Task FollowUntilStoppedAsync(CancellationToken stoppingToken)
    {
        ChainFollower? follower = null;
        TimeSpan backoff = _options.PollInterval;
        bool caughtUp = false;
        while (!stoppingToken.IsCancellationRequested)
        {
            TimeSpan delay = TimeSpan.Zero;
            try
            {
                follower ??= await FollowAsync(stoppingToken).ConfigureAwait(false);
                StepOutcome outcome = await follower.StepAsync(stoppingToken).ConfigureAwait(false);
                backoff = _options.PollInterval;
                delay = outcome is StepOutcome.UpToDate or StepOutcome.Behind ? _options.PollInterval : TimeSpan.Zero;
                if (outcome == StepOutcome.UpToDate && !caughtUp)
                    IndexerLog.CaughtUp(logger, state.Now.Indexed);
                caughtUp = outcome == StepOutcome.UpToDate;
            }
            catch (Exception error) when (error is EthereumException or ChainMovedException or IndexConflictException or InconsistentLogsException or DbException)
            {
                Fail(error.Message, backoff);
                delay = backoff;
                backoff = TimeSpan.FromTicks(Math.Min(2 * backoff.Ticks, _options.MaxBackoff.Ticks));
            }
            if (delay > TimeSpan.Zero)
                await Task.Delay(delay, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task<ChainFollower> FollowAsync(CancellationToken cancellationToken)
    {
        _identity ??= await _preflight.CheckChainAsync(cancellationToken).ConfigureAwait(false);
        IndexerLog.Following(logger, _identity.ToString(), client.Rpc.Endpoint, store.Name);
        return new ChainFollower(client, store, _identity, _options, state, metrics, logger);
    }

    private void Fail(string problem, TimeSpan delay)
    {
        state.Failed(problem);
        metrics.Failed();
        IndexerLog.StepFailed(logger, delay, problem);
    }
}
