using ChainProv.Prover.Jobs;

namespace ChainProv.Prover.Storage;

/// <summary>One submission within one transaction: a new job, or the one that it already is.</summary>
internal sealed class SqliteSubmission(SqlSession sql, JobSubmission submission, int capacity)
{
    public (SubmissionOutcome Outcome, Job? Job) Run(DateTimeOffset now)
    {
        if (FindJob() is not Job known)
            return IsFull() ? (SubmissionOutcome.QueueFull, null) : Create(now);
        if (!HasSameContent())
            return (SubmissionOutcome.KeyReused, null);
        bool mayStartAgain = known.State == JobState.Cancelled || (known.State == JobState.Failed && known.IsRetriable);
        if (!mayStartAgain)
            return (SubmissionOutcome.Existing, known);
        bool isProved = known.ReleaseId is not null;
        return !isProved && IsFull() ? (SubmissionOutcome.QueueFull, null) : Resume(isProved);
    }

    private (SubmissionOutcome, Job?) Create(DateTimeOffset now)
    {
        sql.Execute(
            """
            INSERT INTO jobs (id, idempotency_key, request_digest, state, anchor, submitted_at)
            VALUES (@id, @key, @digest, @state, @anchor, @now)
            """,
            ("@id", Guid.CreateVersion7(now)), ("@key", submission.Key), ("@digest", submission.Digest),
            ("@state", JobState.Submitted), ("@anchor", submission.Anchor), ("@now", now));
        KeepWitness();
        return (SubmissionOutcome.Created, FindJob());
    }

    private (SubmissionOutcome, Job?) Resume(bool isProved)
    {
        sql.Execute(
            "UPDATE jobs SET state = @state, attempts = 0, reason = NULL, retriable = 0, anchor_transaction = NULL WHERE idempotency_key = @key",
            ("@state", isProved ? JobState.Proved : JobState.Submitted), ("@key", submission.Key));
        if (!isProved)
            KeepWitness();
        return (SubmissionOutcome.Resumed, FindJob());
    }

    private void KeepWitness() => sql.Execute(
        "INSERT INTO witnesses (job, request) SELECT sequence, @request FROM jobs WHERE idempotency_key = @key",
        ("@request", submission.Request), ("@key", submission.Key));

    private Job? FindJob() => JobRow.Find(sql, "idempotency_key = @key", ("@key", submission.Key));

    private bool HasSameContent() => sql.Count(
        "SELECT COUNT(*) FROM jobs WHERE idempotency_key = @key AND request_digest = @digest",
        ("@key", submission.Key), ("@digest", submission.Digest)) == 1;

    private bool IsFull() => sql.Count("SELECT COUNT(*) FROM jobs WHERE state IN ('Submitted', 'Proving')") >= capacity;
}
