namespace ChainProv.Ethereum.Local;

/// <summary>The local chain cannot be found or does not start.</summary>
public sealed class AnvilException : EthereumException
{
    internal AnvilException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}
