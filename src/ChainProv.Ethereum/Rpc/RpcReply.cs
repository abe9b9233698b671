using System.Text.Json;

namespace ChainProv.Ethereum.Rpc;

/// <summary>The answer to one request of a batch: a result or an error.</summary>
public sealed class RpcReply
{
    private readonly JsonElement _result;

    internal RpcReply(JsonElement result) => _result = result;

    internal RpcReply(RpcErrorException error) => Error = error;

    /// <summary>What the node answered instead of a result; null if there is a result.</summary>
    public RpcErrorException? Error { get; }

    /// <summary>The result.</summary>
    /// <exception cref="RpcErrorException">The node answered with an error.</exception>
    public JsonElement Result => Error is null ? _result : throw Error;
}
