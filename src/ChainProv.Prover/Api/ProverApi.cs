using System.Security.Cryptography;
using ChainProv.Prover.Anchoring;
using ChainProv.Prover.Attesting;
using ChainProv.Prover.Diagnostics;
using ChainProv.Prover.Hosting;
using ChainProv.Prover.Jobs;
using ChainProv.Prover.Proving;
using ChainProv.Prover.Storage;
using Microsoft.Extensions.Options;

namespace ChainProv.Prover.Api;

/// <summary>What the endpoints do, apart from HTTP.</summary>
internal sealed class ProverApi(
    IJobStore store, IReleaseProver prover, ProverIdentity identity, DevelopmentKeyRule developmentKeys, JobQueues queues, JobActivity activity,
    AnchorSettlement settlement, ProverMetrics metrics, ResponseAttestor attestor, IOptions<ProverOptions> options)
{
    private static readonly TimeSpan LongestLook = TimeSpan.FromSeconds(5);

    public int MaxRequestBytes => options.Value.MaxRequestBytes;

    public TimeSpan RetryAfter => options.Value.Proving.RetryAfter;

    public InfoResponse Info() => new(
        identity.Context.ChainId,
        InfoResponse.Lower(identity.Context.Registry),
        InfoResponse.Lower(identity.Context.Publisher),
        [.. prover.Circuits.Select(CircuitResponse.Of)],
        [.. attestor.Models.Select(AttestedModelResponse.Of)],
        [.. attestor.Policies.Select(policy => new AnsweredPolicyResponse(policy.Key, policy.Value))]);

    /// <summary>Checks and stores a request; the array is zeroed.</summary>
    /// <exception cref="ReleaseRequestException">It cannot be proved, or not be anchored.</exception>
    public async Task<(SubmissionOutcome Outcome, Job? Job)> SubmitAsync(byte[] body, string? clientKey, CancellationToken cancellationToken)
    {
        try
        {
            using JobSubmission submission = SubmissionReader.Read(body, clientKey);
            CircuitInfo circuit = prover.Check(submission.Request, identity.Context);
            if (submission.Anchor && developmentKeys.Refuse(circuit.Setup, identity.Context) is string refusal)
                throw new ReleaseRequestException("$.anchor", refusal);
            (SubmissionOutcome outcome, Job? job) = await store.SubmitAsync(submission, options.Value.Proving.QueueCapacity, cancellationToken).ConfigureAwait(false);
            metrics.Submitted(outcome);
            if (job is not null && outcome is SubmissionOutcome.Created or SubmissionOutcome.Resumed)
                queues.Enqueue(job);
            return (outcome, job is { State: JobState.Anchored } ? await LookAgainAsync(job, cancellationToken).ConfigureAwait(false) : job);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(body);
        }
    }

    public async Task<JobResponse?> FindAsync(Guid job, CancellationToken cancellationToken) =>
        await store.FindAsync(job, cancellationToken).ConfigureAwait(false) is Job found ? Show(found) : null;

    public Task<ReadOnlyMemory<byte>?> GetCertificateAsync(Guid job, CancellationToken cancellationToken) => store.GetCertificateAsync(job, cancellationToken);

    /// <summary>Cancels a job, which is done already if it was cancelled before.</summary>
    /// <returns>The job as it is then; null if there is none.</returns>
    public async Task<JobResponse?> CancelAsync(Guid job, CancellationToken cancellationToken)
    {
        if (await store.CancelAsync(job, cancellationToken).ConfigureAwait(false))
            activity.Cancel(job);
        return await FindAsync(job, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Who submits an anchored release again may know that it is not on the chain any more.</summary>
    private async Task<Job> LookAgainAsync(Job anchored, CancellationToken cancellationToken)
    {
        using CancellationTokenSource patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(LongestLook);
        try
        {
            await settlement.CheckAsync(anchored, patience.Token).ConfigureAwait(false);
        }
        catch (Exception error) when (error is AnchorUnavailableException or OperationCanceledException && !cancellationToken.IsCancellationRequested)
        {
            // The job is shown as it is known; the watch looks again.
        }
        return await store.FindAsync(anchored.Id, cancellationToken).ConfigureAwait(false) ?? anchored;
    }

    public JobResponse Show(Job job) => JobResponse.Of(job, activity);
}
