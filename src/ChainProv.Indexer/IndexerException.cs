namespace ChainProv.Indexer;

/// <summary>A failure that trying again does not mend: what is configured, stored and on the chain does not fit together. The message is one sentence.</summary>
public class IndexerException : Exception
{
    /// <summary>A failure with its sentence and, where there is one, its cause.</summary>
    public IndexerException(string message, Exception? innerException = null, IndexerFailure kind = IndexerFailure.Configuration)
        : base(message, innerException) => Kind = kind;

    /// <summary>What is at fault.</summary>
    public IndexerFailure Kind { get; }
}
