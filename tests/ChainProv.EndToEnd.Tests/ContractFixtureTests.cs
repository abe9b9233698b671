using System.Text.Json.Nodes;
using ChainProv.Circuits;
using ChainProv.Cryptography.Curves;
using ChainProv.Groth16;
using ChainProv.Groth16.Keys;
using ChainProv.Groth16.Solidity;
using ChainProv.Groth16.Verification;

namespace ChainProv.EndToEnd.Tests;

/// <summary>The proof that contracts/test/ReleaseProof.t.sol checks. CHAINPROV_UPDATE_SNAPSHOTS=1 makes it anew.</summary>
public sealed class ContractFixtureTests(ReleaseSample sample) : IClassFixture<ReleaseSample>
{
    private static string FixturePath => Repository.PathOf("contracts", "test", "fixtures", "release-proof.json");

    [Fact]
    public void The_committed_fixture_is_a_valid_proof()
    {
        if (Environment.GetEnvironmentVariable("CHAINPROV_UPDATE_SNAPSHOTS") == "1") Write();

        JsonNode json = JsonNode.Parse(File.ReadAllText(FixturePath))!;
        VerifyingKey key = VerifyingKeyEncoding.Decode(Bytes(json["key"]), new CircuitDigest(Bytes(json["circuitDigest"])), SetupKind.Development);
        Proof proof = Proof.Decode(Bytes(json["proof"]), PointFormat.Eip2537);
        Fr[] inputs = [.. json["publicInputs"]!.AsArray().Select(input => Fr.TryRead(Bytes(input), out Fr value) ? value : throw new FormatException("not below r"))];

        Groth16Verifier.Verify(key, proof, inputs).Should().BeTrue();
    }

    private void Write()
    {
        JsonObject json = SolidityVerifier.WriteCall(sample.Proof, sample.Inputs);
        json["key"] = "0x" + Convert.ToHexStringLower(VerifyingKeyEncoding.Encode(sample.Key.VerifyingKey));
        json["circuitDigest"] = sample.System.Digest.ToString();
        File.WriteAllText(FixturePath, json.ToJsonString(new() { WriteIndented = true }) + "\n");
    }

    private static byte[] Bytes(JsonNode? hex) => Convert.FromHexString(hex!.GetValue<string>().AsSpan(2));
}
