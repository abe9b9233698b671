using System.Text.Json.Nodes;
using ChainProv.Ethereum;
using ChainProv.Ethereum.Rpc;
using ChainProv.Indexer.Queries;
using ChainProv.Indexer.Registry;
using ChainProv.Indexer.Sync;
using ChainProv.Indexer.Tests.Support;

namespace ChainProv.Indexer.Tests;

/// <summary>The index of a node that contradicts itself, leaves things out, or is another than it was.</summary>
public sealed class UntrustedNodeTests : IDisposable
{
    private static readonly byte[] Files = Events.FileList(("weights", 1, Events.Id("weights")));
    private static readonly Hash32 Model = Events.DigestOf(Files);
    private readonly FakeNode _node = new();
    private readonly EthereumClient _client;
    private readonly TestIndex _index;

    public UntrustedNodeTests()
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
    public async Task A_node_that_does_not_have_a_block_it_announced_is_asked_again()
    {
        _node.FinalDepth = null;
        _node.Mine([Events.Committed(Events.Id("late"))]);
        _node.Tamper = (method, parameters, honest) =>
            method == "eth_getLogs" && parameters[0]!["blockHash"] is not null ? throw new FakeRpcException(-32000, "unknown block") : honest;
        await FluentActions.Awaiting(_index.StepAsync).Should().ThrowAsync<RpcErrorException>();
        (await _index.CheckpointAsync()).Tip.Should().BeNull("nothing is taken from a node that lacks a part of it");
        _node.Tamper = null;
        await _index.CatchUpAsync();
        await Found("late", true);
    }

    [Fact]
    public async Task A_block_that_vanishes_between_two_requests_adds_nothing()
    {
        _node.FinalDepth = null;
        _node.MineEmpty(3);
        _node.Tamper = (method, parameters, honest) => method == "eth_getBlockByNumber" && (string?)parameters[0] == "0x2" ? null : honest;
        await FluentActions.Awaiting(_index.StepAsync).Should().ThrowAsync<ChainMovedException>();
        (await _index.CheckpointAsync()).Tip.Should().BeNull();
    }

    [Theory]
    [InlineData(null)]
    [InlineData(0UL)]
    public async Task Logs_of_another_branch_are_refused(ulong? finalDepth)
    {
        _node.FinalDepth = finalDepth;
        _node.Mine([Events.Committed(Events.Id("elsewhere"))]);
        _node.MineEmpty(2);
        _node.Tamper = WithLogs(log => log["blockHash"] = Events.Id("another block").ToString());
        await RefusedAsync();
    }

    [Fact]
    public async Task Logs_of_blocks_that_were_not_asked_for_are_refused()
    {
        _node.FinalDepth = 0;
        _node.Mine([Events.Committed(Events.Id("elsewhere"))]);
        _node.Tamper = WithLogs(log => log["blockNumber"] = "0x99");
        await RefusedAsync();
    }

    [Fact]
    public async Task Blocks_that_are_not_each_others_children_are_refused()
    {
        _node.FinalDepth = null;
        _node.MineEmpty(4);
        _node.Tamper = (method, parameters, honest) =>
        {
            if (method == "eth_getBlockByNumber" && (string?)parameters[0] == "0x3")
                honest!["parentHash"] = Events.Id("a stranger").ToString();
            return honest;
        };
        await RefusedAsync();
    }

    [Theory]
    [InlineData(6UL)]
    [InlineData(0UL)]
    public async Task A_log_that_is_said_twice_is_taken_once(ulong finalDepth)
    {
        _node.FinalDepth = finalDepth;
        _node.Mine([Events.Committed(Events.Id("twice")), Events.Committed(Events.Id("once"))]);
        _node.Tamper = (method, _, honest) => method == "eth_getLogs"
            ? new JsonArray([.. honest!.AsArray().Concat(honest.AsArray()).Select(log => log!.DeepClone())]) : honest;
        await _index.CatchUpAsync();
        _node.Tamper = null;
        (await _index.DumpAsync()).Should().Be(await _index.DumpOfRebuiltAsync());
        await Found("twice", true);
    }

    [Fact]
    public async Task Two_different_logs_in_one_place_are_refused()
    {
        _node.FinalDepth = null;
        _node.Mine([Events.Committed(Events.Id("a")), Events.Committed(Events.Id("b"))]);
        _node.Tamper = WithLogs(log => log["logIndex"] = "0x0");
        await RefusedAsync();
    }

    [Fact]
    public async Task An_event_whose_past_is_missing_shows_the_gap_and_the_index_is_built_again()
    {
        Hash32 authority = Events.Id("authority");
        _node.FinalDepth = 0;
        _node.Mine([Events.Registered(authority)]);
        _node.Mine([Events.Published(authority, 1, Events.Id("root 1"))]);
        _node.MineEmpty(1);
        _node.Tamper = NoLogs;
        await _index.CatchUpAsync();
        await Found("root 1", false);

        _node.Tamper = null;
        _node.Mine([Events.Published(authority, 2, Events.Id("root 2"))]);
        await FluentActions.Awaiting(_index.StepAsync).Should().ThrowAsync<InconsistentLogsException>().WithMessage("*gap*never registered*");
        await _index.CatchUpAsync();
        await Found("root 1", true);
        await Found("root 2", true);
        (await _index.DumpAsync()).Should().Be(await _index.DumpOfRebuiltAsync());
    }

    [Theory]
    [InlineData("key rotation 2 of authority * follows rotation 0")]
    [InlineData("change 3 of the registry tree follows change 1")]
    public async Task A_number_that_is_left_out_of_rotations_or_changes_of_the_registry_tree_shows_the_gap(string problem)
    {
        Hash32 authority = Events.Id("authority");
        (FakeLog missing, FakeLog next) = problem.StartsWith("key", StringComparison.Ordinal)
            ? (Events.Rotated(authority, 1, new byte[128]), Events.Rotated(authority, 2, new byte[128]))
            : (Events.RegistryRootChanged(Events.Id("tree 2"), 2), Events.RegistryRootChanged(Events.Id("tree 3"), 3));
        _node.FinalDepth = 0;
        _node.Mine([Events.Registered(authority)]);
        _node.Tamper = WithoutLogsOf(_node.Mine([missing]).Number);
        _node.Mine([next]);
        await FluentActions.Awaiting(_index.StepAsync).Should().ThrowAsync<InconsistentLogsException>().WithMessage($"*gap: {problem}");
        _node.Tamper = null;
        await _index.CatchUpAsync();
        (await _index.DumpAsync()).Should().Be(await _index.DumpOfRebuiltAsync());
    }

    [Fact]
    public async Task A_rotation_of_an_authority_that_is_not_known_shows_the_gap()
    {
        _node.FinalDepth = 0;
        _node.Mine([Events.Rotated(Events.Id("nobody"), 1, new byte[128])]);
        await FluentActions.Awaiting(_index.StepAsync).Should().ThrowAsync<InconsistentLogsException>().WithMessage("*gap*never registered*");
    }

    [Fact]
    public async Task A_root_of_the_registry_tree_that_the_registry_does_not_have_is_found_in_its_state()
    {
        _node.FinalDepth = 0;
        _node.Mine([Events.RegistryRootChanged(Events.Id("tree 2"), 2)]);
        _node.MineEmpty(1);
        _node.Tamper = WithLogs(log => log["topics"]![1] = Events.Id("another tree").ToString());
        await FluentActions.Awaiting(() => _index.CatchUpAsync(patience: 3)).Should().ThrowAsync<InconsistentLogsException>()
            .WithMessage($"*the registry tree's root is {Events.Id("tree 2")}, not {Events.Id("another tree")}");
    }

    /// <summary>No later event needs the revocation: only the header, or the registry itself, can tell that it is missing.</summary>
    [Theory]
    [InlineData(6UL)]
    [InlineData(null)]
    public async Task A_revocation_that_the_node_leaves_out_of_a_block_is_taken_from_its_receipts(ulong? finalDepth)
    {
        _node.FinalDepth = finalDepth;
        Hash32 release = await AnchorAsync();
        _node.Mine([Events.Revoked(release, Model)]);
        _node.MineEmpty(1);
        _node.Tamper = NoLogs;
        await _index.CatchUpAsync();
        await ProvenAsync(release, false);
        _node.Tamper = null;
        (await _index.DumpAsync()).Should().Be(await _index.DumpOfRebuiltAsync());
    }

    [Fact]
    public async Task A_part_of_a_blocks_events_that_the_node_leaves_out_is_taken_from_its_receipts()
    {
        _node.FinalDepth = null;
        _node.Mine([Events.Committed(Events.Id("told")), Events.Committed(Events.Id("left out"))]);
        _node.Tamper = (method, _, honest) => method == "eth_getLogs" ? new JsonArray(honest!.AsArray().Take(1).Select(log => log!.DeepClone()).ToArray()) : honest;
        await _index.CatchUpAsync();
        await Found("told", true);
        await Found("left out", true);
    }

    [Fact]
    public async Task A_node_without_receipts_of_a_block_is_asked_for_the_logs_of_all_contracts()
    {
        _node.FinalDepth = null;
        Hash32 release = await AnchorAsync();
        _node.Mine([Events.Revoked(release, Model)]);
        _node.Tamper = (method, parameters, honest) => method == "eth_getBlockReceipts" ? throw new FakeRpcException(-32601, "method not found")
            : method == "eth_getLogs" && parameters[0]!["address"] is not null ? new JsonArray() : honest;
        await _index.CatchUpAsync();
        await ProvenAsync(release, false);
    }

    [Fact]
    public async Task Logs_that_a_header_tells_of_and_the_node_gives_nowhere_are_waited_for()
    {
        _node.FinalDepth = null;
        Hash32 release = await AnchorAsync();
        ulong before = (await _index.CheckpointAsync()).Tip!.Number;
        _node.Mine([Events.Revoked(release, Model)]);
        _node.Tamper = (method, _, honest) => method is "eth_getLogs" or "eth_getBlockReceipts" ? new JsonArray() : honest;
        await FluentActions.Awaiting(_index.StepAsync).Should().ThrowAsync<ChainMovedException>().WithMessage("*tells of logs that the node does not give");
        (await _index.CheckpointAsync()).Tip!.Number.Should().Be(before);
        _node.Tamper = null;
        await _index.CatchUpAsync();
        await ProvenAsync(release, false);
    }

    [Fact]
    public async Task A_gap_in_a_range_of_final_blocks_is_found_in_the_registrys_state()
    {
        _node.FinalDepth = 0;
        Hash32 authority = Events.Id("authority"), release = await AnchorAsync();
        foreach (FakeLog missing in (FakeLog[])
        [
            Events.Revoked(release, Model), Events.Published(authority, 2, Events.Id("root 2"), revokes: true), Events.Recognised(authority, false),
            Events.Rotated(authority, 1, new byte[128]), Events.RegistryRootChanged(Events.Id("tree 2"), 2),
        ])
        {
            ulong gap = _node.Mine([missing]).Number;
            _node.MineEmpty(5);
            _node.Tamper = WithoutLogsOf(gap);
            await FluentActions.Awaiting(() => _index.CatchUpAsync(patience: 3)).Should().ThrowAsync<InconsistentLogsException>().WithMessage("*have a gap*");
            (await _index.CheckpointAsync()).Tip.Should().BeNull("nothing of an index with a gap is answered");
            _index.State.Now.IsAudited.Should().BeFalse();
            _node.Tamper = null;
            await _index.CatchUpAsync();
            _index.State.Now.IsAudited.Should().BeTrue();
        }
        await ProvenAsync(release, false);
    }

    [Fact]
    public async Task A_restart_between_reading_a_range_and_comparing_it_does_not_lose_the_comparison()
    {
        _node.FinalDepth = 0;
        Hash32 release = await AnchorAsync();
        _node.Mine([Events.Revoked(release, Model)]);
        _node.MineEmpty(2);
        _node.Tamper = (method, _, honest) => method == "eth_getLogs" ? new JsonArray() : method == "eth_call" ? throw new FakeRpcException(-32000, "busy") : honest;
        await FluentActions.Awaiting(_index.StepAsync).Should().ThrowAsync<RpcErrorException>();
        _index.Forget();
        _node.Tamper = null;
        await FluentActions.Awaiting(_index.StepAsync).Should().ThrowAsync<InconsistentLogsException>();
        await _index.CatchUpAsync();
        await ProvenAsync(release, false);
    }

    [Fact]
    public async Task A_node_that_limits_ranges_is_asked_for_less()
    {
        _node.FinalDepth = 0;
        for (int i = 0; i < 50; i++)
            _node.Mine([Events.Committed(Events.Id($"{i}"))]);
        List<ulong> sizes = [];
        _node.Tamper = (method, parameters, honest) =>
        {
            if (method != "eth_getLogs" || parameters[0]!["fromBlock"] is null)
                return honest;
            ulong size = Quantity.DecodeUInt64((string)parameters[0]!["toBlock"]!) - Quantity.DecodeUInt64((string)parameters[0]!["fromBlock"]!) + 1;
            sizes.Add(size);
            return size > 7 ? throw new FakeRpcException(-32602, "the range is too large, at most 7 blocks") : honest;
        };
        await _index.CatchUpAsync();
        await Found("49", true);
        sizes.Where(size => size <= 7).Sum(size => (long)size).Should().Be(51);
    }

    [Fact]
    public async Task A_node_that_suddenly_serves_another_chain_does_not_cost_the_index()
    {
        _node.Mine([Events.Committed(Events.Id("kept"))]);
        await _index.CatchUpAsync();
        _node.Drop(1);
        _node.MineEmpty(3, "another chain");
        _node.ChainId = 1;
        await FluentActions.Awaiting(_index.StepAsync).Should().ThrowAsync<WrongChainException>();
        await Found("kept", true);
    }

    private static Func<string, JsonArray, JsonNode?, JsonNode?> WithLogs(Action<JsonNode> change) => (method, _, honest) =>
    {
        if (method == "eth_getLogs")
        {
            foreach (JsonNode? log in honest!.AsArray())
                change(log!);
        }
        return honest;
    };

    private static Func<string, JsonArray, JsonNode?, JsonNode?> WithoutLogsOf(ulong block) => (method, _, honest) => method == "eth_getLogs"
        ? new JsonArray([.. honest!.AsArray().Where(log => (string)log!["blockNumber"]! != Quantity.Encode(block)).Select(log => log!.DeepClone())]) : honest;

    private static JsonNode? NoLogs(string method, JsonArray parameters, JsonNode? honest) => method == "eth_getLogs" ? new JsonArray() : honest;

    /// <summary>A release that is proven, in the index.</summary>
    private async Task<Hash32> AnchorAsync()
    {
        Hash32 authority = Events.Id("authority"), root = Events.Id("root"), release = Events.Id("release");
        _node.Mine([Events.Registered(authority), Events.Recognised(authority), Events.Published(authority, 1, root), Events.CircuitAdded()]);
        _node.Mine([Events.Anchored(release, Files, authority, root)]);
        await _index.CatchUpAsync();
        await ProvenAsync(release, true);
        return release;
    }

    private async Task ProvenAsync(Hash32 release, bool expected) =>
        (await _index.LookupAsync(release)).Record.Should().BeOfType<ReleaseRecord>().Which.Proven.Should().Be(expected);

    private async Task RefusedAsync()
    {
        await FluentActions.Awaiting(() => _index.StepAsync()).Should().ThrowAsync<ChainMovedException>();
        (await _index.CheckpointAsync()).Tip.Should().BeNull("all of a step is taken or nothing");
    }

    private async Task Found(string name, bool expected) => (await _index.LookupAsync(Events.Id(name))).Found.Should().Be(expected, name);
}
