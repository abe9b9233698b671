using ChainProv.Ethereum;
using ChainProv.Ethereum.Rpc;
using ChainProv.Indexer.Queries;
using ChainProv.Indexer.Storage;
using ChainProv.Indexer.Sync;
using ChainProv.Indexer.Tests.Support;

namespace ChainProv.Indexer.Tests;

/// <summary>The index of a chain that is reorganised, and of a node that lags and fails.</summary>
public sealed class FollowingTests : IDisposable
{
    private readonly FakeNode _node = new();
    private readonly EthereumClient _client;
    private readonly TestIndex _index;

    public FollowingTests()
    {
        _client = _node.Connect();
        _index = new TestIndex(_client);
    }

    public void Dispose()
    {
        _index.Dispose();
        _client.Dispose();
        _node.Dispose();
    }

    [Fact]
    public async Task A_reorganisation_of_five_blocks_takes_back_what_they_said_and_adds_what_replaced_them()
    {
        _node.Mine([Events.Committed(Events.Id("stays"))]);
        _node.Mine([Events.Committed(Events.Id("removed")), Events.Committed(Events.Id("moved"))]);
        _node.MineEmpty(4);
        await _index.CatchUpAsync();

        _node.Drop(5);
        _node.MineEmpty(2, "other");
        _node.Mine("other", [Events.Committed(Events.Id("moved")), Events.Committed(Events.Id("added"))]);
        _node.MineEmpty(3, "other");
        await _index.CatchUpAsync();

        await Found("stays", true);
        await Found("removed", false);
        await Found("added", true);
        (await _index.LookupAsync(Events.Id("moved"))).Record.Should().BeOfType<DatasetRecord>().Which.First.Committed.Block.Should().Be(4);
        (await _index.DumpAsync()).Should().Be(await _index.DumpOfRebuiltAsync());
    }

    [Fact]
    public async Task A_reorganisation_below_the_finalized_block_is_followed_too()
    {
        for (int i = 0; i < 40; i++)
            _node.Mine([Events.Committed(Events.Id($"{i}"))]);
        await _index.CatchUpAsync();
        (await _index.CheckpointAsync()).Finalized.Should().Be(34);

        _node.Drop(35);
        _node.MineEmpty(50, "other");
        await _index.CatchUpAsync();
        await Found("4", true);
        await Found("5", false);
        (await _index.DumpAsync()).Should().Be(await _index.DumpOfRebuiltAsync());
    }

    [Fact]
    public async Task A_final_block_that_is_replaced_between_two_requests_is_noticed()
    {
        _node.FinalDepth = 0;
        _node.Mine([Events.Committed(Events.Id("removed"))]);
        await _index.CatchUpAsync();
        _node.MineEmpty(1);
        int blocksAskedFor = 0;
        _node.Before = method =>
        {
            // After the finalized block and the index's own last one, which is still there, comes the first of the new ones.
            if (method != "eth_getBlockByNumber" || ++blocksAskedFor != 3)
                return;
            _node.Drop(2);
            _node.MineEmpty(3, "other");
        };
        await FluentActions.Awaiting(_index.StepAsync).Should().ThrowAsync<ChainMovedException>();
        await _index.CatchUpAsync();
        await Found("removed", false);
        (await _index.DumpAsync()).Should().Be(await _index.DumpOfRebuiltAsync());
    }

    [Fact]
    public async Task A_chain_that_starts_anew_is_indexed_anew()
    {
        _node.Mine([Events.Committed(Events.Id("old"))]);
        _node.MineEmpty(20);
        await _index.CatchUpAsync();
        _node.Drop(21);
        _node.Mine("other", [Events.Committed(Events.Id("new"))]);
        _node.MineEmpty(30, "other");
        await _index.CatchUpAsync();
        await Found("old", false);
        await Found("new", true);
    }

    [Fact]
    public async Task A_node_that_lags_behind_the_index_changes_nothing()
    {
        _node.Mine([Events.Committed(Events.Id("known"))]);
        _node.MineEmpty(10);
        await _index.CatchUpAsync();
        string before = await _index.DumpAsync();
        _node.Drop(3);
        for (int look = 0; look < 4; look++)
        {
            (await _index.StepAsync()).Should().Be(StepOutcome.Behind);
            _index.State.Now.Problem.Should().StartWith("the node's chain ends at block 8, below the index's last block 11");
        }
        (await _index.DumpAsync()).Should().Be(before);
        _node.MineEmpty(3);
        (await _index.StepAsync()).Should().Be(StepOutcome.UpToDate);
        _index.State.Now.Problem.Should().BeNull();
        (await _index.DumpAsync()).Should().Be(before);
    }

    [Fact]
    public async Task A_chain_that_stays_shorter_was_cut_and_the_index_follows_it_down()
    {
        _node.MineEmpty(8);
        _node.Mine([Events.Committed(Events.Id("cut off"))]);
        _node.MineEmpty(2);
        await _index.CatchUpAsync();
        _node.Drop(4);
        List<StepOutcome> outcomes = [];
        for (int look = 0; look < 6; look++)
            outcomes.Add(await _index.StepAsync());
        outcomes.Should().Equal(StepOutcome.Behind, StepOutcome.Behind, StepOutcome.Behind, StepOutcome.Behind, StepOutcome.RolledBack, StepOutcome.UpToDate);
        await Found("cut off", false);
        _index.State.Now.Problem.Should().BeNull();
        _node.MineEmpty(10);
        await _index.CatchUpAsync();
        (await _index.DumpAsync()).Should().Be(await _index.DumpOfRebuiltAsync());
    }

    [Fact]
    public async Task A_chain_that_ends_below_what_was_final_is_left_to_the_operator()
    {
        _node.Mine([Events.Committed(Events.Id("final"))]);
        _node.MineEmpty(20);
        await _index.CatchUpAsync();
        _node.Drop(15);
        for (int look = 0; look < 20; look++)
            (await _index.StepAsync()).Should().Be(StepOutcome.Behind);
        _index.State.Now.Problem.Should().EndWith($"and below block 15, which was final: if the chain began anew, delete {_index.Database.Name}");
        await Found("final", true);
    }

    [Fact]
    public async Task A_problem_stays_until_a_step_is_done()
    {
        _node.Mine([]);
        _node.Tamper = (method, _, honest) => method == "eth_getLogs" ? throw new FakeRpcException(-32000, "busy") : honest;
        _index.State.Failed("before");
        await FluentActions.Awaiting(_index.StepAsync).Should().ThrowAsync<RpcErrorException>();
        _index.State.Now.Problem.Should().Be("before", "an answer to one request is not a step");
        _node.Tamper = null;
        await _index.CatchUpAsync();
        _index.State.Now.Problem.Should().BeNull();
    }

    [Fact]
    public async Task A_node_that_is_down_loses_nothing()
    {
        _node.Mine([Events.Committed(Events.Id("before"))]);
        await _index.CatchUpAsync();
        _node.IsDown = true;
        (await FluentActions.Awaiting(_index.StepAsync).Should().ThrowAsync<RpcUnreachableException>())
            .Which.Message.Should().NotContainAny("secret", "word", "name");
        await Found("before", true);
        _node.IsDown = false;
        _node.Mine([Events.Committed(Events.Id("after"))]);
        await _index.CatchUpAsync();
        await Found("after", true);
    }

    [Fact]
    public async Task A_chain_without_finality_is_followed_and_nothing_is_final()
    {
        _node.FinalDepth = null;
        _node.Mine([Events.Committed(Events.Id("dataset"))]);
        _node.MineEmpty(100);
        await _index.CatchUpAsync();
        LookupAnswer answer = await _index.LookupAsync(Events.Id("dataset"));
        answer.Final.Should().BeFalse();
        answer.Record.Should().BeOfType<DatasetRecord>().Which.First.Committed.Final.Should().BeFalse();
    }

    [Fact]
    public async Task An_answer_at_the_finalized_block_is_final_and_knows_nothing_later()
    {
        Hash32 authority = Events.Id("authority");
        _node.Mine([Events.Registered(authority), Events.Recognised(authority)]);
        _node.MineEmpty(10);
        _node.Mine([Events.Recognised(authority, false)]);
        _node.MineEmpty(2);
        await _index.CatchUpAsync();

        LookupAnswer now = await _index.LookupAsync(authority);
        (now.Final, ((AuthorityRecord)now.Record!).Recognised, ((AuthorityRecord)now.Record).Registered.Final).Should().Be((false, false, true));
        LookupAnswer final = await _index.LookupAsync(authority, finalized: true);
        (final.Final, final.Block, ((AuthorityRecord)final.Record!).Recognised).Should().Be((true, 8UL, true));
    }

    [Fact]
    public async Task A_replaced_key_is_the_authoritys_until_its_block_is_taken_back()
    {
        Hash32 authority = Events.Id("authority");
        byte[][] keys = [new byte[128], Enumerable.Repeat((byte)1, 128).ToArray(), Enumerable.Repeat((byte)2, 128).ToArray(), Enumerable.Repeat((byte)3, 128).ToArray()];
        _node.Mine([Events.Registered(authority), Events.Registered(Events.Id("another"))]);
        _node.Mine([Events.Rotated(authority, 1, keys[1])]);
        _node.MineEmpty(6);
        _node.Mine([Events.Rotated(authority, 2, keys[2])]);
        await _index.CatchUpAsync();
        await HasKeyAsync(authority, keys[2], 2);
        await HasKeyAsync(authority, keys[1], 1, finalized: true);
        await HasKeyAsync(Events.Id("another"), keys[0], 0);

        _node.Drop(1);
        _node.Mine("other", [Events.Rotated(authority, 2, keys[3])]);
        _node.MineEmpty(1, "other");
        await _index.CatchUpAsync();
        await HasKeyAsync(authority, keys[3], 2);
        (await _index.DumpAsync()).Should().Be(await _index.DumpOfRebuiltAsync());
    }

    [Fact]
    public async Task A_root_of_the_registry_tree_says_what_became_of_it_and_a_reorganisation_takes_that_back()
    {
        Hash32[] roots = [.. Enumerable.Range(0, 5).Select(i => Events.Id($"tree {i}"))];
        ulong second = _node.Mine([Events.RegistryRootChanged(roots[2], 2)]).Number;
        FakeBlock third = _node.Mine([Events.RegistryRootChanged(roots[3], 3)]);
        _node.MineEmpty(6);
        FakeBlock fourth = _node.Mine([Events.RegistryRootChanged(roots[4], 4, revokes: true)]);
        await _index.CatchUpAsync();
        (await RegistryRootAsync(roots[1])).Should().BeNull();
        (await RegistryRootAsync(roots[2]))!.Should().Match<RegistryRootRecord>(root => root.Change == 2 && !root.Newest && root.Revoked && root.Changed.Block == second);
        (await RegistryRootAsync(roots[2]))!.SupersededAt.Should().Be(DateTimeOffset.FromUnixTimeSeconds((long)third.Timestamp));
        (await RegistryRootAsync(roots[3]))!.SupersededAt.Should().Be(DateTimeOffset.FromUnixTimeSeconds((long)fourth.Timestamp));
        (await RegistryRootAsync(roots[4]))!.Should().Match<RegistryRootRecord>(root => root.Revokes && root.Newest && !root.Revoked && root.SupersededAt == null);
        (await RegistryRootAsync(roots[3], finalized: true))!.Should().Match<RegistryRootRecord>(root => root.Newest && !root.Revoked, "it was so then");

        _node.Drop(1);
        FakeBlock instead = _node.Mine("other", [Events.RegistryRootChanged(roots[2], 4)]);
        _node.MineEmpty(1, "other");
        await _index.CatchUpAsync();
        (await RegistryRootAsync(roots[2]))!.Should().Match<RegistryRootRecord>(root => root.Change == 4 && root.Newest && !root.Revoked, "a root may come again");
        (await RegistryRootAsync(roots[3]))!.Should().Match<RegistryRootRecord>(root => !root.Newest && !root.Revoked);
        (await RegistryRootAsync(roots[3]))!.SupersededAt.Should().Be(DateTimeOffset.FromUnixTimeSeconds((long)instead.Timestamp));
        (await RegistryRootAsync(roots[4])).Should().BeNull();
        (await _index.DumpAsync()).Should().Be(await _index.DumpOfRebuiltAsync());
    }

    [Fact]
    public async Task Only_one_of_two_writers_adds_a_block()
    {
        _node.MineEmpty(3);
        await _index.CatchUpAsync();
        IndexStore store = new(_index.Database);
        Checkpoint seen = await store.ReadCheckpointAsync(default);
        _node.Mine([]);
        await _index.CatchUpAsync();
        await FluentActions.Awaiting(() => store.RollBackAsync(seen.Tip, null, default)).Should().ThrowAsync<IndexConflictException>();
    }

    private async Task HasKeyAsync(Hash32 authority, byte[] key, ulong rotations, bool finalized = false)
    {
        AuthorityRecord record = (await _index.LookupAsync(authority, finalized: finalized)).Record.Should().BeOfType<AuthorityRecord>().Subject;
        (record.PublicKey, record.Rotations).Should().Be((Hex.Encode(key), rotations));
    }

    private async Task<RegistryRootRecord?> RegistryRootAsync(Hash32 root, bool finalized = false)
    {
        LookupAnswer answer = await _index.LookupAsync(root, RecordKind.RegistryRoot, finalized);
        return (RegistryRootRecord?)answer.Record;
    }

    private async Task Found(string name, bool expected) => (await _index.LookupAsync(Events.Id(name))).Found.Should().Be(expected, name);
}
