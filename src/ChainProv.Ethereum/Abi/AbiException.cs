namespace ChainProv.Ethereum.Abi;

/// <summary>Data that is not the encoding its type asks for, a value that does not fit its type, or a description that is no ABI.</summary>
public sealed class AbiException : EthereumException
{
    /// <summary>Says what was wrong, and where.</summary>
    public AbiException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}
