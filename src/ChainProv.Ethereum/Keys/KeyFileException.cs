namespace ChainProv.Ethereum.Keys;

/// <summary>A key or password that cannot be used: not there, open to others, damaged, or not opened by the password.</summary>
public sealed class KeyFileException : EthereumException
{
    internal KeyFileException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}
