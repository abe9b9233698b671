using System.Data.Common;
using ChainProv.Ethereum;
using ChainProv.Indexer.Storage;

namespace ChainProv.Indexer.Queries;

/// <summary>The index at one block: all that is read through it holds there, whatever is written meanwhile.</summary>
internal sealed class IndexSnapshot : IAsyncDisposable
{
    private readonly SqlSession _session;
    private readonly ulong? _finalized;

    private IndexSnapshot(SqlSession session, BlockHeader block, ulong? finalized) => (_session, Block, _finalized) = (session, block, finalized);

    /// <summary>The block.</summary>
    public BlockHeader Block { get; }

    /// <summary>Whether the chain will not take the block back.</summary>
    public bool IsFinal => IsFinalAt(Block.Number);

    /// <summary>The index at its last block, or at the last of its blocks that is final; null if there is none yet.</summary>
    public static async Task<IndexSnapshot?> OpenAsync(IIndexDatabase database, bool finalized, CancellationToken cancellationToken)
    {
        SqlSession session = await SqlSession.ReadAsync(database, cancellationToken).ConfigureAwait(false);
        Checkpoint checkpoint = await IndexStore.ReadCheckpointAsync(session).ConfigureAwait(false);
        BlockHeader? block = finalized
            ? await session.FirstAsync($"SELECT {BlockHeader.Columns} FROM blocks WHERE number = @number", BlockHeader.Read, ("number", checkpoint.Finalized)).ConfigureAwait(false)
            : checkpoint.Tip;
        if (block is not null)
            return new IndexSnapshot(session, block, checkpoint.Finalized);
        await session.DisposeAsync().ConfigureAwait(false);
        return null;
    }

    /// <summary>All rows of a query, to which the block is <c>@block</c> and its day <c>@day</c>.</summary>
    public Task<List<T>> QueryAsync<T>(string sql, Func<DbDataReader, T> read, params (string Name, object? Value)[] parameters) =>
        _session.QueryAsync(sql, read, [("block", Block.Number), ("day", Block.Day), .. parameters]);

    /// <summary>The first row of a query; the default value if there is none.</summary>
    public async Task<T?> FirstAsync<T>(string sql, Func<DbDataReader, T> read, params (string Name, object? Value)[] parameters)
        where T : class => (await QueryAsync(sql, read, parameters).ConfigureAwait(false)).FirstOrDefault();

    /// <summary>One page of a query's rows, which have <c>block_number</c> and <c>log_index</c>.</summary>
    public async Task<Page<T>> PageAsync<T>(string sql, Func<DbDataReader, T> read, PageRequest page, params (string Name, object? Value)[] parameters)
    {
        List<(T Item, string Place)> rows = await QueryAsync(
            $"SELECT * FROM ({sql}) p WHERE (p.block_number, p.log_index) < (@afterBlock, @afterIndex) ORDER BY p.block_number DESC, p.log_index DESC LIMIT @limit",
            row => (read(row), PageRequest.Place(row.UInt64("block_number"), row.UInt64("log_index"))),
            [.. parameters, ("afterBlock", page.Block), ("afterIndex", page.Index), ("limit", page.Limit + 1)]).ConfigureAwait(false);
        string? next = rows.Count > page.Limit ? rows[page.Limit - 1].Place : null;
        return Page<T>([.. rows.Take(page.Limit).Select(row => row.Item)], next);
    }

    /// <summary>A page that holds at this block.</summary>
    public Page<T> Page<T>(IReadOnlyList<T> items, string? next) => new(items, next, Block.Number, Block.Hash, IsFinal);

    /// <summary>Where a row's event is: columns <c>block_number</c>, <c>block_hash</c>, <c>transaction_hash</c>, <c>timestamp</c>.</summary>
    public Provenance Place(DbDataReader row) => new(
        row.UInt64("block_number"), row.Hash("block_hash"), row.Hash("transaction_hash"), row.Time("timestamp"), IsFinalAt(row.UInt64("block_number")));

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _session.DisposeAsync();

    private bool IsFinalAt(ulong number) => number <= _finalized;
}
