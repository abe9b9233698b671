using System.Text.Json;
using ChainProv.Ethereum.Rpc;
using ChainProv.Ethereum.Tests.Rpc;
using ChainProv.Ethereum.Transactions;

namespace ChainProv.Ethereum.Tests.Transactions;

public sealed class NonceSequenceTests
{
    [Fact]
    public async Task A_nonce_that_is_used_up_while_the_node_is_asked_is_not_handed_out_again()
    {
        NonceSequence? nonces = null;
        using ScriptedNode node = new(
            ScriptedNode.Result("\"0x5\""),
            request =>
            {
                // The node has answered; before its answer arrives, transaction 5 is seen in a block.
                nonces!.Release(5);
                return ScriptedNode.Result("\"0x5\"")(request);
            },
            ScriptedNode.Result("\"0x6\""));
        using JsonRpcClient rpc = node.Connect();
        using EthereumClient client = new(rpc);
        using NonceSequence sequence = nonces = new NonceSequence(client, Address.Zero);

        (await sequence.TakeAsync(CancellationToken.None)).Should().Be(5);
        (await sequence.TakeAsync(CancellationToken.None)).Should().Be(6);
        JsonElement last = JsonSerializer.Deserialize<JsonElement>(node.Bodies[^1]);
        last.GetProperty("method").GetString().Should().Be("eth_getTransactionCount");
    }
}
