using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using ChainProv.Ethereum;
using ChainProv.Ethereum.Rpc;

namespace ChainProv.Indexer.Tests.Support;

/// <summary>A node in this process: an honest chain that can be reorganised, and a way to change its answers.</summary>
internal sealed class FakeNode : HttpMessageHandler
{
    public static readonly Address Registry = Address.Parse("0x5fbdb2315678afecb367f032d93f642f64180aa3");

    private readonly List<FakeBlock> _chain = [FakeBlock.After(null, "", [])];
    private readonly Lock _lock = new();

    public ulong ChainId { get; set; } = 31337;

    /// <summary>How many blocks under the head are final; null for a node that does not know the tag.</summary>
    public ulong? FinalDepth { get; set; } = 6;

    public bool IsDown { get; set; }

    public byte[] Code { get; set; } = [1];

    /// <summary>Sees every request before it is answered.</summary>
    public Action<string>? Before { get; set; }

    /// <summary>Changes the result of a method, or throws a <see cref="FakeRpcException"/>: method, parameters, honest result.</summary>
    public Func<string, JsonArray, JsonNode?, JsonNode?>? Tamper { get; set; }

    public FakeBlock Head => _chain[^1];

    public EthereumClient Connect() => new(new JsonRpcClient(
        new Uri("http://name:word@node.example/v3/secret-path"), new JsonRpcOptions { MaxAttempts = 1 }, handler: this));

    public FakeBlock Mine(params IReadOnlyList<FakeLog> logs) => Mine("main", logs);

    public FakeBlock Mine(string branch, IReadOnlyList<FakeLog> logs)
    {
        lock (_lock)
            _chain.Add(FakeBlock.After(Head, branch, logs));
        return Head;
    }

    public void MineEmpty(int count, string branch = "main")
    {
        for (int i = 0; i < count; i++)
            Mine(branch, []);
    }

    /// <summary>Takes the last blocks away.</summary>
    public void Drop(int count)
    {
        lock (_lock)
            _chain.RemoveRange(_chain.Count - count, count);
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (IsDown)
            throw new HttpRequestException(HttpRequestError.ConnectionError);
        JsonNode body = JsonNode.Parse(await request.Content!.ReadAsStringAsync(cancellationToken))!;
        JsonNode response = body is JsonArray batch ? new JsonArray([.. batch.Select(one => Respond(one!))]) : Respond(body);
        return new HttpResponseMessage(HttpStatusCode.OK) { Content = new StringContent(response.ToJsonString(), Encoding.UTF8, "application/json") };
    }

    private JsonObject Respond(JsonNode request)
    {
        string method = (string)request["method"]!;
        JsonArray parameters = request["params"]!.AsArray();
        JsonObject response = new() { ["jsonrpc"] = "2.0", ["id"] = request["id"]!.DeepClone() };
        Before?.Invoke(method);
        try
        {
            lock (_lock)
            {
                JsonNode? honest = Answer(method, parameters);
                response["result"] = Tamper is null ? honest : Tamper(method, parameters, honest);
            }
        }
        catch (FakeRpcException error)
        {
            response["error"] = new JsonObject { ["code"] = error.Code, ["message"] = error.Message };
        }
        return response;
    }

    private JsonNode? Answer(string method, JsonArray parameters) => method switch
    {
        "eth_chainId" => Quantity.Encode(ChainId),
        "eth_blockNumber" => Quantity.Encode(Head.Number),
        "eth_getCode" => Hex.Encode((string)parameters[0]! == Registry.ToString() ? Code : []),
        "eth_getBlockByNumber" => Block((string)parameters[0]!) is FakeBlock block ? Json(block) : null,
        "eth_getLogs" => new JsonArray([.. Select(parameters[0]!).SelectMany(Logs)]),
        "eth_getBlockReceipts" => Block((string)parameters[0]!) is FakeBlock block ? new JsonArray([.. Receipts(block)]) : null,
        "eth_call" => Hex.Encode(Call(parameters)),
        _ => throw new FakeRpcException(-32601, "method not found"),
    };

    private byte[] Call(JsonArray parameters)
    {
        FakeBlock block = Block((string)parameters[1]!) ?? throw new FakeRpcException(-32000, "header not found");
        return new FakeRegistryState(_chain.Where(known => known.Number <= block.Number).SelectMany(known => known.Logs))
            .Call(Hex.Decode((string)parameters[0]!["input"]!));
    }

    private FakeBlock? Block(string tag)
    {
        if (tag == "finalized")
        {
            ulong depth = FinalDepth ?? throw new FakeRpcException(-32602, "unknown tag");
            return _chain[(int)(Head.Number > depth ? Head.Number - depth : 0)];
        }
        ulong number = tag == "latest" ? Head.Number : Quantity.DecodeUInt64(tag);
        return number <= Head.Number ? _chain[(int)number] : null;
    }

    private IEnumerable<FakeBlock> Select(JsonNode filter)
    {
        if ((string?)filter["blockHash"] is string hash)
            return [_chain.Find(block => block.Hash.ToString() == hash) ?? throw new FakeRpcException(-32000, "unknown block")];
        (ulong from, ulong to) = (Quantity.DecodeUInt64((string)filter["fromBlock"]!), Quantity.DecodeUInt64((string)filter["toBlock"]!));
        return _chain.Where(block => block.Number >= from && block.Number <= to);
    }

    private static JsonObject Json(FakeBlock block) => new()
    {
        ["number"] = Quantity.Encode(block.Number),
        ["hash"] = block.Hash.ToString(),
        ["parentHash"] = block.ParentHash.ToString(),
        ["timestamp"] = Quantity.Encode(block.Timestamp),
        ["baseFeePerGas"] = "0x1",
        ["logsBloom"] = LogsBloom.Of(block.Logs.Select(log => new Log(Registry, log.Topics, log.Data, 0, default, default, 0, 0))).ToString(),
    };

    private static IEnumerable<JsonNode> Receipts(FakeBlock block) => Logs(block).Select((log, index) => new JsonObject
    {
        ["transactionHash"] = block.TransactionOf(index).ToString(),
        ["blockNumber"] = Quantity.Encode(block.Number),
        ["blockHash"] = block.Hash.ToString(),
        ["from"] = Events.Publisher.ToString(),
        ["to"] = Registry.ToString(),
        ["gasUsed"] = "0x1",
        ["effectiveGasPrice"] = "0x1",
        ["status"] = "0x1",
        ["logs"] = new JsonArray(log),
    });

    private static IEnumerable<JsonNode> Logs(FakeBlock block) => block.Logs.Select((log, index) => new JsonObject
    {
        ["address"] = Registry.ToString(),
        ["topics"] = new JsonArray([.. log.Topics.Select(topic => JsonValue.Create(topic.ToString()))]),
        ["data"] = Hex.Encode(log.Data),
        ["blockNumber"] = Quantity.Encode(block.Number),
        ["blockHash"] = block.Hash.ToString(),
        ["transactionHash"] = block.TransactionOf(index).ToString(),
        ["transactionIndex"] = "0x" + index.ToString("x", CultureInfo.InvariantCulture),
        ["logIndex"] = "0x" + index.ToString("x", CultureInfo.InvariantCulture),
    });
}
