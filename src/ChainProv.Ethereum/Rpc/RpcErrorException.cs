using System.Text.Json;

namespace ChainProv.Ethereum.Rpc;

/// <summary>The node answered a request with a JSON-RPC error.</summary>
public sealed class RpcErrorException : EthereumException
{
    /// <summary>The code of EIP-1474 by which nodes refuse a request for their load.</summary>
    internal const long LimitExceeded = -32005;

    private const int LongestShownMessage = 400;

    internal RpcErrorException(string endpoint, string method, long code, string nodeMessage, JsonElement? data)
        : base($"{endpoint} refused {method}: {Shorten(nodeMessage)} (code {code})") => (Method, Code, NodeMessage, NodeData) = (method, code, nodeMessage, data);

    /// <summary>The method that was called.</summary>
    public string Method { get; }

    /// <summary>The error code; 3 is a revert, -32005 "limit exceeded".</summary>
    public long Code { get; }

    /// <summary>The node's own words.</summary>
    public string NodeMessage { get; }

    /// <summary>What the node added; for a revert the returned bytes.</summary>
    public JsonElement? NodeData { get; }

    private static string Shorten(string text) => text.Length <= LongestShownMessage ? text : string.Concat(text.AsSpan(0, LongestShownMessage), "…");
}
