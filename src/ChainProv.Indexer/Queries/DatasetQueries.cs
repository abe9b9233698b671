using ChainProv.Ethereum;
using ChainProv.Indexer.Storage;

namespace ChainProv.Indexer.Queries;

/// <summary>Committed datasets.</summary>
internal static class DatasetQueries
{
    private const string Commitments = """
        SELECT d.block_number, d.log_index, d.dataset_root, d.committer, d.manifest_digest, e.transaction_hash, b.hash AS block_hash, b.timestamp
        FROM dataset_commitments d
        JOIN events e ON e.block_number = d.block_number AND e.log_index = d.log_index
        JOIN blocks b ON b.number = d.block_number
        WHERE d.block_number <= @block AND d.dataset_root = @root
        """;

    /// <summary>A dataset; null if nobody committed it.</summary>
    public static async Task<DatasetRecord?> DatasetAsync(IndexSnapshot at, Hash32 root)
    {
        CommitmentRecord? first = await at.FirstAsync(
            $"{Commitments} ORDER BY d.block_number, d.log_index LIMIT 1", row => Read(at, row), ("root", root)).ConfigureAwait(false);
        if (first is null)
            return null;
        List<long> count = await at.QueryAsync(
            "SELECT COUNT(*) FROM dataset_commitments WHERE dataset_root = @root AND block_number <= @block",
            row => row.GetInt64(0), ("root", root)).ConfigureAwait(false);
        return new DatasetRecord(root, count[0], first);
    }

    /// <summary>All commitments of a dataset.</summary>
    public static Task<Page<CommitmentRecord>> CommitmentsAsync(IndexSnapshot at, Hash32 root, PageRequest page) =>
        at.PageAsync(Commitments, row => Read(at, row), page, ("root", root));

    private static CommitmentRecord Read(IndexSnapshot at, System.Data.Common.DbDataReader row) =>
        new(row.Address("committer"), row.Hash("manifest_digest"), at.Place(row));
}
