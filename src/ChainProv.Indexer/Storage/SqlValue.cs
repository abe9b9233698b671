using System.Data.Common;
using ChainProv.Ethereum;

namespace ChainProv.Indexer.Storage;

/// <summary>How the chain's values stand in the database, and back. Unsigned 64-bit integers keep their bits.</summary>
internal static class SqlValue
{
    /// <summary>The value as both databases take it.</summary>
    public static object From(object? value) => value switch
    {
        null => DBNull.Value,
        Hash32 hash => hash.ToArray(),
        Address address => address.ToArray(),
        ulong number => unchecked((long)number),
        uint number => (long)number,
        byte number => (long)number,
        DateTimeOffset time => time.ToUnixTimeSeconds(),
        _ => value,
    };

    /// <summary>A column of 32 bytes.</summary>
    public static Hash32 Hash(this DbDataReader row, string column) => new(row.Bytes(column));

    /// <summary>A column of 32 bytes or nothing.</summary>
    public static Hash32? HashOrNull(this DbDataReader row, string column) => row.IsNull(column) ? null : row.Hash(column);

    /// <summary>A column of 20 bytes.</summary>
    public static Address Address(this DbDataReader row, string column) => new(row.Bytes(column));

    /// <summary>A column of bytes.</summary>
    public static byte[] Bytes(this DbDataReader row, string column) => row.GetFieldValue<byte[]>(row.GetOrdinal(column));

    /// <summary>A column of integers.</summary>
    public static ulong UInt64(this DbDataReader row, string column) => unchecked((ulong)row.GetInt64(row.GetOrdinal(column)));

    /// <summary>A column that is true or false.</summary>
    public static bool Boolean(this DbDataReader row, string column) => row.GetBoolean(row.GetOrdinal(column));

    /// <summary>A column of Unix seconds.</summary>
    public static DateTimeOffset Time(this DbDataReader row, string column) =>
        DateTimeOffset.FromUnixTimeSeconds(row.GetInt64(row.GetOrdinal(column)));

    /// <summary>A column of Unix seconds or nothing.</summary>
    public static DateTimeOffset? TimeOrNull(this DbDataReader row, string column) => row.IsNull(column) ? null : row.Time(column);

    private static bool IsNull(this DbDataReader row, string column) => row.IsDBNull(row.GetOrdinal(column));
}
