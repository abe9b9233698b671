using System.Globalization;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;

namespace ChainProv.Prover.Storage;

/// <summary>One SQLite file that holds secrets for a while: mode 0600, one process at a time, freed pages overwritten, commits on disk before they count.</summary>
internal sealed partial class SqliteDatabase : IAsyncDisposable
{
    private const int Busy = 5;

    private readonly SqliteConnection _connection;
    private readonly FileStream _lock;
    private readonly SemaphoreSlim _gate = new(1);
    private readonly ILogger _log;
    private bool _logHoldsSecrets = true; // a process that was killed may have left a wiped witness in it
    private int _disposed;

    private SqliteDatabase(SqliteConnection connection, FileStream @lock, ILogger log) => (_connection, _lock, _log) = (connection, @lock, log);

    /// <summary>Opens the file, makes it if it is not there, and brings its schema to the newest version.</summary>
    /// <exception cref="ProverException">Another process has it open, others may read it, it is no database, or a newer program wrote it.</exception>
    public static SqliteDatabase Open(string path, ILogger log)
    {
        string file = Path.GetFullPath(path);
        FileStream? held = null;
        SqliteConnection? connection = null;
        try
        {
            PrivateFile.CreateFolder(Path.GetDirectoryName(file)!);
            held = PrivateFile.Lock($"{file}.lock")
                ?? throw new ProverException($"{file} is in use by another prover: two would anchor against each other", kind: ProverFailure.File);
            PrivateFile.Create(file);
            connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = file, ForeignKeys = true, Pooling = false }.ToString());
            connection.Open();
            Pragma(connection, "journal_mode = WAL");
            Pragma(connection, "synchronous = FULL");
            Pragma(connection, "secure_delete = ON");
            SqliteSchema.Migrate(connection, file);
            SqliteDatabase database = new(connection, held, log);
            database.TryForgetLog();
            return database;
        }
        catch (Exception error)
        {
            connection?.Dispose();
            held?.Dispose();
            if (error is SqliteException or IOException or UnauthorizedAccessException)
                throw new ProverException($"{file} cannot be used: {error.Message}", error, ProverFailure.File);
            throw;
        }
    }

    /// <summary>Runs <paramref name="work"/> in one transaction, alone; it is undone if that throws.</summary>
    public Task<T> TransactAsync<T>(Func<SqlSession, T> work, CancellationToken cancellationToken) => RunAsync(work, wipes: false, cancellationToken);

    /// <summary>As <see cref="TransactAsync"/>, for work that deletes secrets: afterwards they are in no file, the write-ahead log included.</summary>
    /// <remarks>What was committed stays so if the log cannot be emptied now (a full disk, a backup that reads it): the next transactions try again.</remarks>
    public Task<T> WipeAsync<T>(Func<SqlSession, T> work, CancellationToken cancellationToken) => RunAsync(work, wipes: true, cancellationToken);

    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) == 1)
            return;
        await _gate.WaitAsync().ConfigureAwait(false);
        await _connection.DisposeAsync().ConfigureAwait(false);
        await _lock.DisposeAsync().ConfigureAwait(false);
        _gate.Dispose();
    }

    private async Task<T> RunAsync<T>(Func<SqlSession, T> work, bool wipes, CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            T result;
            using (SqliteTransaction transaction = _connection.BeginTransaction(deferred: false))
            {
                result = work(new SqlSession(_connection, transaction));
                transaction.Commit();
            }
            _logHoldsSecrets |= wipes;
            TryForgetLog();
            return result;
        }
        finally
        {
            _gate.Release();
        }
    }

    private void TryForgetLog()
    {
        if (!_logHoldsSecrets)
            return;
        try
        {
            if (Pragma(_connection, "wal_checkpoint(TRUNCATE)") is not (null or 0L))
                throw new SqliteException("another program reads the database", Busy);
            _logHoldsSecrets = false;
        }
        catch (SqliteException error)
        {
            LogNotForgotten(error.Message);
        }
    }

    /// <summary>The first value that it gives, if it gives any.</summary>
    private static object? Pragma(SqliteConnection connection, string pragma)
    {
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = string.Create(CultureInfo.InvariantCulture, $"PRAGMA {pragma}");
        return command.ExecuteScalar();
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "A deleted witness is still in the database's write-ahead log, the next transaction tries again to empty it: {Problem}")]
    private partial void LogNotForgotten(string problem);
}
