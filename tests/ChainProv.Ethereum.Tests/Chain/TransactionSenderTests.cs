using ChainProv.Ethereum.Keys;
using ChainProv.Ethereum.Local;
using ChainProv.Ethereum.Rpc;
using ChainProv.Ethereum.Transactions;

namespace ChainProv.Ethereum.Tests.Chain;

public sealed class TransactionSenderTests
{
    private static readonly AnvilOptions Manual = new() { NoMining = true };
    private static readonly TransactionRequest Transfer = new(Address.Parse("0x70997970C51812dc3A010C7d01b50e0d17dc79C8"), default) { Value = new Wei(1) };

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Concurrent_sends_take_each_nonce_once()
    {
        using AnvilChain chain = await AnvilChain.StartAsync();
        Address sample = await chain.DeploySampleAsync();
        using TransactionSender sender = chain.Sender();
        TransactionReceipt[] receipts = await Task.WhenAll(Enumerable.Range(0, 25)
            .Select(_ => sender.SendAsync(AnvilChain.Request(sample, "countUp()"), cancellationToken: Stop)));
        receipts.Select(receipt => receipt.TransactionHash).Should().OnlyHaveUniqueItems();
        (await chain.CallAsync(sample, "value()")).Should().Equal((System.Numerics.BigInteger)25);
    }

    [Fact]
    public async Task The_same_bytes_are_mined_once_however_often_they_are_submitted()
    {
        using AnvilChain chain = await AnvilChain.StartAsync(Manual);
        using TransactionSender before = chain.Sender();
        SignedTransaction prepared = await before.PrepareAsync(Transfer, Stop);
        byte[] kept = prepared.Raw.ToArray();
        await before.SubmitAsync(prepared, Stop);
        await before.SubmitAsync(prepared, Stop);

        using TransactionSender after = chain.Sender();
        SignedTransaction readBack = SignedTransaction.Decode(kept);
        readBack.Hash.Should().Be(prepared.Hash);
        await after.SubmitAsync(readBack, Stop);
        await chain.DoAsync("evm_mine");
        await after.SubmitAsync(readBack, Stop);
        TransactionReceipt receipt = await after.WaitForReceiptAsync(readBack, Stop);
        receipt.TransactionHash.Should().Be(prepared.Hash);
        (await chain.Client.GetTransactionCountAsync(after.Address, BlockTag.Pending, Stop)).Should().Be(1);
    }

    [Fact]
    public async Task A_nonce_that_was_prepared_is_not_given_twice_and_an_abandoned_one_is_given_again()
    {
        using AnvilChain chain = await AnvilChain.StartAsync();
        using TransactionSender sender = chain.Sender();
        SignedTransaction first = await sender.PrepareAsync(Transfer, Stop);
        SignedTransaction second = await sender.PrepareAsync(Transfer, Stop);
        (first.Nonce, second.Nonce).Should().Be((0UL, 1UL));
        sender.Abandon(first);
        (await sender.PrepareAsync(Transfer, Stop)).Nonce.Should().Be(0);
        (await sender.PrepareAsync(Transfer, Stop)).Nonce.Should().Be(2);
    }

    [Fact]
    public async Task A_transaction_kept_before_a_restart_holds_its_nonce_after_it()
    {
        using AnvilChain chain = await AnvilChain.StartAsync(Manual);
        using TransactionSender before = chain.Sender();
        SignedTransaction kept = await before.PrepareAsync(Transfer, Stop);
        using TransactionSender after = chain.Sender();
        await after.SubmitAsync(SignedTransaction.Decode(kept.Raw.Span), Stop);
        (await after.PrepareAsync(Transfer, Stop)).Nonce.Should().Be(kept.Nonce + 1);
    }

    [Fact]
    public async Task A_transaction_whose_nonce_another_took_is_reported_as_replaced()
    {
        using AnvilChain chain = await AnvilChain.StartAsync();
        using TransactionSender one = chain.Sender();
        using TransactionSender other = chain.Sender();
        SignedTransaction loser = await one.PrepareAsync(Transfer, Stop);
        await other.SendAsync(Transfer with { Value = new Wei(2) }, cancellationToken: Stop);
        TransactionReplacedException error = (await one.Invoking(s => s.SubmitAsync(loser, Stop)).Should().ThrowAsync<TransactionReplacedException>()).Which;
        error.Message.Should().Be($"transaction {loser.Hash} can never be mined: another transaction of {one.Address} took nonce 0");
        await one.Invoking(s => s.WaitForReceiptAsync(loser, Stop)).Should().ThrowAsync<TransactionReplacedException>();
        (await one.PrepareAsync(Transfer, Stop)).Nonce.Should().Be(1, "a lost transaction frees its place");
    }

    [Fact]
    public async Task A_waiting_transaction_pays_more_until_it_is_mined()
    {
        using AnvilChain chain = await AnvilChain.StartAsync(Manual);
        using TransactionSender sender = chain.Sender(AnvilChain.Fast with { BumpAfter = TimeSpan.FromMilliseconds(50) });
        List<SignedTransaction> kept = [];
        TaskCompletionSource raised = new();
        Task<TransactionReceipt> sending = sender.SendAsync(Transfer, (version, _) =>
        {
            kept.Add(version);
            if (kept.Count == 3)
                raised.SetResult();
            return Task.CompletedTask;
        }, Stop);
        await raised.Task.WaitAsync(Stop);
        TransactionReceipt receipt = await chain.MineUntilDoneAsync(sending);
        kept.Select(version => version.Nonce).Should().AllBeEquivalentTo(0UL);
        kept.Select(version => version.Hash).Should().Contain(receipt.TransactionHash);
        kept[1].Transaction.MaxFeePerGas.Value.Should().BeGreaterThanOrEqualTo(kept[0].Transaction.MaxFeePerGas.Value * 9 / 8);
        kept[1].Transaction.MaxPriorityFeePerGas.Value.Should().BeGreaterThanOrEqualTo(kept[0].Transaction.MaxPriorityFeePerGas.Value * 9 / 8);
        (await chain.Client.GetTransactionCountAsync(sender.Address, cancellationToken: Stop)).Should().Be(1);
    }

    [Fact]
    public async Task Fees_are_not_raised_over_the_cap()
    {
        using AnvilChain chain = await AnvilChain.StartAsync(Manual);
        FeeSuggestion fees = await chain.Client.SuggestFeesAsync(Stop);
        using TransactionSender sender = chain.Sender(AnvilChain.Fast with { MaxFeePerGas = fees.MaxFeePerGas });
        SignedTransaction first = await sender.PrepareAsync(Transfer, Stop);
        first.Transaction.MaxFeePerGas.Should().Be(fees.MaxFeePerGas);
        (await sender.RaiseFeesAsync(first, Stop)).Should().BeNull();
    }

    [Fact]
    public async Task A_transaction_that_the_node_dropped_is_given_to_it_again()
    {
        using AnvilChain chain = await AnvilChain.StartAsync(Manual);
        using TransactionSender sender = chain.Sender();
        SignedTransaction transaction = await sender.PrepareAsync(Transfer, Stop);
        await sender.SubmitAsync(transaction, Stop);
        await chain.DoAsync("anvil_dropTransaction", transaction.Hash.ToString());
        (await chain.Client.GetTransactionAsync(transaction.Hash, Stop)).Should().BeNull();
        TransactionReceipt receipt = await chain.MineUntilDoneAsync(sender.WaitForReceiptAsync(transaction, Stop));
        receipt.TransactionHash.Should().Be(transaction.Hash);
    }

    [Fact]
    public async Task A_receipt_from_a_block_that_was_reorganised_away_does_not_count()
    {
        using AnvilChain chain = await AnvilChain.StartAsync(Manual);
        using TransactionSender sender = chain.Sender(AnvilChain.Fast with { Confirmations = 3 });
        SignedTransaction transaction = await sender.PrepareAsync(Transfer, Stop);
        await sender.SubmitAsync(transaction, Stop);
        await chain.DoAsync("evm_mine");
        TransactionReceipt early = (await chain.Client.GetTransactionReceiptAsync(transaction.Hash, Stop))!;

        Task<TransactionReceipt> waiting = sender.WaitForReceiptAsync(transaction, Stop);
        await chain.DoAsync("anvil_reorg", 1, new System.Text.Json.Nodes.JsonArray());
        TransactionReceipt receipt = await chain.MineUntilDoneAsync(waiting);
        receipt.BlockHash.Should().NotBe(early.BlockHash);
        (await chain.Client.GetBlockAsync(receipt.BlockNumber, Stop))!.Hash.Should().Be(receipt.BlockHash);
        (await chain.Client.BlockNumberAsync(Stop)).Should().BeGreaterThanOrEqualTo(receipt.BlockNumber + 2);
    }

    [Fact]
    public async Task A_transaction_that_nobody_mines_times_out()
    {
        using AnvilChain chain = await AnvilChain.StartAsync(Manual);
        using TransactionSender sender = chain.Sender(AnvilChain.Fast with { ReceiptTimeout = TimeSpan.FromMilliseconds(50) });
        SignedTransaction transaction = await sender.PrepareAsync(Transfer, Stop);
        await sender.SubmitAsync(transaction, Stop);
        await sender.Invoking(s => s.WaitForReceiptAsync(transaction, Stop)).Should().ThrowAsync<ReceiptTimeoutException>().WithMessage($"*{transaction.Hash} is not mined*");
    }

    [Fact]
    public async Task An_empty_account_is_told_what_it_has_and_needs()
    {
        using AnvilChain chain = await AnvilChain.StartAsync();
        using EthereumKey poor = EthereumKey.Generate();
        using TransactionSender sender = chain.Sender(key: poor);
        InsufficientFundsException error = (await sender.Invoking(s => s.PrepareAsync(Transfer, Stop)).Should().ThrowAsync<InsufficientFundsException>()).Which;
        error.Message.Should().Be($"{poor.Address} has 0 ETH, and the transaction needs up to {error.Needs}");
    }

    [Fact]
    public async Task An_account_that_was_emptied_after_preparing_is_told_too()
    {
        using AnvilChain chain = await AnvilChain.StartAsync();
        using TransactionSender sender = chain.Sender();
        SignedTransaction transaction = await sender.PrepareAsync(Transfer, Stop);
        await chain.DoAsync("anvil_setBalance", sender.Address.ToString(), "0x1");
        await sender.Invoking(s => s.SubmitAsync(transaction, Stop)).Should().ThrowAsync<InsufficientFundsException>().WithMessage($"{sender.Address} has 0.000000000000000001 ETH*");
    }

    [Fact]
    public async Task Another_chain_than_the_meant_one_is_refused()
    {
        using AnvilChain chain = await AnvilChain.StartAsync();
        using TransactionSender sender = chain.Sender(AnvilChain.Fast with { ChainId = 1 });
        await sender.Invoking(s => s.PrepareAsync(Transfer, Stop)).Should().ThrowAsync<WrongChainException>()
            .WithMessage($"{chain.Client.Rpc.Endpoint} serves chain 31337, but chain 1 is needed");
    }

    [Fact]
    public async Task A_chain_that_ended_is_unreachable_and_nothing_is_lost()
    {
        using AnvilChain chain = await AnvilChain.StartAsync();
        using JsonRpcClient rpc = new(chain.Anvil.Url, new JsonRpcOptions { FirstDelay = TimeSpan.FromMilliseconds(1), MaxDelay = TimeSpan.FromMilliseconds(1) });
        using EthereumClient client = new(rpc);
        using TransactionSender sender = new(client, chain.Key, AnvilChain.Fast);
        SignedTransaction transaction = await sender.PrepareAsync(Transfer, Stop);
        chain.Anvil.Dispose();
        await sender.Invoking(s => s.SubmitAsync(transaction, Stop)).Should().ThrowAsync<RpcUnreachableException>().WithMessage($"{rpc.Endpoint} cannot be used: *");

        using AnvilProcess again = await AnvilProcess.StartAsync(new AnvilOptions { Port = chain.Anvil.Url.Port }, Stop);
        await sender.SubmitAsync(transaction, Stop);
        (await sender.WaitForReceiptAsync(transaction, Stop)).Succeeded.Should().BeTrue();
    }
}
