using System.Globalization;
using ChainProv.Ethereum;
using ChainProv.Ethereum.Rpc;
using ChainProv.Indexer.Queries;
using ChainProv.Indexer.Storage;
using ChainProv.Indexer.Tests.Support;
using Microsoft.Data.Sqlite;

namespace ChainProv.Indexer.Tests;

public sealed class MigrationTests : IDisposable
{
    private readonly FakeNode _node = new();
    private readonly EthereumClient _client;
    private readonly TestIndex _index;

    public MigrationTests()
    {
        _client = _node.Connect();
        _index = new TestIndex(_client);
    }

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _index.Dispose();
        _client.Dispose();
        _node.Dispose();
    }

    [Fact]
    public async Task Releases_of_a_first_versions_index_say_nothing_of_weights()
    {
        await WriteFirstVersionAsync();
        await new IndexStore(_index.Database).MigrateAsync(Stop);

        ReleaseRecord release = (await _index.LookupAsync(Hash32.Zero, RecordKind.Release)).Record.Should().BeOfType<ReleaseRecord>().Subject;
        (release.WeightsDigest, release.BaseWeightsDigest, release.HyperParametersDigest, release.TrainingLink).Should().Be((null, null, null, "none"));
        AuthorityRecord authority = (await _index.LookupAsync(Hash32.Zero, RecordKind.Authority)).Record.Should().BeOfType<AuthorityRecord>().Subject;
        (authority.PublicKey, authority.Rotations).Should().Be(("0x01", 0));
    }

    /// <summary>An index with one block, an authority and a release, before any migration but the first.</summary>
    private async Task WriteFirstVersionAsync()
    {
        const string Zeros = "zeroblob(32)";
        using StreamReader schema = new(typeof(Migrations).Assembly.GetManifestResourceStream("0001_initial.sql")!);
        string tables = await schema.ReadToEndAsync(Stop);
        string script = string.Create(CultureInfo.InvariantCulture, $"""
            {tables}
            CREATE TABLE schema_migrations (version BIGINT PRIMARY KEY, name TEXT NOT NULL);
            INSERT INTO schema_migrations VALUES (1, '0001_initial.sql');
            INSERT INTO chain VALUES (1, 31337, zeroblob(20), 0, NULL);
            INSERT INTO blocks VALUES (1, {Zeros}, {Zeros}, {FakeBlock.GenesisTime});
            INSERT INTO events VALUES (1, 0, {Zeros}), (1, 1, {Zeros});
            INSERT INTO authorities VALUES (1, 0, {Zeros}, X'01');
            INSERT INTO releases VALUES (1, 1, {Zeros}, {Zeros}, zeroblob(20), {Zeros}, {Zeros}, {Zeros}, {Zeros}, {Zeros}, 40000, 1, 1, 0, 0, {Zeros}, {Zeros}, {Zeros}, X'', FALSE);
            """);
        using SqliteConnection connection = new($"Data Source={_index.Path}");
        await connection.OpenAsync(Stop);
        using SqliteCommand command = new(script, connection);
        await command.ExecuteNonQueryAsync(Stop);
    }
}
