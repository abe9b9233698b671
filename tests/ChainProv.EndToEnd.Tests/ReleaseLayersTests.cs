using ChainProv.Circuits.Testing;
using ChainProv.Cryptography.Curves;
using ChainProv.Ethereum;
using ChainProv.Ethereum.Contracts;
using ChainProv.Ethereum.Keys;
using ChainProv.Ethereum.Local;
using ChainProv.Ethereum.Rpc;
using ChainProv.Ethereum.Transactions;
using ChainProv.Groth16.Keys;
using ChainProv.Provenance.Statements;

namespace ChainProv.EndToEnd.Tests;

/// <summary>The release circuit's constraints, a prover that proves anything, and every verifier there is agree on what is true.</summary>
public sealed class ReleaseLayersTests(ReleaseSample sample) : IClassFixture<ReleaseSample>
{
    [Fact]
    [Trait("Category", "Slow")]
    public async Task A_true_release_is_accepted_and_false_ones_are_refused_by_every_layer()
    {
        using AnvilProcess anvil = await AnvilProcess.StartAsync();
        using EthereumClient client = anvil.Connect();
        Groth16Verifier contract = await DeployAsync(client);
        CheckCircuit<ReleaseAssignment> check = new(
            new ReleaseCircuit(1), Groth16Layer.Ours(sample.Key), Groth16Layer.Snarkjs(sample.Key), Contract(contract));

        check.Accepts(sample.Statement);
        check.Refuses(WithSlot(slot => slot with { ExpiresOn = Fr.Zero }), "slot[0]/not-expired/range");
        check.Refuses(WithSlot(slot => slot with { Root = Fr.One }), "slot[0]/certified");
        check.Refuses(sample.Statement with { Blinding = Fr.One }, "model-commitment");
    }

    private ReleaseAssignment WithSlot(Func<DatasetAssignment, DatasetAssignment> change) =>
        sample.Statement with { Slots = [change(sample.Statement.Slots[0])] };

    private Groth16Layer Contract(Groth16Verifier contract) => new(
        "the contract",
        sample.Key,
        (proof, inputs, _) => contract.VerifyAsync(proof.Encode(PointFormat.Eip2537), [.. inputs.Select(input => input.ToBigInteger())]).GetAwaiter().GetResult());

    private async Task<Groth16Verifier> DeployAsync(EthereumClient client)
    {
        using EthereumKey key = DevAccounts.Key(0);
        using TransactionSender sender = new(client, key, new TransactionSenderOptions { PollInterval = TimeSpan.FromMilliseconds(50) });
        TransactionReceipt receipt = await sender.SendAsync(Groth16Verifier.Deploy(
            VerifyingKeyEncoding.Encode(sample.Key.VerifyingKey), new Hash32(sample.System.Digest.Bytes), 1, (byte)SetupKind.Development));
        return new(client, receipt.ContractAddress!.Value);
    }
}
