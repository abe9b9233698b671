using ChainProv.Circuits.Testing;
using ChainProv.Cryptography.Curves;
using ChainProv.Ethereum;
using ChainProv.Ethereum.Contracts;
using ChainProv.Ethereum.Keys;
using ChainProv.Ethereum.Local;
using ChainProv.Ethereum.Rpc;
using ChainProv.Ethereum.Transactions;
using ChainProv.Groth16.Keys;
using ChainProv.Provenance.Certificates;
using ChainProv.Provenance.Statements;

namespace ChainProv.EndToEnd.Tests;

/// <summary>The response circuit's constraints, a prover that proves anything, and every verifier there is agree on what is true.</summary>
public sealed class ResponseLayersTests(ResponseSample sample) : IClassFixture<ResponseSample>
{
    [Fact]
    [Trait("Category", "Slow")]
    public async Task A_true_response_is_accepted_and_false_ones_are_refused_by_every_layer()
    {
        using AnvilProcess anvil = await AnvilProcess.StartAsync();
        using EthereumClient client = anvil.Connect();
        Groth16Verifier contract = await DeployAsync(client);
        CheckCircuit<ResponseAssignment> check = new(new ResponseCircuit(), Groth16Layer.Ours(sample.Key), Groth16Layer.Snarkjs(sample.Key), Contract(contract));
        ResponseAssignment statement = sample.Answer(0).Response.ToAssignment();

        check.Accepts(statement);
        check.Refuses(statement with { Dataset = statement.Dataset with { ExpiresOn = Fr.Zero } }, "not-expired/range");
        check.Refuses(statement with { Revision = Fr.From(2) }, "registry-root");
        check.Refuses(statement with { Dataset = statement.Dataset with { CosignatureSalt = Fr.One } }, "cosigned");
        check.Refuses(statement with { Blinding = Fr.One }, "model-commitment");
        check.Refuses(statement with { PublicInputs = statement.PublicInputs.SetItem(0, Fr.One) }, "registry-root");
    }

    private Groth16Layer Contract(Groth16Verifier contract) => new(
        "the contract",
        sample.Key,
        (proof, inputs, _) => contract.VerifyAsync(proof.Encode(PointFormat.Eip2537), [.. inputs.Select(input => input.ToBigInteger())]).GetAwaiter().GetResult());

    private async Task<Groth16Verifier> DeployAsync(EthereumClient client)
    {
        using EthereumKey key = DevAccounts.Key(0);
        using TransactionSender sender = new(client, key, new TransactionSenderOptions { PollInterval = TimeSpan.FromMilliseconds(50) });
        TransactionReceipt receipt = await sender.SendAsync(Groth16Verifier.Deploy(
            VerifyingKeyEncoding.Encode(sample.Key.VerifyingKey), new Hash32(StatementCircuit.Response.Digest.Bytes), 0, (byte)SetupKind.Development));
        return new(client, receipt.ContractAddress!.Value);
    }
}
