using ChainProv.Provenance.Certificates;
using ChainProv.Prover.Anchoring;
using ChainProv.Prover.Jobs;
using ChainProv.Prover.Proving;

namespace ChainProv.Prover.Storage;

/// <summary>The durable memory of the service. Every method is one transaction: when it returns, its effect survives a crash; if it does not, nothing happened or all did.</summary>
/// <remarks>Transitions give false, and change nothing, if the job is no longer in a state from which they lead on (it was cancelled meanwhile, say).</remarks>
public interface IJobStore : IAsyncDisposable
{
    /// <summary>The context that the store's releases are for; null before <see cref="BindAsync"/>.</summary>
    Task<ReleaseContext?> GetContextAsync(CancellationToken cancellationToken = default);

    /// <summary>Binds the store to a context, once and for all.</summary>
    /// <exception cref="ProverException">It is bound to another.</exception>
    Task BindAsync(ReleaseContext context, CancellationToken cancellationToken = default);

    /// <summary>Stores a request, or finds the job that it already is.</summary>
    /// <param name="submission">The request.</param>
    /// <param name="capacity">The most jobs that may wait to be proved, this one included.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The outcome, and the job unless the queue is full or the key is another request's.</returns>
    Task<(SubmissionOutcome Outcome, Job? Job)> SubmitAsync(JobSubmission submission, int capacity, CancellationToken cancellationToken = default);

    /// <summary>A job; null if there is none.</summary>
    Task<Job?> FindAsync(Guid job, CancellationToken cancellationToken = default);

    /// <summary>A job's certificate; null if there is none.</summary>
    Task<ReadOnlyMemory<byte>?> GetCertificateAsync(Guid job, CancellationToken cancellationToken = default);

    /// <summary>The jobs that something is still to be done for, oldest first.</summary>
    Task<IReadOnlyList<Job>> ListOpenAsync(CancellationToken cancellationToken = default);

    /// <summary>Submitted or Proving → Proving, counting the attempt; null if the job does not wait for a proof.</summary>
    Task<ProvingTask?> StartProvingAsync(Guid job, CancellationToken cancellationToken = default);

    /// <summary>Proving → Submitted: the attempt was interrupted on purpose and does not count.</summary>
    Task<bool> ReturnToQueueAsync(Guid job, CancellationToken cancellationToken = default);

    /// <summary>Proving → Proved: keeps the certificate and wipes the witness.</summary>
    Task<bool> SaveProofAsync(Guid job, ProvedRelease proof, CancellationToken cancellationToken = default);

    /// <summary>What is to be anchored, with the transactions that may be on their way; null if the job does not wait to be anchored.</summary>
    Task<AnchoringTask?> GetAnchoringAsync(Guid job, CancellationToken cancellationToken = default);

    /// <summary>Proved or Anchoring → Anchoring: keeps a signed transaction, to be called before it is sent.</summary>
    Task<bool> SaveTransactionAsync(Guid job, AnchorTransaction transaction, CancellationToken cancellationToken = default);

    /// <summary>Anchoring → Anchoring: the nonce of the job's transactions is used up by another, so they can never be mined.</summary>
    Task<bool> DropTransactionsAsync(Guid job, CancellationToken cancellationToken = default);

    /// <summary>Proved or Anchoring → Anchored.</summary>
    Task<bool> SaveAnchoredAsync(Guid job, AnchoredRelease release, CancellationToken cancellationToken = default);

    /// <summary>The anchored jobs whose block is not known to be final, oldest first.</summary>
    Task<IReadOnlyList<Job>> ListUnsettledAsync(CancellationToken cancellationToken = default);

    /// <summary>Anchored → Anchored: where the release is now, and whether for good.</summary>
    Task<bool> SettleAsync(Guid job, AnchoredRelease release, bool isFinal, CancellationToken cancellationToken = default);

    /// <summary>Anchored → Anchoring: the chain took the release back. The transactions of the nonce that anchored it may be on their way again.</summary>
    Task<bool> ReopenAsync(Guid job, CancellationToken cancellationToken = default);

    /// <summary>Any state that has not ended → Failed; wipes the witness.</summary>
    Task<bool> FailAsync(Guid job, string reason, bool retriable, CancellationToken cancellationToken = default);

    /// <summary>Submitted, Proving or Proved → Cancelled; wipes the witness. False once a transaction exists.</summary>
    Task<bool> CancelAsync(Guid job, CancellationToken cancellationToken = default);
}
