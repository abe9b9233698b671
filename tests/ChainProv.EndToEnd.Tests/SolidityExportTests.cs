using System.Numerics;
using ChainProv.Cryptography.Curves;
using ChainProv.Ethereum.Keys;
using ChainProv.Ethereum.Local;
using ChainProv.Ethereum.Rpc;
using ChainProv.Ethereum.Transactions;
using ChainProv.Groth16.Solidity;

namespace ChainProv.EndToEnd.Tests;

/// <summary>The exported contract, compiled and asked on chains that can and that cannot check pairings.</summary>
public sealed class SolidityExportTests(ReleaseSample sample) : IClassFixture<ReleaseSample>
{
    private byte[] Proof => sample.Proof.Encode(PointFormat.Eip2537);

    private BigInteger[] Inputs => [.. sample.Inputs.Select(input => input.ToBigInteger())];

    [Fact]
    public async Task The_exported_contract_accepts_the_proof_and_refuses_every_alteration()
    {
        using AnvilProcess anvil = await AnvilProcess.StartAsync();
        using EthereumClient client = anvil.Connect();
        Ethereum.Contracts.Groth16Verifier exported = await DeployAsync(client);

        (await exported.VerifyAsync(Proof, Inputs)).Should().BeTrue();
        for (int i = 0; i < Inputs.Length; i++)
        {
            (await exported.VerifyAsync(Proof, [.. Inputs.Select((input, j) => i == j ? input ^ 1 : input)])).Should().BeFalse();
            (await exported.VerifyAsync(Proof, [.. Inputs.Select((input, j) => i == j ? input + Fr.Modulus : input)])).Should().BeFalse();
        }

        for (int position = 50; position < Proof.Length; position += 64)
        {
            byte[] altered = Proof;
            altered[position] ^= 1;
            (await exported.VerifyAsync(altered, Inputs)).Should().BeFalse();
        }

        (await exported.VerifyAsync(new byte[512], Inputs)).Should().BeFalse();
        (await exported.VerifyAsync([.. new byte[128], .. Proof[128..]], Inputs)).Should().BeFalse();
        (await exported.VerifyAsync([.. Proof[..^128], .. new byte[128]], Inputs)).Should().BeFalse();
        (await exported.VerifyAsync(Proof[..^1], Inputs)).Should().BeFalse();
        (await exported.VerifyAsync(Proof, Inputs[..^1])).Should().BeFalse();
        (await exported.VerifyAsync(Proof, [])).Should().BeFalse();
    }

    [Fact]
    public async Task On_a_chain_without_the_precompiles_it_accepts_nothing()
    {
        using AnvilProcess anvil = await AnvilProcess.StartAsync(new AnvilOptions { Hardfork = "cancun" });
        using EthereumClient client = anvil.Connect();
        Ethereum.Contracts.Groth16Verifier exported = await DeployAsync(client);

        (await exported.VerifyAsync(Proof, Inputs)).Should().BeFalse();

        // The proof with which a published exporter's contract is fooled there: nothing but a word that reads as true.
        byte[] allButZero = new byte[512];
        allButZero[31] = allButZero[128 + 31] = allButZero[384 + 31] = 1;
        (await exported.VerifyAsync(allButZero, Inputs)).Should().BeFalse();
    }

    private async Task<Ethereum.Contracts.Groth16Verifier> DeployAsync(EthereumClient client)
    {
        byte[] code = SolidityCompiler.Compile("ReleaseVerifier", SolidityVerifier.Write("ReleaseVerifier", sample.Key.VerifyingKey));
        using EthereumKey key = DevAccounts.Key(0);
        using TransactionSender sender = new(client, key, new TransactionSenderOptions { PollInterval = TimeSpan.FromMilliseconds(50) });
        TransactionReceipt receipt = await sender.SendAsync(new TransactionRequest(null, code));
        return new(client, receipt.ContractAddress!.Value);
    }
}
