using System.Data.Common;
using ChainProv.Ethereum;
using ChainProv.Indexer.Storage;

namespace ChainProv.Indexer.Queries;

/// <summary>Authorities and their roots.</summary>
internal static class AuthorityQueries
{
    private const string Recognised = """
        COALESCE((SELECT n.recognised FROM recognitions n WHERE n.authority_id = a.authority_id AND n.block_number <= @block
                  ORDER BY n.block_number DESC, n.log_index DESC LIMIT 1), FALSE) AS recognised
        """;

    private const string Roots = $"""
        SELECT a.block_number, a.log_index, a.authority_id, a.root, a.revision, a.revokes, {Recognised},
               EXISTS (SELECT 1 FROM roots t WHERE t.authority_id = a.authority_id AND t.revision > a.revision AND t.revokes
                       AND t.block_number <= @block) AS superseded,
               e.transaction_hash, b.hash AS block_hash, b.timestamp
        FROM roots a
        JOIN events e ON e.block_number = a.block_number AND e.log_index = a.log_index
        JOIN blocks b ON b.number = a.block_number
        WHERE a.block_number <= @block
        """;

    /// <summary>One authority; null if there is none.</summary>
    public static async Task<AuthorityRecord?> AuthorityAsync(IndexSnapshot at, Hash32 authority)
    {
        RootRecord? newest = await at.FirstAsync(
            $"{Roots} AND a.authority_id = @id ORDER BY a.revision DESC LIMIT 1", row => ReadRoot(at, row), ("id", authority)).ConfigureAwait(false);
        RootRecord? revocation = await at.FirstAsync(
            $"{Roots} AND a.authority_id = @id AND a.revokes ORDER BY a.revision DESC LIMIT 1", row => ReadRoot(at, row), ("id", authority)).ConfigureAwait(false);
        return await at.FirstAsync(
            $"""
            SELECT a.block_number, a.authority_id, {Recognised},
                   COALESCE((SELECT k.public_key FROM key_rotations k WHERE k.authority_id = a.authority_id AND k.block_number <= @block
                             ORDER BY k.rotation DESC LIMIT 1), a.public_key) AS public_key,
                   (SELECT COUNT(*) FROM key_rotations k WHERE k.authority_id = a.authority_id AND k.block_number <= @block) AS rotations,
                   e.transaction_hash, b.hash AS block_hash, b.timestamp
            FROM authorities a
            JOIN events e ON e.block_number = a.block_number AND e.log_index = a.log_index
            JOIN blocks b ON b.number = a.block_number
            WHERE a.authority_id = @id AND a.block_number <= @block
            """,
            row => new AuthorityRecord(row.Hash("authority_id"), Hex.Encode(row.Bytes("public_key")), row.UInt64("rotations"),
                row.Boolean("recognised"), newest?.Revision ?? 0, revocation?.Revision ?? 0, newest?.Root, at.Place(row)),
            ("id", authority)).ConfigureAwait(false);
    }

    /// <summary>All roots of an authority.</summary>
    public static Task<Page<RootRecord>> RootsOfAsync(IndexSnapshot at, Hash32 authority, PageRequest page) =>
        at.PageAsync($"{Roots} AND a.authority_id = @id", row => ReadRoot(at, row), page, ("id", authority));

    /// <summary>
    /// A published root, of a recognised authority if one published it; null if there is none. Several authorities may publish one value.
    /// </summary>
    public static Task<RootRecord?> RootAsync(IndexSnapshot at, Hash32 root) => at.FirstAsync(
        $"SELECT * FROM ({Roots} AND a.root = @root) x ORDER BY x.recognised DESC, x.block_number, x.log_index LIMIT 1",
        row => ReadRoot(at, row), ("root", root));

    private static RootRecord ReadRoot(IndexSnapshot at, DbDataReader row) => new(
        row.Hash("authority_id"), row.Hash("root"), row.UInt64("revision"), row.Boolean("revokes"), row.Boolean("superseded"),
        row.Boolean("recognised"), at.Place(row));
}
