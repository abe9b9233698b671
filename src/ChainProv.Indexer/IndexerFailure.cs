namespace ChainProv.Indexer;

/// <summary>What is at fault when the indexer cannot go on.</summary>
public enum IndexerFailure
{
    /// <summary>A setting: it is wrong, or does not go with the chain or the database.</summary>
    Configuration,

    /// <summary>A file: it cannot be read or written, is damaged, or of a newer program.</summary>
    File,

    /// <summary>The node or the chain.</summary>
    Chain,
}
