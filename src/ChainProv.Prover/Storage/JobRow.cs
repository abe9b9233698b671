using ChainProv.Ethereum;
using ChainProv.Prover.Jobs;
using Microsoft.Data.Sqlite;

namespace ChainProv.Prover.Storage;

/// <summary>Reads jobs.</summary>
internal static class JobRow
{
    public static Job? Find(SqlSession sql, string where, params ReadOnlySpan<(string Name, object? Value)> parameters) =>
        List(sql, where, parameters).FirstOrDefault();

    public static List<Job> List(SqlSession sql, string where, params ReadOnlySpan<(string Name, object? Value)> parameters) => sql.Query(
        $"""
        SELECT id, state, anchor, release_id, anchor_transaction, block, reason, retriable, submitted_at, final
        FROM jobs WHERE {where} ORDER BY sequence
        """,
        Read,
        parameters);

    private static Job Read(SqliteDataReader row) => new(
        Guid.ParseExact(row.GetString(0), "N"),
        Enum.Parse<JobState>(row.GetString(1)),
        row.GetBoolean(2),
        HashOrNull(row, 3),
        HashOrNull(row, 4),
        row.IsDBNull(5) ? null : unchecked((ulong)row.GetInt64(5)),
        row.IsDBNull(6) ? null : row.GetString(6),
        row.GetBoolean(7),
        DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(8)),
        row.GetBoolean(9));

    private static Hash32? HashOrNull(SqliteDataReader row, int column) =>
        row.IsDBNull(column) ? null : new Hash32(row.GetFieldValue<byte[]>(column));
}
