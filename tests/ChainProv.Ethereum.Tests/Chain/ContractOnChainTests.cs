using System.Numerics;
using ChainProv.Ethereum.Abi;
using ChainProv.Ethereum.Contracts;
using ChainProv.Ethereum.Rpc;
using ChainProv.Ethereum.Transactions;

namespace ChainProv.Ethereum.Tests.Chain;

public sealed class ContractOnChainTests : IAsyncLifetime
{
    private AnvilChain _chain = null!;
    private Address _sample;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _chain = await AnvilChain.StartAsync();
        _sample = await _chain.DeploySampleAsync();
    }

    public ValueTask DisposeAsync()
    {
        _chain.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Every_kind_of_value_goes_through_a_compiled_contract_unchanged()
    {
        object[] points =
        [
            new object[] { BigInteger.Pow(2, 256) - 1, "één", new object[] { (BigInteger)(-1), (BigInteger)int.MinValue } },
            new object[] { BigInteger.Zero, "", Array.Empty<object>() },
        ];
        object[] result = await _chain.CallAsync(_sample, "echo((uint256,string,int32[])[],bytes4,bool[2])", points, new byte[] { 1, 2, 3, 4 }, new object[] { true, false });
        result.Should().BeEquivalentTo(new object[] { points, new byte[] { 1, 2, 3, 4 }, new object[] { true, false } }, options => options.WithStrictOrdering());
    }

    [Fact]
    public async Task An_event_is_read_from_the_receipt_and_from_the_logs()
    {
        using TransactionSender sender = _chain.Sender();
        Hash32 root = Keccak256.Hash("root");
        TransactionReceipt receipt = await sender.SendAsync(
            AnvilChain.Request(_sample, "store(uint256,string,bytes32[])", 42, "a note", new object[] { root }), cancellationToken: Stop);
        AbiEvent stored = AnvilChain.Sample.Abi.Events.Single();
        object[] values = receipt.Logs.Single().Decode(stored);
        values.Should().BeEquivalentTo(new object[] { sender.Address, (BigInteger)42, Keccak256.Hash("a note"), "a note", new object[] { root } });

        IReadOnlyList<Log> logs = await _chain.Client.GetLogsAsync(new LogFilter(0, BlockTag.Latest) { Addresses = [_sample], Topics = [[stored.Topic0], []] }, Stop);
        logs.Should().ContainSingle().Which.Should().BeEquivalentTo(receipt.Logs[0], options => options.Excluding(log => log.Data));
        (await _chain.Client.GetLogsAsync(new LogFilter(0, BlockTag.Latest) { BlockHash = receipt.BlockHash, Topics = [[Hash32.Zero, stored.Topic0]] }, Stop))
            .Should().ContainSingle();
        (await _chain.Client.GetLogsAsync(new LogFilter(0, BlockTag.Latest) { Topics = [[Hash32.Zero]] }, Stop)).Should().BeEmpty();
    }

    [Fact]
    public async Task A_revert_is_named_with_its_arguments_before_anything_is_sent()
    {
        using TransactionSender sender = _chain.Sender();
        TransactionRequest request = AnvilChain.Request(_sample, "store(uint256,string,bytes32[])", 1001, "", Array.Empty<object>());
        ulong nonce = await _chain.Client.GetTransactionCountAsync(sender.Address, cancellationToken: Stop);
        ContractRevertedException error = (await sender.Invoking(s => s.PrepareAsync(request, Stop)).Should().ThrowAsync<ContractRevertedException>()).Which;
        error.Message.Should().Be($"the contract at {_sample} reverted: TooLarge(given: 1001, limit: 1000)");
        (await sender.PrepareAsync(AnvilChain.Request(_sample, "countUp()"), Stop)).Nonce.Should().Be(nonce, "a refused transaction takes no nonce");
    }

    [Theory]
    [InlineData("refuse(string)", "because I say so", "because I say so")]
    [InlineData("divide(uint256,uint256)", null, "Panic(division by zero)")]
    public async Task Solidity_s_own_reverts_are_told_apart(string function, string? argument, string reason)
    {
        object[] arguments = argument is null ? [1, 0] : [argument];
        (await _chain.Invoking(c => c.CallAsync(_sample, function, arguments)).Should().ThrowAsync<ContractRevertedException>())
            .Which.Reason.ToString().Should().Be(reason);
    }

    [Fact]
    public async Task A_transaction_that_fails_only_when_mined_says_why()
    {
        using TransactionSender sender = _chain.Sender();
        TransactionRequest request = AnvilChain.Request(_sample, "divide(uint256,uint256)", 1, 0) with { GasLimit = 100_000 };
        ContractRevertedException error = (await sender.Invoking(s => s.SendAsync(request, cancellationToken: Stop)).Should().ThrowAsync<ContractRevertedException>()).Which;
        error.Reason.ToString().Should().Be("Panic(division by zero)");
        (await _chain.Client.GetTransactionReceiptAsync(error.Transaction!.Value, Stop))!.Succeeded.Should().BeFalse();
    }

    [Fact]
    public async Task The_registry_s_bindings_deploy_write_read_and_name_errors()
    {
        using TransactionSender sender = _chain.Sender();
        TransactionReceipt deployed = await sender.SendAsync(ProvenanceRegistry.Deploy(sender.Address), cancellationToken: Stop);
        ProvenanceRegistry registry = new(_chain.Client, deployed.ContractAddress!.Value);
        (await registry.OwnerAsync(cancellationToken: Stop)).Should().Be(sender.Address);

        Hash32 datasetRoot = new([.. new byte[31], 7]);
        Hash32 manifest = Keccak256.Hash("manifest");
        TransactionReceipt committed = await sender.SendAsync(registry.CommitDataset(datasetRoot, manifest), cancellationToken: Stop);
        (await registry.DatasetCommittedAtAsync(sender.Address, datasetRoot, manifest, cancellationToken: Stop)).Should().BePositive();
        ProvenanceRegistry.DatasetCommittedEvent expected = new(datasetRoot, sender.Address, manifest);
        ProvenanceRegistry.DecodeEvent(committed.Logs.Single()).Should().Be(expected);
        (await registry.GetEventsAsync<ProvenanceRegistry.DatasetCommittedEvent>(0, cancellationToken: Stop)).Should().Equal(expected);

        ContractRevertedException again = (await sender.Invoking(s => s.SendAsync(registry.CommitDataset(datasetRoot, manifest), cancellationToken: Stop))
            .Should().ThrowAsync<ContractRevertedException>()).Which;
        ProvenanceRegistry.DecodeError(again.Reason.Data.Span).Should().Be(new ProvenanceRegistry.DatasetAlreadyCommittedError(datasetRoot, manifest));

        ProvenanceRegistry.ReleaseStatus status = await registry.StatusAsync(Keccak256.Hash("unknown model"), cancellationToken: Stop);
        status.Exists.Should().BeFalse();
    }

    [Fact]
    public async Task A_contract_that_is_not_there_is_said_so()
    {
        Address nowhere = Address.Parse("0x00000000000000000000000000000000000000ff");
        ProvenanceRegistry registry = new(_chain.Client, nowhere);
        string sentence = $"there is no contract at {nowhere} on this chain";
        await registry.Invoking(r => r.OwnerAsync(cancellationToken: Stop)).Should().ThrowAsync<ContractNotDeployedException>().WithMessage(sentence);
        using TransactionSender sender = _chain.Sender();
        await sender.Invoking(s => s.PrepareAsync(registry.CommitDataset(default, default), Stop)).Should().ThrowAsync<ContractNotDeployedException>().WithMessage(sentence);
    }

    [Fact]
    public async Task An_account_or_another_contract_is_no_registry()
    {
        using TransactionSender sender = _chain.Sender();
        await new ProvenanceRegistry(_chain.Client, sender.Address).Invoking(r => r.RequireDeployedAsync(Stop))
            .Should().ThrowAsync<ContractNotDeployedException>().WithMessage("there is no contract at*");
        byte[] saysOne = Hex.Decode("0x600160005260206000f3");
        await _chain.DoAsync("anvil_setCode", "0x00000000000000000000000000000000000000c1", Hex.Encode(saysOne));
        foreach (Address other in new[] { _sample, Address.Parse("0x00000000000000000000000000000000000000c1") })
        {
            await new ProvenanceRegistry(_chain.Client, other).Invoking(r => r.RequireDeployedAsync(Stop))
                .Should().ThrowAsync<ContractNotDeployedException>().WithMessage($"the contract at {other} is no provenance registry");
        }
        TransactionReceipt deployed = await sender.SendAsync(ProvenanceRegistry.Deploy(sender.Address), cancellationToken: Stop);
        await new ProvenanceRegistry(_chain.Client, deployed.ContractAddress!.Value).Invoking(r => r.RequireDeployedAsync(Stop)).Should().NotThrowAsync();
    }

    [Fact]
    public async Task The_bloom_filter_of_a_block_is_that_of_the_logs_in_its_receipts()
    {
        using TransactionSender sender = _chain.Sender();
        TransactionReceipt receipt = await sender.SendAsync(
            AnvilChain.Request(_sample, "store(uint256,string,bytes32[])", 42, "a note", Array.Empty<object>()), cancellationToken: Stop);
        Block block = (await _chain.Client.GetBlockAsync(receipt.BlockNumber, Stop))!;
        IReadOnlyList<TransactionReceipt> receipts = (await _chain.Client.GetBlockReceiptsAsync(receipt.BlockNumber, Stop))!;
        receipts.Should().ContainSingle().Which.TransactionHash.Should().Be(receipt.TransactionHash);
        LogsBloom.Of(receipts[0].Logs).Should().Be(block.LogsBloom);
        (block.LogsBloom!.MayHold(_sample), block.LogsBloom.MayHold(receipt.Logs[0].Topics[0]), block.LogsBloom.MayHold(sender.Address)).Should().Be((true, true, false));
        LogsBloom.Of([]).Contains(block.LogsBloom).Should().BeFalse();
        (await _chain.Client.GetBlockReceiptsAsync(receipt.BlockNumber + 9, Stop)).Should().BeNull();
    }

    [Fact]
    public async Task Blocks_hang_together_by_their_hashes()
    {
        await _chain.DoAsync("anvil_mine", "0x5");
        ulong head = await _chain.Client.BlockNumberAsync(Stop);
        IReadOnlyList<Block?> blocks = await _chain.Client.GetBlocksAsync(Enumerable.Range(0, (int)head + 2).Select(n => (ulong)n), Stop);
        blocks[^1].Should().BeNull();
        for (int i = 1; i <= (int)head; i++)
            blocks[i]!.ParentHash.Should().Be(blocks[i - 1]!.Hash);
        (await _chain.Client.GetBlockAsync(blocks[1]!.Hash, Stop)).Should().Be(blocks[1]);
        (await _chain.Client.GetBlockAsync(BlockTag.Latest, Stop)).Should().Be(blocks[(int)head]);
        (await _chain.Client.GetBlockAsync(BlockTag.Finalized, Stop)).Should().NotBeNull();
        (await _chain.Client.GetBlockAsync(BlockTag.Safe, Stop)).Should().NotBeNull();
    }
}
