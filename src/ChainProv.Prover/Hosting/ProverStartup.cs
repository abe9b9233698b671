using ChainProv.Provenance.Certificates;
using ChainProv.Prover.Anchoring;
using ChainProv.Prover.Jobs;
using ChainProv.Prover.Storage;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace ChainProv.Prover.Hosting;

/// <summary>Before the workers run: makes sure that database and chain belong together, and takes up what an earlier process left.</summary>
internal sealed partial class ProverStartup(
    IJobStore store, IReleaseAnchor anchor, ProverIdentity identity, JobQueues queues, IOptions<ProverOptions> options, ILogger<ProverStartup> log)
    : IHostedLifecycleService
{
    /// <exception cref="ProverException">The database belongs to another chain, registry or publisher; or this is the first start and the node does not answer.</exception>
    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        ReleaseContext? bound = await store.GetContextAsync(cancellationToken).ConfigureAwait(false);
        ReleaseContext context = new(await GetChainIdAsync(bound, cancellationToken).ConfigureAwait(false), anchor.Registry, anchor.Publisher);
        await store.BindAsync(context, cancellationToken).ConfigureAwait(false);
        identity.Context = context;
        IReadOnlyList<Job> open = await store.ListOpenAsync(cancellationToken).ConfigureAwait(false);
        foreach (Job job in open)
        {
            // All nonces on their way are known before any worker may sign for a new one.
            if (await store.GetAnchoringAsync(job.Id, cancellationToken).ConfigureAwait(false) is { Versions: [.., AnchorTransaction newest] })
                anchor.Hold(newest);
        }
        foreach (Job job in open)
            queues.Enqueue(job);
        LogStarted(context, open.Count);
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>A service that knows its chain starts without the node too: jobs are taken in and proved, and anchored later.</summary>
    private async Task<ulong> GetChainIdAsync(ReleaseContext? bound, CancellationToken cancellationToken)
    {
        ulong? configured = options.Value.Anchoring.ChainId;
        try
        {
            ulong served = await anchor.GetChainIdAsync(cancellationToken).ConfigureAwait(false);
            return configured is null || configured == served ? served
                : throw new ProverException($"the node serves chain {served}, but the service is configured for chain {configured}");
        }
        catch (AnchorUnavailableException error)
        {
            LogUnavailable(error.Message);
            return configured ?? bound?.ChainId
                ?? throw new ProverException($"{error.Message}: at its first start the service must learn which chain it works for; start the node, or configure ChainId", error);
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Prover for {Context}; {Jobs} jobs are open")]
    private partial void LogStarted(ReleaseContext context, int jobs);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Starting without the node: {Problem}")]
    private partial void LogUnavailable(string problem);
}
