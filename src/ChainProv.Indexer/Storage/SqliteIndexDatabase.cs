using System.Data.Common;
using Microsoft.Data.Sqlite;

namespace ChainProv.Indexer.Storage;

/// <summary>The index in one SQLite file: write-ahead log, so that readers see a fixed state while the next blocks are written.</summary>
/// <remarks>A killed process loses nothing it committed; a power cut may lose the last blocks, which are then read again.</remarks>
public sealed class SqliteIndexDatabase : IIndexDatabase
{
    private const int NotADatabase = 26;
    private const int CannotOpen = 14;
    private const int Corrupt = 11;
    private readonly string _connectionString;
    private readonly string _path;

    /// <summary>The database in the file at <paramref name="path"/>, which is created with its folder if it is not there.</summary>
    public SqliteIndexDatabase(string path)
    {
        _path = Path.GetFullPath(path);
        _connectionString = new SqliteConnectionStringBuilder { DataSource = _path, ForeignKeys = true, DefaultTimeout = 30 }.ToString();
    }

    /// <inheritdoc/>
    public string Name => _path;

    /// <inheritdoc/>
    public async Task<DbConnection> OpenAsync(CancellationToken cancellationToken)
    {
        SqliteConnection connection = new(_connectionString);
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(_path)!);
            await connection.OpenAsync(cancellationToken).ConfigureAwait(false);
            using SqliteCommand pragmas = connection.CreateCommand();
            pragmas.CommandText = "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL";
            await pragmas.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
            return connection;
        }
        catch (Exception error)
        {
            await connection.DisposeAsync().ConfigureAwait(false);
            throw error switch
            {
                SqliteException { SqliteErrorCode: NotADatabase } => new IndexerException($"{_path} is no SQLite database", error, IndexerFailure.File),
                SqliteException { SqliteErrorCode: Corrupt } =>
                    new IndexerException($"{_path} is damaged: delete it and the index is built again from the chain", error, IndexerFailure.File),
                SqliteException { SqliteErrorCode: CannotOpen } or IOException or UnauthorizedAccessException =>
                    new IndexerException($"{_path} cannot be opened: {error.Message}", error, IndexerFailure.File),
                _ => error,
            };
        }
    }

    /// <inheritdoc/>
    public Task<DbTransaction> BeginReadAsync(DbConnection connection, CancellationToken cancellationToken) => Begin(connection, deferred: true);

    /// <inheritdoc/>
    public Task<DbTransaction> BeginWriteAsync(DbConnection connection, CancellationToken cancellationToken) => Begin(connection, deferred: false);

    private static Task<DbTransaction> Begin(DbConnection connection, bool deferred) =>
        Task.FromResult<DbTransaction>(((SqliteConnection)connection).BeginTransaction(deferred));
}
