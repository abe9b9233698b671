using System.Data.Common;
using System.Text;
using ChainProv.Ethereum;
using ChainProv.Indexer.Storage;

namespace ChainProv.Indexer.Queries;

/// <summary>Releases and their files.</summary>
internal static class ReleaseQueries
{
    private const long DayNumberOf1970 = 719_162;
    private static readonly string[] Setups = ["development", "ceremony"];

    /// <summary>One release; null if there is none.</summary>
    public static Task<ReleaseRecord?> ReleaseAsync(IndexSnapshot at, Hash32 release) =>
        at.FirstAsync($"SELECT * FROM {ReleaseSql.Standing} x WHERE x.release_id = @id", row => Read(at, row), ("id", release));

    /// <summary>The release that answers for a model, as the registry's <c>status</c> does; null if there is none.</summary>
    public static Task<ReleaseRecord?> AnswerAsync(IndexSnapshot at, Hash32 model) =>
        at.FirstAsync(ReleaseSql.Speaker, row => Read(at, row), ("model", model));

    /// <summary>Of the releases that list a file the first that is proven, else the first; null if there is none.</summary>
    public static Task<ReleaseRecord?> OfFileAsync(IndexSnapshot at, Hash32 sha256) => at.FirstAsync(
        $"""
        SELECT x.*, f.name, f.size, f.sha256 FROM {ReleaseSql.Standing} x
        JOIN release_files f ON f.block_number = x.block_number AND f.log_index = x.log_index
        WHERE f.sha256 = @sha256 ORDER BY x.proven DESC, x.block_number, x.log_index, f.position LIMIT 1
        """,
        row => Read(at, row) with { File = ReadFile(row) }, ("sha256", sha256));

    /// <summary>Of the releases of a model commitment the first that is proven, else the first; null if there is none.</summary>
    public static Task<ReleaseRecord?> OfCommitmentAsync(IndexSnapshot at, Hash32 commitment) => at.FirstAsync(
        $"""
        SELECT * FROM {ReleaseSql.Standing} x
        WHERE x.model_commitment = @commitment ORDER BY x.proven DESC, x.block_number, x.log_index LIMIT 1
        """,
        row => Read(at, row), ("commitment", commitment));

    /// <summary>All releases of a model commitment: for other policies, or proved again under another root.</summary>
    public static Task<Page<ReleaseRecord>> WithCommitmentAsync(IndexSnapshot at, Hash32 commitment, PageRequest page) => at.PageAsync(
        $"SELECT * FROM {ReleaseSql.Standing} x WHERE x.model_commitment = @commitment", row => Read(at, row), page, ("commitment", commitment));

    /// <summary>All releases of a model.</summary>
    public static Task<Page<ReleaseRecord>> OfModelAsync(IndexSnapshot at, Hash32 model, PageRequest page) =>
        at.PageAsync($"SELECT * FROM {ReleaseSql.Standing} x WHERE x.model_digest = @model", row => Read(at, row), page, ("model", model));

    /// <summary>All releases of a publisher.</summary>
    public static Task<Page<ReleaseRecord>> OfPublisherAsync(IndexSnapshot at, Address publisher, PageRequest page) => at.PageAsync(
        $"SELECT * FROM {ReleaseSql.Standing} x WHERE x.publisher = @publisher", row => Read(at, row), page, ("publisher", publisher));

    /// <summary>All releases that list a file, each with its first name there.</summary>
    public static Task<Page<ReleaseRecord>> WithFileAsync(IndexSnapshot at, Hash32 sha256, PageRequest page) => at.PageAsync(
        $"""
        SELECT x.*, f.name, f.size, f.sha256 FROM {ReleaseSql.Standing} x
        JOIN release_files f ON f.block_number = x.block_number AND f.log_index = x.log_index
        WHERE f.sha256 = @sha256 AND f.position = (SELECT MIN(g.position) FROM release_files g
            WHERE g.block_number = x.block_number AND g.log_index = x.log_index AND g.sha256 = @sha256)
        """,
        row => Read(at, row) with { File = ReadFile(row) }, page, ("sha256", sha256));

    /// <summary>A release's files in the order of its list, from position <paramref name="from"/>.</summary>
    public static async Task<Page<FileRecord>> FilesAsync(IndexSnapshot at, Hash32 release, long from, int limit)
    {
        List<FileRecord> files = await at.QueryAsync(
            """
            SELECT f.name, f.size, f.sha256 FROM release_files f
            JOIN releases r ON r.block_number = f.block_number AND r.log_index = f.log_index
            WHERE r.release_id = @id AND f.position >= @from ORDER BY f.position LIMIT @limit
            """,
            ReadFile, ("id", release), ("from", from), ("limit", limit + 1)).ConfigureAwait(false);
        string? next = files.Count > limit ? PageRequest.Place(0, (ulong)from + (ulong)limit) : null;
        return at.Page([.. files.Take(limit)], next);
    }

    private static FileRecord ReadFile(DbDataReader row) => new(Encoding.UTF8.GetString(row.Bytes("name")), row.UInt64("size"), row.Hash("sha256"));

    private static ReleaseRecord Read(IndexSnapshot at, DbDataReader row)
    {
        Hash32 baseDigest = row.Hash("base_digest");
        ulong setup = row.UInt64("setup");
        uint validOn = (uint)row.UInt64("valid_on");
        return new ReleaseRecord
        {
            ReleaseId = row.Hash("release_id"),
            ModelDigest = row.Hash("model_digest"),
            Publisher = row.Address("publisher"),
            Proven = row.Boolean("proven"),
            Recognised = row.Boolean("recognised"),
            RootSuperseded = row.Boolean("superseded"),
            Expired = row.Boolean("expired"),
            Revoked = row.Boolean("revoked"),
            TrainingLink = TrainingLinkWords.NameOf(row.UInt64("training_link")),
            TrainingLinkMeaning = TrainingLinkWords.MeaningOf(row.UInt64("training_link")),
            Setup = setup < (ulong)Setups.Length ? Setups[setup] : $"unknown ({setup})",
            PolicyDigest = row.Hash("policy_digest"),
            ValidOn = validOn,
            ValidOnDate = validOn <= DateOnly.MaxValue.DayNumber - DayNumberOf1970 ? DateOnly.FromDayNumber((int)(DayNumberOf1970 + validOn)) : null,
            AuthorityId = row.Hash("authority_id"),
            AuthorityRoot = row.Hash("authority_root"),
            Revision = row.UInt64("revision"),
            ModelCommitment = row.Hash("model_commitment"),
            BaseDigest = baseDigest == Hash32.Zero ? null : baseDigest,
            WeightsDigest = row.HashOrNull("weights_digest"),
            BaseWeightsDigest = row.HashOrNull("base_weights_digest"),
            HyperParametersDigest = row.HashOrNull("hyper_parameters_digest"),
            Slots = (byte)row.UInt64("slots"),
            CircuitDigest = row.Hash("circuit_digest"),
            KeyDigest = row.Hash("key_digest"),
            ProofDigest = row.Hash("proof_digest"),
            FileListValid = row.Boolean("file_list_valid"),
            Anchored = at.Place(row),
        };
    }
}
