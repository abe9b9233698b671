using System.Globalization;
using Microsoft.Data.Sqlite;

namespace ChainProv.Prover.Storage;

/// <summary>One SQLite file that holds secrets for a while: mode 0600, one process at a time, freed pages overwritten, commits on disk before they count.</summary>
internal sealed class SqliteDatabase : IAsyncDisposable
{
    private readonly SqliteConnection _connection;
    private readonly FileStream _lock;
    private readonly SemaphoreSlim _gate = new(1);
    private int _disposed;

    private SqliteDatabase(SqliteConnection connection, FileStream @lock) => (_connection, _lock) = (connection, @lock);

    /// <summary>Opens the file, makes it if it is not there, and brings its schema to the newest version.</summary>
    /// <exception cref="ProverException">Another process has it open, others may read it, it is no database, or a newer program wrote it.</exception>
    public static SqliteDatabase Open(string path)
    {
        string file = Path.GetFullPath(path);
        FileStream? held = null;
        SqliteConnection? connection = null;
        try
        {
            PrivateFile.CreateFolder(Path.GetDirectoryName(file)!);
            held = PrivateFile.Lock($"{file}.lock") ?? throw new ProverException($"{file} is in use by another prover: two would anchor against each other");
            PrivateFile.Create(file);
            connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = file, ForeignKeys = true, Pooling = false }.ToString());
            connection.Open();
            Pragma(connection, "journal_mode = WAL");
            Pragma(connection, "synchronous = FULL");
            Pragma(connection, "secure_delete = ON");
            SqliteSchema.Migrate(connection, file);
            SqliteDatabase database = new(connection, held);
            database.ForgetLog(); // a process that was killed may have left a wiped witness in it
            return database;
        }
        catch (Exception error)
        {
            connection?.Dispose();
            held?.Dispose();
            if (error is SqliteException or IOException or UnauthorizedAccessException)
                throw new ProverException($"{file} cannot be used: {error.Message}", error);
            throw;
        }
    }

    /// <summary>Runs <paramref name="work"/> in one transaction, alone; it is undone if that throws.</summary>
    public async Task<T> TransactAsync<T>(Func<SqlSession, T> work, CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            using SqliteTransaction transaction = _connection.BeginTransaction(deferred: false);
            T result = work(new SqlSession(_connection, transaction));
            transaction.Commit();
            return result;
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <summary>As <see cref="TransactAsync"/>, for work that deletes secrets: afterwards they are in no file, the write-ahead log included.</summary>
    public async Task<T> WipeAsync<T>(Func<SqlSession, T> work, CancellationToken cancellationToken)
    {
        T result = await TransactAsync(work, cancellationToken).ConfigureAwait(false);
        await _gate.WaitAsync(CancellationToken.None).ConfigureAwait(false);
        try
        {
            ForgetLog();
            return result;
        }
        finally
        {
            _gate.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) == 1)
            return;
        await _gate.WaitAsync().ConfigureAwait(false);
        await _connection.DisposeAsync().ConfigureAwait(false);
        await _lock.DisposeAsync().ConfigureAwait(false);
        _gate.Dispose();
    }

    private void ForgetLog() => Pragma(_connection, "wal_checkpoint(TRUNCATE)");

    private static void Pragma(SqliteConnection connection, string pragma)
    {
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = string.Create(CultureInfo.InvariantCulture, $"PRAGMA {pragma}");
        command.ExecuteNonQuery();
    }
}
