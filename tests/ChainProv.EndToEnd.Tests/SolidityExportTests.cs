using System.Numerics;
using ChainProv.Cryptography.Curves;
using ChainProv.Ethereum;
using ChainProv.Ethereum.Abi;
using ChainProv.Ethereum.Keys;
using ChainProv.Ethereum.Local;
using ChainProv.Ethereum.Rpc;
using ChainProv.Ethereum.Transactions;
using ChainProv.Groth16.Keys;
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
        Ethereum.Contracts.Groth16Verifier exported = await DeployAsync(client, sample.Key.VerifyingKey);

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
        (await exported.VerifyAsync(Proof[..^1], Inputs)).Should().BeFalse();
        (await exported.VerifyAsync(Proof, Inputs[..^1])).Should().BeFalse();
        (await exported.VerifyAsync(Proof, [])).Should().BeFalse();
    }

    /// <summary>Whoever knows the trapdoor can meet the equation with any one point at infinity: it is refused even so.</summary>
    [Fact]
    public async Task Infinity_is_refused_in_each_place_where_the_equation_holds()
    {
        Fr alpha = Fr.Random(), beta = Fr.Random(), delta = Fr.Random(), constant = Fr.Random(), a = Fr.Random(), c = Fr.Random();
        Fr gamma = -((alpha * beta) + (c * delta)) * constant.Inverse();
        Fr known = (alpha * beta) + (constant * gamma);
        VerifyingKey key = new(G1(alpha), G2(beta), G2(gamma), G2(delta), [G1(constant), G1(Fr.Random())], sample.System.Digest, SetupKind.Development);
        using AnvilProcess anvil = await AnvilProcess.StartAsync();
        using EthereumClient client = anvil.Connect();
        Ethereum.Contracts.Groth16Verifier exported = await DeployAsync(client, key);

        (await exported.VerifyAsync(Encode(G1(a), G2(beta), G1(((a * beta) - known) * delta.Inverse())), [0])).Should().BeTrue("the trapdoor makes proofs");
        (await exported.VerifyAsync(Encode(G1Affine.Infinity, G2(beta), G1(c)), [0])).Should().BeFalse();
        (await exported.VerifyAsync(Encode(G1(a), G2Affine.Infinity, G1(c)), [0])).Should().BeFalse();
        (await exported.VerifyAsync(Encode(G1(a), G2(known * a.Inverse()), G1Affine.Infinity), [0])).Should().BeFalse();
    }

    [Fact]
    public async Task Too_little_gas_is_no_refusal()
    {
        using AnvilProcess anvil = await AnvilProcess.StartAsync();
        using EthereumClient client = anvil.Connect();
        Address exported = (await DeployAsync(client, sample.Key.VerifyingKey)).Address;
        AbiFunction verify = Ethereum.Contracts.Groth16Verifier.Abi.Function("verify(bytes,uint256[])");
        byte[] call = verify.EncodeCall(Proof, Inputs.Select(input => (object)input).ToArray());

        int answered = 0, unanswered = 0;
        for (ulong gas = 60_000; gas <= 450_000; gas += 1_500)
        {
            try
            {
                byte[] result = await client.CallAsync(new CallRequest(exported, call) { Gas = gas });
                ((bool)verify.DecodeResult(result)[0]).Should().BeTrue("{0} gas were enough for an answer", gas);
                answered++;
            }
            catch (EthereumException)
            {
                unanswered++;
            }
        }

        answered.Should().BeGreaterThan(20);
        unanswered.Should().BeGreaterThan(100);
    }

    [Fact]
    public async Task It_cannot_be_deployed_on_a_chain_without_the_precompiles()
    {
        using AnvilProcess cancun = await AnvilProcess.StartAsync(new AnvilOptions { Hardfork = "cancun" });
        using EthereumClient without = cancun.Connect();
        await FluentActions.Awaiting(() => DeployAsync(without, sample.Key.VerifyingKey))
            .Should().ThrowAsync<ContractRevertedException>().Where(refusal => refusal.Reason.Name == "PrecompilesMissing");
    }

    [Fact]
    public async Task On_a_chain_without_the_precompiles_its_code_accepts_nothing()
    {
        using AnvilProcess prague = await AnvilProcess.StartAsync();
        using AnvilProcess cancun = await AnvilProcess.StartAsync(new AnvilOptions { Hardfork = "cancun" });
        using EthereumClient with = prague.Connect(), without = cancun.Connect();
        Address address = (await DeployAsync(with, sample.Key.VerifyingKey)).Address;
        await without.Rpc.CallAsync(RpcRequest.Once("anvil_setCode", address.ToString(), Hex.Encode(await with.GetCodeAsync(address))));
        Ethereum.Contracts.Groth16Verifier carried = new(without, address);

        (await carried.VerifyAsync(Proof, Inputs)).Should().BeFalse();

        // The proof with which a published exporter's contract is fooled there: nothing but a word that reads as true.
        byte[] allButZero = new byte[512];
        allButZero[31] = allButZero[128 + 31] = allButZero[384 + 31] = 1;
        (await carried.VerifyAsync(allButZero, Inputs)).Should().BeFalse();
    }

    /// <summary>The key file that goes with the contract, in the folder that contracts/script/Deploy.s.sol says it reads.</summary>
    [Fact, Trait("Category", "Slow")]
    public async Task The_deployment_script_takes_the_exported_key()
    {
        using AnvilProcess anvil = await AnvilProcess.StartAsync();
        using EthereumClient client = anvil.Connect();
        using EthereumKey deployer = DevAccounts.Key(0);
        string folder = Repository.PathOf("contracts", "keys"), file = Path.Combine(folder, $"test-{Guid.NewGuid()}.json");
        Directory.CreateDirectory(folder);
        await File.WriteAllTextAsync(file, SolidityVerifier.WriteKey(sample.Key.VerifyingKey, slots: 1).ToJsonString());
        try
        {
            (bool deployed, string output) = Peers.Run(
                "env", $"CHAINPROV_VERIFYING_KEYS=contracts/keys/{Path.GetFileName(file)}", Repository.PathOf("scripts", "forge.sh"), "script",
                "contracts/script/Deploy.s.sol", "--rpc-url", anvil.Url.ToString(), "--broadcast", "--unlocked", "--sender", deployer.Address.ToString());
            deployed.Should().BeTrue(output);
        }
        finally
        {
            File.Delete(file);
        }

        // The first contract of the chain's first account.
        Ethereum.Contracts.ProvenanceRegistry registry = new(client, Address.Parse("0x5FbDB2315678afecb367f032d93F642f64180aa3"));
        (await registry.OwnerAsync()).Should().Be(deployer.Address);
        Ethereum.Contracts.Groth16Verifier verifier = new(client, await registry.CircuitAsync(1));
        (await verifier.KeyAsync()).Should().Equal(VerifyingKeyEncoding.Encode(sample.Key.VerifyingKey));
        (await verifier.VerifyAsync(Proof, Inputs)).Should().BeTrue();
    }

    private static G1Affine G1(Fr scalar) => (G1Affine.Generator * scalar).ToAffine();

    private static G2Affine G2(Fr scalar) => (G2Affine.Generator * scalar).ToAffine();

    /// <summary>As a proof is encoded, which itself cannot hold infinity.</summary>
    private static byte[] Encode(G1Affine a, G2Affine b, G1Affine c) => [.. a.ToBytes(PointFormat.Eip2537), .. b.ToBytes(PointFormat.Eip2537), .. c.ToBytes(PointFormat.Eip2537)];

    private static async Task<Ethereum.Contracts.Groth16Verifier> DeployAsync(EthereumClient client, VerifyingKey verifyingKey)
    {
        byte[] code = SolidityCompiler.Compile("ReleaseVerifier", SolidityVerifier.Write("ReleaseVerifier", verifyingKey));
        using EthereumKey key = DevAccounts.Key(0);
        using TransactionSender sender = new(client, key, new TransactionSenderOptions { PollInterval = TimeSpan.FromMilliseconds(50) });
        TransactionReceipt receipt = await sender.SendAsync(new TransactionRequest(null, code) { Errors = Ethereum.Contracts.Groth16Verifier.Abi.Errors });
        return new(client, receipt.ContractAddress!.Value);
    }
}
