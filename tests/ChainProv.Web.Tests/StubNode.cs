using System.Numerics;
using System.Text.Json;
using System.Text.Json.Nodes;
using ChainProv.Ethereum;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace ChainProv.Web.Tests;

/// <summary>A node of a chain of three contracts, the two verifiers and the registry, which lets pages of any origin ask it.</summary>
internal sealed class StubNode : IAsyncDisposable
{
    private const ulong Block = 4711;

    private readonly WebApplication _host;

    private StubNode()
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder(["--urls=http://127.0.0.1:0"]);
        builder.Logging.ClearProviders();
        _host = builder.Build();
        _host.MapMethods("/", [HttpMethods.Options], Allow);
        _host.MapPost("/", AnswerAsync);
    }

    /// <summary>The AttestationVerifier.</summary>
    public static Address Contract { get; } = Address.Parse("0x9fE46736679d2D9a65F0992F2272dE9f3c7fa6e0");

    /// <summary>The Groth16Verifier.</summary>
    public static Address Verifier { get; } = Address.Parse("0xe7f1725E7734CE288F8367e1Bb143E90bb3F0512");

    public string Url => _host.Urls.Single();

    public ulong ChainId { get; set; } = ResponseSample.ChainId;

    public Address Registry { get; set; } = ResponseSample.Registry;

    public byte[] Key { get; set; } = [];

    public byte[] CircuitDigest { get; set; } = [];

    /// <summary>The roots that the registry accepts, each if it need not be younger than so many seconds.</summary>
    public Dictionary<string, ulong> RootAges { get; } = [];

    public static async Task<StubNode> StartAsync(ResponseSample sample)
    {
        StubNode node = new() { Key = Groth16.Keys.VerifyingKeyEncoding.Encode(sample.Key), CircuitDigest = sample.Key.CircuitDigest.Bytes.ToArray() };
        node.RootAges[(string)sample.Certificate["registryRoot"]!] = 0;
        await node._host.StartAsync();
        return node;
    }

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    private static void Allow(HttpContext context)
    {
        context.Response.Headers.AccessControlAllowOrigin = "*";
        context.Response.Headers.AccessControlAllowHeaders = "content-type";
    }

    private async Task AnswerAsync(HttpContext context)
    {
        Allow(context);
        JsonNode request = (await JsonSerializer.DeserializeAsync<JsonNode>(context.Request.Body))!;
        JsonNode answer = (string)request["method"]! switch
        {
            "eth_chainId" => $"0x{ChainId:x}",
            "eth_getBlockByNumber" => new JsonObject { ["number"] = $"0x{Block:x}", ["timestamp"] = "0x69000000" },
            "eth_call" => Hex.Encode(Call((JsonObject)request["params"]![0]!)),
            string method => throw new InvalidOperationException($"The page asks {method}."),
        };
        await context.Response.WriteAsJsonAsync(new JsonObject { ["jsonrpc"] = "2.0", ["id"] = request["id"]!.DeepClone(), ["result"] = answer });
    }

    private byte[] Call(JsonObject call)
    {
        Address to = Address.Parse((string)call["to"]!);
        byte[] data = Hex.Decode((string)call["data"]!);
        bool Calls(Address contract, string signature) => to == contract && data.AsSpan().StartsWith(Keccak256.Hash(signature).ToArray().AsSpan(..4));
        if (Calls(Contract, "verifier()")) return Word(Verifier);
        if (Calls(Contract, "registry()")) return Word(Registry);
        if (Calls(Verifier, "circuitDigest()")) return CircuitDigest;
        if (Calls(Verifier, "key()")) return [.. Word(32), .. Word((ulong)Key.Length), .. Key];
        if (!Calls(Registry, "isRegistryRootAccepted(bytes32,uint256)")) return [];
        BigInteger maximumAge = new(data.AsSpan(36), isUnsigned: true, isBigEndian: true);
        return Word(RootAges.TryGetValue(Hex.Encode(data.AsSpan(4, Hash32.Size)), out ulong age) && age <= maximumAge ? 1UL : 0);
    }

    private static byte[] Word(Address address) => [.. new byte[Hash32.Size - Address.Size], .. address.ToArray()];

    private static byte[] Word(ulong value)
    {
        byte[] word = new byte[Hash32.Size];
        System.Buffers.Binary.BinaryPrimitives.WriteUInt64BigEndian(word.AsSpan(Hash32.Size - sizeof(ulong)), value);
        return word;
    }
}
