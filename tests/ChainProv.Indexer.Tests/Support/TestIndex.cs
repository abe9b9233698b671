using System.Data.Common;
using System.Diagnostics.Metrics;
using ChainProv.Ethereum;
using ChainProv.Ethereum.Rpc;
using ChainProv.Indexer.Diagnostics;
using ChainProv.Indexer.Queries;
using ChainProv.Indexer.Registry;
using ChainProv.Indexer.Storage;
using ChainProv.Indexer.Sync;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace ChainProv.Indexer.Tests.Support;

/// <summary>An index in a file of its own, and what follows a chain into it.</summary>
internal sealed class TestIndex : IDisposable
{
    private readonly EthereumClient _client;
    private readonly IndexStore _store;
    private readonly RegistryPreflight _preflight;
    private ChainFollower? _follower;

    public TestIndex(EthereumClient client, IndexerOptions? options = null, string? path = null)
    {
        Options = options ?? new IndexerOptions { Registry = FakeNode.Registry.ToString() };
        Path = path ?? System.IO.Path.Combine(Directory.CreateTempSubdirectory("chainprov-index-").FullName, "index.db");
        Database = new SqliteIndexDatabase(Path);
        (_client, _store) = (client, new IndexStore(Database));
        _preflight = new RegistryPreflight(client, _store, Options);
    }

    public IndexerOptions Options { get; }

    public string Path { get; }

    public IIndexDatabase Database { get; }

    public SyncState State { get; } = new(TimeProvider.System);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async Task<StepOutcome> StepAsync()
    {
        _follower ??= await FollowAsync();
        return await _follower.StepAsync(Stop);
    }

    /// <summary>What was known in memory is forgotten, as by a process that was killed.</summary>
    public void Forget() => _follower = null;

    /// <summary>Steps until there is nothing new; answers that contradict each other are asked for again, as the service does.</summary>
    public async Task CatchUpAsync(int patience = 200)
    {
        for (int i = 0; ; i++)
        {
            try
            {
                if (await StepAsync() == StepOutcome.UpToDate)
                    return;
            }
            catch (Exception error) when (i < patience && error is ChainMovedException or EthereumException or InconsistentLogsException)
            {
                // The next attempt sees the chain anew.
            }
            i.Should().BeLessThan(patience, "the chain does not change any more");
        }
    }

    public async Task<IndexSnapshot> AtAsync(bool finalized = false) => (await IndexSnapshot.OpenAsync(Database, finalized, Stop))!;

    public Task<Checkpoint> CheckpointAsync() => _store.ReadCheckpointAsync(Stop);

    public async Task<LookupAnswer> LookupAsync(Hash32 digest, string? kind = null, bool finalized = false)
    {
        await using IndexSnapshot at = await AtAsync(finalized);
        return await DigestLookup.FindAsync(at, digest, kind);
    }

    /// <summary>Every row of every table, in one order.</summary>
    public async Task<string> DumpAsync()
    {
        using DbConnection connection = await Database.OpenAsync(Stop);
        List<string> lines = [];
        foreach (string table in await ReadAsync(connection, "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name"))
        {
            lines.Add($"== {table}");
            lines.AddRange((await ReadAsync(connection, $"SELECT * FROM {table}")).Order(StringComparer.Ordinal));
        }
        return string.Join('\n', lines);
    }

    /// <summary>The same of an index that is built of the same chain from nothing.</summary>
    public async Task<string> DumpOfRebuiltAsync()
    {
        using TestIndex rebuilt = new(_client, Options);
        await rebuilt.CatchUpAsync();
        return await rebuilt.DumpAsync();
    }

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        Directory.Delete(System.IO.Path.GetDirectoryName(Path)!, recursive: true);
    }

    private async Task<ChainFollower> FollowAsync()
    {
        await _preflight.CheckDatabaseAsync(Stop);
        ChainIdentity identity = await _preflight.CheckChainAsync(Stop);
        IMeterFactory meters = new ServiceCollection().AddMetrics().BuildServiceProvider().GetRequiredService<IMeterFactory>();
        return new ChainFollower(_client, _store, identity, Options, State, new IndexerMetrics(meters, State), NullLogger.Instance);
    }

    private static async Task<List<string>> ReadAsync(DbConnection connection, string sql)
    {
        using DbCommand command = connection.CreateCommand();
        command.CommandText = sql;
        using DbDataReader reader = await command.ExecuteReaderAsync(Stop);
        List<string> lines = [];
        while (await reader.ReadAsync(Stop))
        {
            object[] values = new object[reader.FieldCount];
            reader.GetValues(values);
            lines.Add(string.Join('|', values.Select(value => value is byte[] bytes ? Hex.Encode(bytes) : value.ToString())));
        }
        return lines;
    }
}
