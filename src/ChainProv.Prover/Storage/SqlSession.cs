using System.Security.Cryptography;
using ChainProv.Ethereum;
using Microsoft.Data.Sqlite;

namespace ChainProv.Prover.Storage;

/// <summary>Statements within one transaction.</summary>
internal sealed class SqlSession(SqliteConnection connection, SqliteTransaction transaction)
{
    /// <summary>Runs a statement and gives the number of rows it changed.</summary>
    public int Execute(string sql, params ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        using SqliteCommand command = Command(sql, parameters);
        try
        {
            return command.ExecuteNonQuery();
        }
        finally
        {
            // They are this session's copies, and one may be of a witness.
            foreach (SqliteParameter parameter in command.Parameters)
                CryptographicOperations.ZeroMemory(parameter.Value as byte[]);
        }
    }

    /// <summary>All rows of a query.</summary>
    public List<T> Query<T>(string sql, Func<SqliteDataReader, T> read, params ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        using SqliteCommand command = Command(sql, parameters);
        using SqliteDataReader reader = command.ExecuteReader();
        List<T> rows = [];
        while (reader.Read())
            rows.Add(read(reader));
        return rows;
    }

    /// <summary>The integer that a query gives.</summary>
    public long Count(string sql, params ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        using SqliteCommand command = Command(sql, parameters);
        return (long)command.ExecuteScalar()!;
    }

    private SqliteCommand Command(string sql, ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        SqliteCommand command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = sql;
        foreach ((string name, object? value) in parameters)
            command.Parameters.AddWithValue(name, ToColumn(value));
        return command;
    }

    /// <summary>How values stand in the database. Unsigned 64-bit integers keep their bits.</summary>
    private static object ToColumn(object? value) => value switch
    {
        null => DBNull.Value,
        Hash32 hash => hash.ToArray(),
        Address address => address.ToArray(),
        ReadOnlyMemory<byte> bytes => bytes.ToArray(),
        ulong number => unchecked((long)number),
        Guid id => id.ToString("N"),
        Enum name => name.ToString(),
        DateTimeOffset time => time.ToUnixTimeMilliseconds(),
        _ => value,
    };
}
