using System.Net;
using ChainProv.Indexer.Hosting;
using ChainProv.Indexer.Tests.Support;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace ChainProv.Indexer.Tests;

/// <summary>What the program says when configuration, database and chain do not belong together.</summary>
public sealed class StartTests : IDisposable
{
    private readonly FakeNode _node = new();
    private readonly string _folder = Directory.CreateTempSubdirectory("chainprov-start-").FullName;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private string Database => $"--Indexer:Database={_folder}/index.db";

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
        _node.Dispose();
    }

    [Theory]
    [InlineData("--Indexer:Rpc=node.example", "*Rpc must be*")]
    [InlineData("--Indexer:Rpc=ftp://node.example/secret-path", "*Rpc must be*")]
    [InlineData("--Indexer:Registry=0x12", "*Registry must be an address*0x12*")]
    [InlineData("--Indexer:Registry=0x0000000000000000000000000000000000000000", "*Registry must be an address*")]
    [InlineData("--Indexer:Database= ", "*Database must name a file*")]
    [InlineData("--Indexer:PollInterval=00:00:00", "*PollInterval must be*")]
    [InlineData("--Indexer:MaxBlockRange=0", "*MaxBlockRange must lie*")]
    [InlineData("--Indexer:ChainId=0", "*ChainId must lie*")]
    [InlineData("--Indexer:FinalityDept=3", "there is no setting Indexer:FinalityDept")]
    [InlineData("--Indexer:FinalityDepth=many", "*FinalityDepth*")]
    public async Task Settings_that_cannot_work_are_refused(string argument, string problem) =>
        (await Starting<OptionsValidationException>(argument)).WithMessage(problem).Which.Message.Should().NotContain("secret");

    [Fact]
    public async Task A_database_of_another_chain_is_refused()
    {
        await RunOnceAsync();
        _node.ChainId = 1;
        (await Starting<IndexerException>(Database)).WithMessage("*index.db indexes registry 0x5F*on chain 31337*not*on chain 1 *configure another database*");
    }

    [Fact]
    public async Task A_database_of_another_registry_or_first_block_is_refused_also_while_the_node_is_down()
    {
        await RunOnceAsync();
        _node.IsDown = true;
        (await Starting<IndexerException>(Database, "--Indexer:Registry=0x00000000000000000000000000000000000000aa")).WithMessage("*indexes registry*");
        (await Starting<IndexerException>(Database, "--Indexer:FirstBlock=5")).WithMessage("*from block 0, not*from block 5*");
    }

    [Fact]
    public async Task A_node_of_another_chain_than_configured_is_refused() =>
        (await Starting<IndexerException>("--Indexer:ChainId=10")).WithMessage("http://node.example serves chain 31337, but Indexer:ChainId is 10");

    [Fact]
    public async Task A_registry_that_is_not_there_is_refused()
    {
        _node.Code = [];
        (await Starting<IndexerException>()).WithMessage("there is no contract at 0x5F*deploy the registry, or correct Indexer:Registry")
            .Which.Kind.Should().Be(IndexerFailure.Configuration);
    }

    [Fact]
    public async Task A_contract_that_is_no_registry_is_refused()
    {
        _node.Tamper = (method, _, honest) => method == "eth_call" ? "0x" : honest;
        (await Starting<IndexerException>()).WithMessage("the contract at 0x5F*is no provenance registry*");
    }

    [Fact]
    public async Task The_setting_Urls_says_where_it_listens()
    {
        await using RunningIndexer indexer = await RunningIndexer.StartAsync(_node, "--urls=http://192.0.2.1:1", "--Indexer:Urls=http://127.0.0.1:0");
        (await indexer.GetAsync("/health/live")).Status.Should().Be(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_chain_below_the_index_makes_it_not_ready()
    {
        _node.MineEmpty(9);
        await using RunningIndexer indexer = await RunningIndexer.StartAsync(_node, "--Indexer:PollInterval=00:00:01", "--Indexer:MaxBackoff=00:00:01");
        await indexer.CatchUpAsync(_node);
        await RunningIndexer.UntilAsync(async () => (await indexer.GetAsync("/health/ready")).Status == HttpStatusCode.OK);
        _node.Drop(8); // below what was final: it stays
        await RunningIndexer.UntilAsync(async () => (await indexer.GetAsync("/health/ready")).Status == HttpStatusCode.ServiceUnavailable);
        ((string?)(await indexer.GetAsync("/v1/status")).Json["problem"]).Should().StartWith("the node's chain ends at block 1,");
    }

    [Fact]
    public async Task A_first_block_after_the_registrys_deployment_is_refused() =>
        (await Starting<IndexerException>("--Indexer:FirstBlock=3")).WithMessage("registry 0x5F*is older than block 3*");

    [Fact]
    public async Task A_file_that_is_no_database_is_refused()
    {
        await File.WriteAllTextAsync(Path.Combine(_folder, "index.db"), new string('x', 5000), Stop);
        (await Starting<IndexerException>(Database)).WithMessage("*index.db is no SQLite database").Which.Kind.Should().Be(IndexerFailure.File);
    }

    [Fact]
    public async Task A_database_of_a_newer_program_is_refused()
    {
        await RunOnceAsync();
        using (SqliteConnection connection = new($"Data Source={_folder}/index.db"))
        {
            connection.Open();
            using SqliteCommand command = new("INSERT INTO schema_migrations VALUES (9999, 'the future')", connection);
            command.ExecuteNonQuery();
        }
        (await Starting<IndexerException>(Database)).WithMessage("*schema version 9999*use a newer program");
    }

    [Fact]
    public async Task A_node_that_is_down_at_the_start_is_waited_for()
    {
        _node.IsDown = true;
        await using RunningIndexer indexer = await RunningIndexer.StartAsync(_node);
        (await indexer.GetAsync($"/v1/lookup/{Events.Id("x")}")).Status.Should().Be(HttpStatusCode.ServiceUnavailable);
        _node.IsDown = false;
        await indexer.CatchUpAsync(_node);
    }

    [Fact]
    public async Task A_registry_that_turns_out_not_to_be_there_stops_the_program()
    {
        (_node.IsDown, _node.Code) = (true, []);
        await using RunningIndexer indexer = await RunningIndexer.StartAsync(_node);
        Task stopped = indexer.Host.WaitForShutdownAsync(Stop);
        _node.IsDown = false;
        await FluentActions.Awaiting(() => stopped.WaitAsync(TimeSpan.FromMinutes(1), Stop)).Should().NotThrowAsync();
        indexer.Log.Lines.Should().Contain(line => line.Contains("The indexer stops: there is no contract at"));
        indexer.Host.Services.GetRequiredService<IndexerOutcome>().Failure.Should().BeOfType<IndexerException>();
    }

    private async Task RunOnceAsync()
    {
        await using RunningIndexer indexer = await RunningIndexer.StartAsync(_node, Database);
        await indexer.CatchUpAsync(_node);
        await indexer.Host.StopAsync(Stop);
    }

    private async Task<FluentAssertions.Specialized.ExceptionAssertions<TException>> Starting<TException>(params string[] arguments)
        where TException : Exception
    {
        await using RunningIndexer indexer = RunningIndexer.Create(_node, arguments);
        return await FluentActions.Awaiting(() => indexer.Host.StartAsync(Stop)).Should().ThrowAsync<TException>();
    }
}
