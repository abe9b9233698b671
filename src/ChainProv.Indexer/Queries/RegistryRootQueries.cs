using System.Data.Common;
using ChainProv.Ethereum;
using ChainProv.Indexer.Storage;

namespace ChainProv.Indexer.Queries;

/// <summary>Roots of the registry tree.</summary>
internal static class RegistryRootQueries
{
    /// <summary>
    /// A root as the registry's <c>registryRootStatus</c> has it; null if no event names it. That is so of the empty tree's until the tree is
    /// empty again; nothing can be proved under it.
    /// </summary>
    public static Task<RegistryRootRecord?> RegistryRootAsync(IndexSnapshot at, Hash32 root) => at.FirstAsync(
        """
        SELECT g.block_number, g.root, g.change, g.revokes,
               EXISTS (SELECT 1 FROM registry_roots t WHERE t.change > g.change AND t.revokes AND t.block_number <= @block) AS revoked,
               (SELECT s.timestamp FROM registry_roots t JOIN blocks s ON s.number = t.block_number
                WHERE t.change = g.change + 1 AND t.block_number <= @block) AS superseded_at,
               e.transaction_hash, b.hash AS block_hash, b.timestamp
        FROM registry_roots g
        JOIN events e ON e.block_number = g.block_number AND e.log_index = g.log_index
        JOIN blocks b ON b.number = g.block_number
        WHERE g.root = @root AND g.block_number <= @block ORDER BY g.change DESC LIMIT 1
        """,
        row => Read(at, row), ("root", root));

    private static RegistryRootRecord Read(IndexSnapshot at, DbDataReader row)
    {
        DateTimeOffset? supersededAt = row.TimeOrNull("superseded_at");
        return new RegistryRootRecord(
            row.Hash("root"), row.UInt64("change"), row.Boolean("revokes"), supersededAt is null, row.Boolean("revoked"), supersededAt, at.Place(row));
    }
}
