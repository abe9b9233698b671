namespace ChainProv.Ethereum;

/// <summary>The base of every failure that this client reports: its message is one sentence that a user can act on.</summary>
public abstract class EthereumException : Exception
{
    /// <summary>A failure with its sentence and, where there is one, its cause.</summary>
    protected EthereumException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}
