using ChainProv.Provenance.Certificates;
using ChainProv.Prover.Anchoring;
using ChainProv.Prover.Attesting;
using ChainProv.Prover.Jobs;
using ChainProv.Prover.Storage;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace ChainProv.Prover.Hosting;

/// <summary>Before the workers run: makes sure that database and chain belong together, and takes up what an earlier process left.</summary>
internal sealed partial class ProverStartup(
    IJobStore store, IReleaseAnchor anchor, ResponseAttestor attestor, ProverIdentity identity, JobQueues queues, IOptions<ProverOptions> options, ILogger<ProverStartup> log)
    : IHostedLifecycleService
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <exception cref="ProverException">The database belongs to another chain, registry or publisher; the registry is none; or this is the first start and the node does not answer.</exception>
    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        ReleaseContext? bound = await store.GetContextAsync(cancellationToken).ConfigureAwait(false);
        using CancellationTokenSource patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(Patience);
        ReleaseContext context = new(await GetChainIdAsync(bound, patience.Token, cancellationToken).ConfigureAwait(false), anchor.Registry, anchor.Publisher);
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
        LogStarted(context, open.Count, attestor.Models.Count);
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>A service that knows its chain starts without the node too: jobs are taken in and proved, and anchored later.</summary>
    private async Task<ulong> GetChainIdAsync(ReleaseContext? bound, CancellationToken patience, CancellationToken cancellationToken)
    {
        ulong? configured = options.Value.Anchoring.ChainId;
        try
        {
            ulong served = await anchor.GetChainIdAsync(patience).ConfigureAwait(false);
            if (configured is not null && configured != served)
                throw new ProverException($"the node serves chain {served}, but the service is configured for chain {configured}");
            if (bound is null || bound.ChainId == served)
                await anchor.RequireRegistryAsync(patience).ConfigureAwait(false);
            return served;
        }
        catch (AnchorUnavailableException error)
        {
            return StartWithout(bound, error.Message, error);
        }
        catch (OperationCanceledException error) when (!cancellationToken.IsCancellationRequested)
        {
            return StartWithout(bound, $"the node did not answer within {Patience.TotalSeconds:0} s", error);
        }
    }

    private ulong StartWithout(ReleaseContext? bound, string problem, Exception cause)
    {
        LogUnavailable(problem);
        return options.Value.Anchoring.ChainId ?? bound?.ChainId ?? throw new ProverException(
            $"{problem}: at its first start the service must learn which chain it works for; start the node, or configure ChainId", cause, ProverFailure.Chain);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Prover for {Context}; {Jobs} jobs are open; responses of {Models} models are attested")]
    private partial void LogStarted(ReleaseContext context, int jobs, int models);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Starting without the node: {Problem}")]
    private partial void LogUnavailable(string problem);
}
