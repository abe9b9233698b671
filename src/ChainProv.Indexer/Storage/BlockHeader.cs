using System.Data.Common;
using ChainProv.Ethereum;
using ChainProv.Ethereum.Rpc;

namespace ChainProv.Indexer.Storage;

/// <summary>A block as the index keeps it.</summary>
/// <param name="Number">Its number.</param>
/// <param name="Hash">Its hash.</param>
/// <param name="ParentHash">The hash of the block before it.</param>
/// <param name="Timestamp">When it was made, to the second.</param>
public sealed record BlockHeader(ulong Number, Hash32 Hash, Hash32 ParentHash, DateTimeOffset Timestamp)
{
    /// <summary>The columns that <see cref="Read"/> needs.</summary>
    internal const string Columns = "number, hash, parent_hash, timestamp";

    /// <summary>The day of the block, since 1970-01-01 UTC: what the registry compares dates with.</summary>
    public long Day => Timestamp.ToUnixTimeSeconds() / (24 * 60 * 60);

    internal static BlockHeader From(Block block) => new(block.Number, block.Hash, block.ParentHash, block.Timestamp);

    internal static BlockHeader Read(DbDataReader row) => new(row.UInt64("number"), row.Hash("hash"), row.Hash("parent_hash"), row.Time("timestamp"));
}
