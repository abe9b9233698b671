namespace ChainProv.Ethereum.Rpc;

/// <summary>The node could not be reached, did not answer in time, or answered with an HTTP error.</summary>
/// <remarks>The message names scheme, host and port only: paths and user information of RPC addresses hold credentials.</remarks>
public sealed class RpcUnreachableException : EthereumException
{
    internal RpcUnreachableException(string endpoint, string reason, Exception? innerException = null)
        : base($"{endpoint} cannot be used: {reason}", innerException) => Endpoint = endpoint;

    /// <summary>Scheme, host and port of the node.</summary>
    public string Endpoint { get; }

    /// <summary>Whether another attempt may help.</summary>
    public bool IsTransient { get; internal init; }

    /// <summary>Whether the node surely did not act on the request.</summary>
    internal bool NothingWasDone { get; init; }
}
