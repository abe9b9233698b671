using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using ChainProv.Cryptography.Hashing;
using ChainProv.Ethereum;
using ChainProv.Groth16.Keys;
using ChainProv.Provenance.Certificates;
using ChainProv.Provenance.Json;
using ChainProv.Provenance.Policies;
using ChainProv.Provenance.Statements;

namespace ChainProv.Web.Tests;

/// <summary>What the page's modules are tested with under Node.js. CHAINPROV_UPDATE_SNAPSHOTS=1 makes it anew.</summary>
public sealed class FixtureTests
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static string HashesPath => Repository.PathOf("web", "test", "fixtures", "hashes.json");

    private static string ResponsePath => Repository.PathOf("web", "test", "fixtures", "response.json");

    private static bool Updates => Environment.GetEnvironmentVariable("CHAINPROV_UPDATE_SNAPSHOTS") == "1";

    private static readonly ReleasePolicy[] Policies =
    [
        new([], ["MIT"], new(1970, 1, 1), new(1970, 1, 1)),
        new(["first-aid", "medical"], ["CC-BY-4.0", "CC0-1.0", "MIT"], new(2026, 1, 1), new(2026, 12, 31)),
        new(["a b", "q<&\"\\'", "ärztlich", "😀"], [.. Enumerable.Range(0, 16).Select(i => $"LicenseRef-{i:x}")], new(2000, 2, 29), new(9999, 12, 31)),
    ];

    [Fact]
    public void The_hashes_are_the_librarys()
    {
        JsonArray sponges = [.. new[] { 1, 2, 3, 21 }.Select(count =>
        {
            Fr[] inputs = [.. Enumerable.Range(0, count).Select(i => i % 2 == 0 ? -Fr.From((ulong)i + 1) : Fr.From((ulong)i))];
            return new JsonObject
            {
                ["tag"] = "chainprov/policy/v1",
                ["inputs"] = new JsonArray([.. inputs.Select(input => (JsonNode)input.ToString())]),
                ["output"] = Poseidon2.Hash(ReleaseFormat.PolicyTag, inputs).ToString(),
            };
        })];
        JsonArray elements = [.. new[] { "", "medical", "ärztlich 😀" }.Select(text => new JsonObject
        {
            ["domain"] = "chainprov/tag/v1", ["text"] = text, ["element"] = ReleaseElements.Tag(text).ToString(),
        })];
        JsonArray policies = [.. Policies.Select(policy =>
        {
            policy.Problem().Should().BeNull();
            JsonObject words = (JsonObject)JsonSerializer.SerializeToNode(policy, JsonFile.Options)!;
            return new JsonObject { ["policy"] = words, ["digest"] = policy.ToStatement().Digest().ToString() };
        })];
        string text = new JsonObject { ["sponges"] = sponges, ["elements"] = elements, ["policies"] = policies }.ToJsonString(Indented) + "\n";

        if (Updates) File.WriteAllText(HashesPath, text);
        File.ReadAllText(HashesPath).Should().Be(text);
    }

    [Fact]
    public void The_response_is_a_valid_one()
    {
        if (Updates) Write(ResponseSample.Create());

        JsonNode fixture = JsonNode.Parse(File.ReadAllText(ResponsePath))!;
        ResponseCertificate certificate = JsonFile.Parse<ResponseCertificate>(Encoding.UTF8.GetBytes(fixture["certificate"]!.ToJsonString()), ResponsePath);
        certificate.Require(ResponsePath);
        VerifyingKey key = VerifyingKeyEncoding.Decode(Hex.Decode((string)fixture["keyFile"]!["key"]!), StatementCircuit.Response.Digest, SetupKind.Development);

        ResponseVerifier.Problems(certificate, key).Should().BeEmpty();
        ResponseVerifier.TextProblems(certificate, Hex.Decode((string)fixture["prompt"]!), Hex.Decode((string)fixture["response"]!)).Should().BeEmpty();
        fixture["publicInputs"]!.AsArray().Select(input => (string)input!).Should().Equal(certificate.PublicInputs.ToElements().Select(input => input.ToString()));
    }

    private static void Write(ResponseSample sample)
    {
        ResponseCertificate certificate = JsonFile.Parse<ResponseCertificate>(Encoding.UTF8.GetBytes(sample.Certificate.ToJsonString()), ResponsePath);
        JsonObject fixture = new()
        {
            ["certificate"] = sample.Certificate.DeepClone(),
            ["keyFile"] = JsonNode.Parse(sample.KeyFile),
            ["prompt"] = Hex.Encode(sample.Prompt),
            ["response"] = Hex.Encode(sample.Response),
            ["publicInputs"] = new JsonArray([.. certificate.PublicInputs.ToElements().Select(input => (JsonNode)input.ToString())]),
        };
        File.WriteAllText(ResponsePath, fixture.ToJsonString(Indented) + "\n");
    }
}
