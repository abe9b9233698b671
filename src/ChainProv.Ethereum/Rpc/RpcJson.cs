using System.Text.Json;

namespace ChainProv.Ethereum.Rpc;

/// <summary>Strict readers of the objects of the Ethereum JSON-RPC specification.</summary>
internal static class RpcJson
{
    private const ulong LastSecond = 253_402_300_799; // 9999-12-31, the last that DateTimeOffset can hold

    /// <summary>Runs a reader and says, if the answer is malformed, which method's it was.</summary>
    public static T Read<T>(JsonElement element, string endpoint, string method, Func<JsonElement, T> read)
    {
        try
        {
            return read(element);
        }
        catch (Exception error) when (error is FormatException or InvalidOperationException or KeyNotFoundException or ArgumentException or IndexOutOfRangeException)
        {
            throw new RpcProtocolException($"{endpoint} answered {method} with something else than the specification says: {error.Message}", error);
        }
    }

    public static ulong UInt64(JsonElement element) => Quantity.DecodeUInt64(Text(element));

    public static Wei Wei(JsonElement element) => new(Quantity.Decode(Text(element)));

    public static byte[] Bytes(JsonElement element) => Hex.Decode(Text(element));

    public static Hash32 Hash(JsonElement element) => Hash32.Parse(Text(element));

    public static Block? Block(JsonElement element) => element.ValueKind == JsonValueKind.Null ? null : new Block(
        UInt64(element.GetProperty("number")),
        Hash(element.GetProperty("hash")),
        Hash(element.GetProperty("parentHash")),
        Timestamp(UInt64(element.GetProperty("timestamp"))),
        Optional(element, "baseFeePerGas", Wei),
        element.TryGetProperty("logsBloom", out JsonElement bloom) && bloom.ValueKind != JsonValueKind.Null ? LogsBloom.Parse(Text(bloom)) : null);

    public static IReadOnlyList<Log> Logs(JsonElement element) => [.. element.EnumerateArray().Select(Log)];

    public static TransactionReceipt? Receipt(JsonElement element) => element.ValueKind == JsonValueKind.Null ? null : new TransactionReceipt(
        Hash(element.GetProperty("transactionHash")),
        UInt64(element.GetProperty("blockNumber")),
        Hash(element.GetProperty("blockHash")),
        Address(element.GetProperty("from")),
        Optional(element, "to", Address),
        Optional(element, "contractAddress", Address),
        UInt64(element.GetProperty("gasUsed")),
        Wei(element.GetProperty("effectiveGasPrice")),
        UInt64(element.GetProperty("status")) switch { 0 => false, 1 => true, _ => throw new FormatException("a status is 0 or 1") },
        Logs(element.GetProperty("logs")));

    public static IReadOnlyList<TransactionReceipt>? Receipts(JsonElement element) => element.ValueKind == JsonValueKind.Null ? null
        : [.. element.EnumerateArray().Select(receipt => Receipt(receipt) ?? throw new FormatException("a receipt is null"))];

    public static TransactionInfo? Transaction(JsonElement element) => element.ValueKind == JsonValueKind.Null ? null : new TransactionInfo(
        Hash(element.GetProperty("hash")),
        Address(element.GetProperty("from")),
        Optional(element, "to", Address),
        UInt64(element.GetProperty("nonce")),
        Wei(element.GetProperty("value")),
        Bytes(element.GetProperty("input")),
        Optional(element, "blockNumber", UInt64),
        Optional(element, "blockHash", Hash));

    public static FeeSuggestion Fees(JsonElement history)
    {
        if (Optional(history, "baseFeePerGas", fees => fees.EnumerateArray().Select(Wei).ToArray()) is not { Length: > 0 } baseFees)
            throw new FormatException("there are no base fees (the chain may not have EIP-1559)");
        IEnumerable<Wei> tips = history.TryGetProperty("reward", out JsonElement rewards) && rewards.ValueKind == JsonValueKind.Array
            ? rewards.EnumerateArray().Where(block => block.GetArrayLength() > 0).Select(block => Wei(block[0])) : [];
        return FeeSuggestion.From(baseFees[^1], tips);
    }

    private static Log Log(JsonElement element) => new(
        Address(element.GetProperty("address")),
        [.. element.GetProperty("topics").EnumerateArray().Select(Hash)],
        Bytes(element.GetProperty("data")),
        UInt64(element.GetProperty("blockNumber")),
        Hash(element.GetProperty("blockHash")),
        Hash(element.GetProperty("transactionHash")),
        UInt64(element.GetProperty("transactionIndex")),
        UInt64(element.GetProperty("logIndex")),
        element.TryGetProperty("removed", out JsonElement removed) && removed.ValueKind != JsonValueKind.Null && removed.GetBoolean());

    private static DateTimeOffset Timestamp(ulong seconds) =>
        seconds <= LastSecond ? DateTimeOffset.FromUnixTimeSeconds((long)seconds) : throw new FormatException("a timestamp lies after the year 9999");

    private static Address Address(JsonElement element) => Ethereum.Address.Parse(Text(element));

    private static T? Optional<T>(JsonElement element, string name, Func<JsonElement, T> read)
        where T : struct => element.TryGetProperty(name, out JsonElement value) && value.ValueKind != JsonValueKind.Null ? read(value) : null;

    private static Wei[]? Optional(JsonElement element, string name, Func<JsonElement, Wei[]> read) =>
        element.TryGetProperty(name, out JsonElement value) && value.ValueKind != JsonValueKind.Null ? read(value) : null;

    private static string Text(JsonElement element) => element.GetString() ?? throw new FormatException("a value is null");
}
