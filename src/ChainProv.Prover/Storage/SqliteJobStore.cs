using ChainProv.Ethereum;
using ChainProv.Groth16.Keys;
using ChainProv.Provenance.Certificates;
using ChainProv.Prover.Anchoring;
using ChainProv.Prover.Jobs;
using ChainProv.Prover.Proving;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace ChainProv.Prover.Storage;

/// <summary>The jobs in one SQLite file; a transition is a transaction that names the states it leads from.</summary>
public sealed class SqliteJobStore : IJobStore
{
    private readonly SqliteDatabase _database;
    private readonly TimeProvider _time;

    private SqliteJobStore(SqliteDatabase database, TimeProvider time) => (_database, _time) = (database, time);

    /// <summary>Opens the file at <paramref name="path"/>, which is made with its folder if it is not there, and holds it until disposed of.</summary>
    /// <exception cref="ProverException">Another prover holds it, others may read it, it is no database, or a newer program wrote it.</exception>
    public static SqliteJobStore Open(string path, TimeProvider? time = null, ILogger? log = null) =>
        new(SqliteDatabase.Open(path, log ?? NullLogger.Instance), time ?? TimeProvider.System);

    /// <inheritdoc/>
    public Task<ReleaseContext?> GetContextAsync(CancellationToken cancellationToken = default) => _database.TransactAsync(ReadContext, cancellationToken);

    /// <inheritdoc/>
    public Task BindAsync(ReleaseContext context, CancellationToken cancellationToken = default) => _database.TransactAsync(
        sql =>
        {
            ReleaseContext? bound = ReadContext(sql);
            if (bound is not null && bound != context)
                throw new ProverException($"the database holds jobs for {bound}, but the service is configured for {context}: give it a database of its own");
            return bound is not null ? 0 : sql.Execute(
                "INSERT INTO context (id, chain_id, registry, publisher) VALUES (1, @chain, @registry, @publisher)",
                ("@chain", context.ChainId), ("@registry", context.Registry), ("@publisher", context.Publisher));
        },
        cancellationToken);

    /// <inheritdoc/>
    public Task<(SubmissionOutcome Outcome, Job? Job)> SubmitAsync(JobSubmission submission, int capacity, CancellationToken cancellationToken = default) =>
        _database.TransactAsync(sql => new SqliteSubmission(sql, submission, capacity).Run(_time.GetUtcNow()), cancellationToken);

    /// <inheritdoc/>
    public Task<Job?> FindAsync(Guid job, CancellationToken cancellationToken = default) =>
        _database.TransactAsync(sql => JobRow.Find(sql, "id = @id", ("@id", job)), cancellationToken);

    /// <inheritdoc/>
    public Task<ReadOnlyMemory<byte>?> GetCertificateAsync(Guid job, CancellationToken cancellationToken = default) => _database.TransactAsync<ReadOnlyMemory<byte>?>(
        sql => sql.Query("SELECT certificate FROM jobs WHERE id = @id AND certificate IS NOT NULL", row => row.GetFieldValue<byte[]>(0), ("@id", job)) is [byte[] bytes]
            ? (ReadOnlyMemory<byte>?)bytes
            : null,
        cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<Job>> ListOpenAsync(CancellationToken cancellationToken = default) => _database.TransactAsync<IReadOnlyList<Job>>(
        sql => JobRow.List(sql, "state IN ('Submitted', 'Proving', 'Anchoring') OR (state = 'Proved' AND anchor = 1)"), cancellationToken);

    /// <inheritdoc/>
    public Task<ProvingTask?> StartProvingAsync(Guid job, CancellationToken cancellationToken = default) => _database.TransactAsync(
        sql => !Move(sql, job, "state = 'Proving', attempts = attempts + 1", "state IN ('Submitted', 'Proving')") ? null : sql.Query(
            "SELECT w.request, j.attempts FROM jobs j JOIN witnesses w ON w.job = j.sequence WHERE j.id = @id",
            row => new ProvingTask(row.GetFieldValue<byte[]>(0), row.GetInt32(1)),
            ("@id", job)).Single(),
        cancellationToken);

    /// <inheritdoc/>
    public Task<bool> ReturnToQueueAsync(Guid job, CancellationToken cancellationToken = default) =>
        _database.TransactAsync(sql => Move(sql, job, "state = 'Submitted', attempts = attempts - 1", "state IN ('Proving')"), cancellationToken);

    /// <inheritdoc/>
    public Task<bool> SaveProofAsync(Guid job, ProvedRelease proof, CancellationToken cancellationToken = default) => _database.WipeAsync(
        sql => Move(sql, job, "state = 'Proved', release_id = @release, certificate = @certificate, setup = @setup", "state IN ('Proving')",
            ("@release", proof.ReleaseId), ("@certificate", proof.Certificate), ("@setup", (long)proof.Setup)) && Wipe(sql, job),
        cancellationToken);

    /// <inheritdoc/>
    public Task<AnchoringTask?> GetAnchoringAsync(Guid job, CancellationToken cancellationToken = default) => _database.TransactAsync(
        sql => sql.Query(
            "SELECT release_id, certificate, setup FROM jobs WHERE id = @id AND anchor = 1 AND state IN ('Proved', 'Anchoring')",
            row => new ProvedRelease(new Hash32(row.GetFieldValue<byte[]>(0)), row.GetFieldValue<byte[]>(1), (SetupKind)row.GetByte(2)),
            ("@id", job)) is [ProvedRelease release]
            ? new AnchoringTask(release, sql.Query(
                "SELECT t.raw, t.hash, t.nonce FROM transactions t JOIN jobs j ON j.sequence = t.job WHERE j.id = @id AND t.open = 1 ORDER BY t.ordinal",
                row => new AnchorTransaction(row.GetFieldValue<byte[]>(0), new Hash32(row.GetFieldValue<byte[]>(1)), unchecked((ulong)row.GetInt64(2))),
                ("@id", job)))
            : null,
        cancellationToken);

    /// <inheritdoc/>
    public Task<bool> SaveTransactionAsync(Guid job, AnchorTransaction transaction, CancellationToken cancellationToken = default) => _database.TransactAsync(
        // A dropped transaction can come back, byte for byte, when a reorganisation frees its nonce.
        sql => Move(sql, job, "state = 'Anchoring', anchor_transaction = @hash", "state IN ('Proved', 'Anchoring')", ("@hash", transaction.Hash))
            && sql.Execute(
                """
                INSERT INTO transactions (job, hash, nonce, raw) SELECT sequence, @hash, @nonce, @raw FROM jobs WHERE id = @id
                ON CONFLICT (hash) DO UPDATE SET open = 1
                """,
                ("@id", job), ("@hash", transaction.Hash), ("@nonce", transaction.Nonce), ("@raw", transaction.Raw)) == 1,
        cancellationToken);

    /// <inheritdoc/>
    public Task<bool> DropTransactionsAsync(Guid job, CancellationToken cancellationToken = default) => _database.TransactAsync(
        sql => Move(sql, job, "anchor_transaction = NULL", "state IN ('Anchoring')") && Close(sql, job), cancellationToken);

    /// <inheritdoc/>
    public Task<bool> SaveAnchoredAsync(Guid job, AnchoredRelease release, CancellationToken cancellationToken = default) => _database.TransactAsync(
        sql => Move(sql, job, "state = 'Anchored', anchor_transaction = @hash, block = @block", "state IN ('Proved', 'Anchoring')",
            ("@hash", release.Transaction), ("@block", release.Block)) && Close(sql, job),
        cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<Job>> ListUnsettledAsync(CancellationToken cancellationToken = default) => _database.TransactAsync<IReadOnlyList<Job>>(
        sql => JobRow.List(sql, "state = 'Anchored' AND final = 0"), cancellationToken);

    /// <inheritdoc/>
    public Task<bool> SettleAsync(Guid job, AnchoredRelease release, bool isFinal, CancellationToken cancellationToken = default) => _database.TransactAsync(
        sql => Move(sql, job, "anchor_transaction = @hash, block = @block, final = @final", "state IN ('Anchored')",
            ("@hash", release.Transaction), ("@block", release.Block), ("@final", isFinal)),
        cancellationToken);

    /// <inheritdoc/>
    public Task<bool> ReopenAsync(Guid job, CancellationToken cancellationToken = default) => _database.TransactAsync(
        sql => Move(sql, job, "state = 'Anchoring', block = NULL, final = 0", "state IN ('Anchored')") && Reopen(sql, job), cancellationToken);

    /// <inheritdoc/>
    public Task<bool> FailAsync(Guid job, string reason, bool retriable, CancellationToken cancellationToken = default) => _database.WipeAsync(
        sql => Move(sql, job, "state = 'Failed', reason = @reason, retriable = @retriable", "state IN ('Submitted', 'Proving', 'Proved', 'Anchoring')",
            ("@reason", reason), ("@retriable", retriable)) && Close(sql, job) && Wipe(sql, job),
        cancellationToken);

    /// <inheritdoc/>
    public Task<bool> CancelAsync(Guid job, CancellationToken cancellationToken = default) => _database.WipeAsync(
        sql => Move(sql, job, "state = 'Cancelled'", "state IN ('Submitted', 'Proving') OR (state = 'Proved' AND anchor = 1)") && Wipe(sql, job), cancellationToken);

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _database.DisposeAsync();

    private static bool Move(SqlSession sql, Guid job, string change, string from, params ReadOnlySpan<(string Name, object? Value)> parameters) =>
        sql.Execute($"UPDATE jobs SET {change} WHERE id = @id AND ({from})", [("@id", job), .. parameters]) == 1;

    private static bool Wipe(SqlSession sql, Guid job)
    {
        sql.Execute("DELETE FROM witnesses WHERE job = (SELECT sequence FROM jobs WHERE id = @id)", ("@id", job));
        return true;
    }

    private static bool Close(SqlSession sql, Guid job)
    {
        sql.Execute("UPDATE transactions SET open = 0 WHERE job = (SELECT sequence FROM jobs WHERE id = @id)", ("@id", job));
        return true;
    }

    /// <summary>Versions of older nonces stay closed: those nonces were used up when the last was signed. Another account's transaction is not this job's.</summary>
    private static bool Reopen(SqlSession sql, Guid job)
    {
        sql.Execute(
            """
            UPDATE transactions SET open = 1 WHERE job = (SELECT sequence FROM jobs WHERE id = @id) AND nonce =
                (SELECT t.nonce FROM transactions t JOIN jobs j ON j.sequence = t.job AND j.anchor_transaction = t.hash WHERE j.id = @id)
            """,
            ("@id", job));
        sql.Execute(
            """
            UPDATE jobs SET anchor_transaction =
                (SELECT t.hash FROM transactions t WHERE t.job = jobs.sequence AND t.open = 1 ORDER BY t.ordinal DESC LIMIT 1)
            WHERE id = @id
            """,
            ("@id", job));
        return true;
    }

    private static ReleaseContext? ReadContext(SqlSession sql) => sql.Query(
        "SELECT chain_id, registry, publisher FROM context",
        row => new ReleaseContext(
            unchecked((ulong)row.GetInt64(0)), new Address(row.GetFieldValue<byte[]>(1)), new Address(row.GetFieldValue<byte[]>(2)))).FirstOrDefault();
}
