namespace ChainProv.Ethereum.Rpc;

/// <summary>The node's answer is not what the Ethereum JSON-RPC specification says.</summary>
public sealed class RpcProtocolException : EthereumException
{
    internal RpcProtocolException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}
