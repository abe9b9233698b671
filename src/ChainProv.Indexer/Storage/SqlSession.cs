using System.Data.Common;

namespace ChainProv.Indexer.Storage;

/// <summary>One connection in one transaction, which is undone unless it is committed.</summary>
internal sealed class SqlSession(DbConnection connection, DbTransaction transaction) : IAsyncDisposable
{
    /// <summary>A session that sees one state of the database.</summary>
    public static Task<SqlSession> ReadAsync(IIndexDatabase database, CancellationToken cancellationToken) =>
        OpenAsync(database, database.BeginReadAsync, cancellationToken);

    /// <summary>A session that writes, alone.</summary>
    public static Task<SqlSession> WriteAsync(IIndexDatabase database, CancellationToken cancellationToken) =>
        OpenAsync(database, database.BeginWriteAsync, cancellationToken);

    /// <summary>Runs a statement and gives the number of rows it changed.</summary>
    public async Task<int> ExecuteAsync(string sql, params (string Name, object? Value)[] parameters)
    {
        using DbCommand command = Command(sql, parameters);
        return await command.ExecuteNonQueryAsync().ConfigureAwait(false);
    }

    /// <summary>Inserts one row.</summary>
    public Task InsertAsync(string table, params (string Name, object? Value)[] columns) => ExecuteAsync(
        $"INSERT INTO {table} ({string.Join(", ", columns.Select(c => c.Name))}) VALUES ({string.Join(", ", columns.Select(c => "@" + c.Name))})",
        columns);

    /// <summary>All rows of a query.</summary>
    public async Task<List<T>> QueryAsync<T>(string sql, Func<DbDataReader, T> read, params (string Name, object? Value)[] parameters)
    {
        using DbCommand command = Command(sql, parameters);
        using DbDataReader reader = await command.ExecuteReaderAsync().ConfigureAwait(false);
        List<T> rows = [];
        while (await reader.ReadAsync().ConfigureAwait(false))
            rows.Add(read(reader));
        return rows;
    }

    /// <summary>The first row of a query; the default value if there is none.</summary>
    public async Task<T?> FirstAsync<T>(string sql, Func<DbDataReader, T> read, params (string Name, object? Value)[] parameters)
    {
        List<T> rows = await QueryAsync(sql, read, parameters).ConfigureAwait(false);
        return rows.Count == 0 ? default : rows[0];
    }

    /// <summary>Whether a query has a row.</summary>
    public async Task<bool> AnyAsync(string sql, params (string Name, object? Value)[] parameters) =>
        await FirstAsync(sql, _ => true, parameters).ConfigureAwait(false);

    /// <summary>The integer that a query gives.</summary>
    public Task<long> CountAsync(string sql, params (string Name, object? Value)[] parameters) => FirstAsync(sql, row => row.GetInt64(0), parameters);

    /// <summary>Makes what was written last.</summary>
    public Task CommitAsync(CancellationToken cancellationToken) => transaction.CommitAsync(cancellationToken);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await transaction.DisposeAsync().ConfigureAwait(false);
        await connection.DisposeAsync().ConfigureAwait(false);
    }

    private static async Task<SqlSession> OpenAsync(
        IIndexDatabase database, Func<DbConnection, CancellationToken, Task<DbTransaction>> begin, CancellationToken cancellationToken)
    {
        DbConnection connection = await database.OpenAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return new SqlSession(connection, await begin(connection, cancellationToken).ConfigureAwait(false));
        }
        catch
        {
            await connection.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    private DbCommand Command(string sql, (string Name, object? Value)[] parameters)
    {
        DbCommand command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = sql;
        foreach ((string name, object? value) in parameters)
        {
            DbParameter parameter = command.CreateParameter();
            parameter.ParameterName = name;
            parameter.Value = SqlValue.From(value);
            command.Parameters.Add(parameter);
        }
        return command;
    }
}
