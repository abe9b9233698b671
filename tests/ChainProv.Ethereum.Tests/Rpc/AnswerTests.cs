using ChainProv.Ethereum.Rpc;

namespace ChainProv.Ethereum.Tests.Rpc;

/// <summary>Answers that are not about what was asked, or not in the form of the specification.</summary>
public sealed class AnswerTests
{
    private static readonly Hash32 Asked = Keccak256.Hash("asked"), Other = Keccak256.Hash("other");
    private static readonly Address Contract = Address.Parse("0x00000000000000000000000000000000000000aa");

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("0x00000000000000000000000000000000000000bb", "false", "*a log is of 0x*bb, which was not asked for")]
    [InlineData("0x00000000000000000000000000000000000000aa", "true", "*a log was removed by a reorganisation")]
    public async Task Logs_of_another_contract_or_taken_back_are_refused(string address, string removed, string problem)
    {
        string log = $$"""
            [{"address":"{{address}}","topics":[],"data":"0x","blockNumber":"0x1","blockHash":"{{Other}}","transactionHash":"{{Other}}",
              "transactionIndex":"0x0","logIndex":"0x0","removed":{{removed}}}]
            """;
        await RefusedAsync(log, client => client.GetLogsAsync(new LogFilter(0, 1) { Addresses = [Contract] }, Stop), problem);
    }

    [Fact]
    public async Task A_receipt_or_transaction_of_another_hash_is_refused()
    {
        string receipt = $$"""
            {"transactionHash":"{{Other}}","blockNumber":"0x1","blockHash":"{{Other}}","from":"{{Contract}}","to":null,"contractAddress":null,
             "gasUsed":"0x1","effectiveGasPrice":"0x1","status":"0x1","logs":[]}
            """;
        await RefusedAsync(receipt, client => client.GetTransactionReceiptAsync(Asked, Stop), $"*transaction {Other}, not {Asked}");
        string transaction = $$"""{"hash":"{{Other}}","from":"{{Contract}}","to":null,"nonce":"0x0","value":"0x0","input":"0x"}""";
        await RefusedAsync(transaction, client => client.GetTransactionAsync(Asked, Stop), $"*transaction {Other}, not {Asked}");
    }

    [Fact]
    public async Task Blocks_without_rewards_are_left_out_of_the_fees()
    {
        using ScriptedNode node = new(ScriptedNode.Result("""{"baseFeePerGas":["0x1","0x2"],"reward":[[],["0x3b9aca00"],[]]}"""));
        using EthereumClient client = new(node.Connect());
        FeeSuggestion fees = await client.SuggestFeesAsync(Stop);
        (fees.BaseFeePerGas, fees.MaxPriorityFeePerGas).Should().Be((new Wei(2), Wei.FromGwei(1)));
    }

    [Fact]
    public void A_reader_that_runs_past_the_end_is_a_malformed_answer() => FluentActions
        .Invoking(() => RpcJson.Read(System.Text.Json.JsonSerializer.Deserialize<System.Text.Json.JsonElement>("[]"), "http://node.example", "m", answer => answer[0].GetString()))
        .Should().Throw<RpcProtocolException>();

    private static async Task RefusedAsync(string answer, Func<EthereumClient, Task> ask, string problem)
    {
        using ScriptedNode node = new(ScriptedNode.Result(answer));
        using EthereumClient client = new(node.Connect());
        await FluentActions.Awaiting(() => ask(client)).Should().ThrowAsync<RpcProtocolException>().WithMessage(problem);
    }
}
