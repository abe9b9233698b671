using System.Numerics;
using ChainProv.Cryptography.Curves;
using ChainProv.Ethereum;
using ChainProv.Ethereum.Contracts;
using ChainProv.Ethereum.Keys;
using ChainProv.Ethereum.Local;
using ChainProv.Ethereum.Rpc;
using ChainProv.Ethereum.Transactions;
using ChainProv.Groth16;
using ChainProv.Groth16.Keys;

namespace ChainProv.EndToEnd.Tests;

/// <summary>A proof of the real release circuit before every verifier there is: ours, snarkjs, and the contract on a chain.</summary>
public sealed class ReleaseProofTests(ReleaseSample sample) : IClassFixture<ReleaseSample>
{
    private static bool Verify(ReleaseSample sample, Proof proof, Fr[] inputs) => Groth16.Verification.Groth16Verifier.Verify(sample.Key.VerifyingKey, proof, inputs);

    private Fr[] InputsWithOneBitChanged(int input) => [.. sample.Inputs.Select((value, i) => i == input ? Fr.From(value.ToBigInteger() ^ 1) : value)];

    [Fact]
    public void Our_verifier_accepts_it_and_refuses_every_input_with_one_bit_changed()
    {
        Verify(sample, sample.Proof, sample.Inputs).Should().BeTrue();
        for (int i = 0; i < sample.Inputs.Length; i++) Verify(sample, sample.Proof, InputsWithOneBitChanged(i)).Should().BeFalse();
    }

    [Fact]
    public void Snarkjs_accepts_it_and_refuses_one_changed_bit()
    {
        SnarkjsVerifier.Accepts(sample.Key.VerifyingKey, sample.Proof, sample.Inputs).Should().BeTrue();
        SnarkjsVerifier.Accepts(sample.Key.VerifyingKey, sample.Proof, InputsWithOneBitChanged(3)).Should().BeFalse();
    }

    [Fact]
    public async Task The_contract_accepts_it_and_refuses_every_input_with_one_bit_changed()
    {
        using AnvilProcess anvil = await AnvilProcess.StartAsync();
        using EthereumClient client = anvil.Connect();
        Ethereum.Contracts.Groth16Verifier verifier = await DeployAsync(client);
        byte[] proof = sample.Proof.Encode(PointFormat.Eip2537);

        (await verifier.VerifyAsync(proof, Integers(sample.Inputs))).Should().BeTrue();
        for (int i = 0; i < sample.Inputs.Length; i++)
            (await verifier.VerifyAsync(proof, Integers(InputsWithOneBitChanged(i)))).Should().BeFalse();
        for (int i = 0; i < sample.Inputs.Length; i++)
            (await verifier.VerifyAsync(proof, [.. Integers(sample.Inputs).Select((value, j) => i == j ? value + Fr.Modulus : value)])).Should().BeFalse();
        for (int position = 60; position < proof.Length; position += 64)
        {
            byte[] altered = [.. proof];
            altered[position] ^= 1;
            (await verifier.VerifyAsync(altered, Integers(sample.Inputs))).Should().BeFalse();
        }
    }

    [Fact]
    public async Task The_key_that_the_chain_gives_back_is_the_key_that_was_deployed()
    {
        using AnvilProcess anvil = await AnvilProcess.StartAsync();
        using EthereumClient client = anvil.Connect();
        Ethereum.Contracts.Groth16Verifier verifier = await DeployAsync(client);

        VerifyingKey read = VerifyingKeyEncoding.Decode(await verifier.KeyAsync(), sample.System.Digest, SetupKind.Development);
        VerifyingKeyEncoding.Encode(read).Should().Equal(VerifyingKeyEncoding.Encode(sample.Key.VerifyingKey));
        (await verifier.KeyDigestAsync()).Should().Be(new Hash32(VerifyingKeyEncoding.Digest(read)));
        (await verifier.CircuitDigestAsync()).Should().Be(new Hash32(sample.System.Digest.Bytes));
    }

    [Fact]
    public async Task A_chain_without_the_precompiles_accepts_no_verifier()
    {
        using AnvilProcess anvil = await AnvilProcess.StartAsync(new AnvilOptions { Hardfork = "cancun" });
        using EthereumClient client = anvil.Connect();
        await FluentActions.Awaiting(() => DeployAsync(client)).Should().ThrowAsync<ContractRevertedException>().Where(refusal => refusal.Reason.Name == "PrecompilesMissing");
    }

    private static BigInteger[] Integers(Fr[] inputs) => [.. inputs.Select(input => input.ToBigInteger())];

    private async Task<Ethereum.Contracts.Groth16Verifier> DeployAsync(EthereumClient client)
    {
        using EthereumKey key = DevAccounts.Key(0);
        using TransactionSender sender = new(client, key, new TransactionSenderOptions { PollInterval = TimeSpan.FromMilliseconds(50) });
        TransactionReceipt receipt = await sender.SendAsync(Ethereum.Contracts.Groth16Verifier.Deploy(
            VerifyingKeyEncoding.Encode(sample.Key.VerifyingKey), new Hash32(sample.System.Digest.Bytes), 1, (byte)SetupKind.Development));
        return new(client, receipt.ContractAddress!.Value);
    }
}
