using System.Text.Json;
using System.Text.Json.Nodes;

namespace ChainProv.Ethereum.Rpc;

/// <summary>One JSON-RPC request.</summary>
public sealed record RpcRequest
{
    private RpcRequest(string method, JsonNode?[] parameters, bool isRepeatable) =>
        (Method, Parameters, IsRepeatable) = (method, new JsonArray(parameters), isRepeatable);

    /// <summary>The method, such as <c>eth_call</c>.</summary>
    public string Method { get; }

    /// <summary>The parameters, by position.</summary>
    public JsonArray Parameters { get; }

    /// <summary>Whether doing it twice has the effect of doing it once.</summary>
    public bool IsRepeatable { get; }

    /// <summary>A request that may be sent again when it is unclear whether the node got it: every read, and sending the same signed bytes.</summary>
    public static RpcRequest Repeatable(string method, params JsonNode?[] parameters) => new(method, parameters, isRepeatable: true);

    /// <summary>A request that is sent again only when the node surely did not act on it (no connection was made, or it refused for its load).</summary>
    public static RpcRequest Once(string method, params JsonNode?[] parameters) => new(method, parameters, isRepeatable: false);

    internal void WriteTo(Utf8JsonWriter writer, long id)
    {
        writer.WriteStartObject();
        writer.WriteString("jsonrpc", "2.0");
        writer.WriteNumber("id", id);
        writer.WriteString("method", Method);
        writer.WritePropertyName("params");
        Parameters.WriteTo(writer);
        writer.WriteEndObject();
    }
}
