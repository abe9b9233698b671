using System.Text.Json;

namespace ChainProv.Ethereum.Rpc;

/// <summary>Reads JSON-RPC response objects and matches them to their requests.</summary>
internal static class RpcResponse
{
    public static RpcReply Read(JsonElement response, string endpoint, string method, long id)
    {
        if (response.ValueKind != JsonValueKind.Object)
            throw NotAResponse(endpoint, method);
        if (ReadError(response, endpoint, method) is RpcErrorException error)
            return new RpcReply(error);
        if (ReadId(response) != id || !response.TryGetProperty("result", out JsonElement result))
            throw NotAResponse(endpoint, method);
        return new RpcReply(result);
    }

    /// <summary>The replies in the order of the requests, whose ids count up from <paramref name="firstId"/>; nodes may answer in any order.</summary>
    public static RpcReply[] ReadBatch(JsonElement response, string endpoint, string[] methods, long firstId)
    {
        const string Batch = "a batch";
        if (response.ValueKind == JsonValueKind.Object && ReadError(response, endpoint, Batch) is RpcErrorException refusal)
            throw refusal;
        if (response.ValueKind != JsonValueKind.Array)
            throw NotAResponse(endpoint, Batch);
        RpcReply[] replies = new RpcReply[methods.Length];
        foreach (JsonElement entry in response.EnumerateArray())
        {
            long? index = (entry.ValueKind == JsonValueKind.Object ? ReadId(entry) : null) - firstId;
            if (index is not long i || i < 0 || i >= methods.Length || replies[i] is not null)
                throw NotAResponse(endpoint, Batch);
            replies[i] = Read(entry, endpoint, methods[i], firstId + i);
        }
        return Array.TrueForAll(replies, reply => reply is not null) ? replies : throw NotAResponse(endpoint, Batch);
    }

    private static RpcErrorException? ReadError(JsonElement response, string endpoint, string method)
    {
        if (!response.TryGetProperty("error", out JsonElement error) || error.ValueKind != JsonValueKind.Object)
            return null;
        long code = error.TryGetProperty("code", out JsonElement number) && number.ValueKind == JsonValueKind.Number
            && number.TryGetInt64(out long value) ? value : 0;
        string message = error.TryGetProperty("message", out JsonElement text) && text.ValueKind == JsonValueKind.String
            ? text.GetString()! : "no message";
        JsonElement? data = error.TryGetProperty("data", out JsonElement added) ? added : null;
        return new RpcErrorException(endpoint, method, code, message, data);
    }

    private static long? ReadId(JsonElement response) =>
        response.TryGetProperty("id", out JsonElement id) && id.ValueKind == JsonValueKind.Number && id.TryGetInt64(out long value) ? value : null;

    private static RpcProtocolException NotAResponse(string endpoint, string method) =>
        new($"{endpoint} did not answer {method} with a JSON-RPC response: it may be no Ethereum node");
}
