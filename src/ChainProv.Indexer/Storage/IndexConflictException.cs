namespace ChainProv.Indexer.Storage;

/// <summary>Another program wrote to the index between this one's reading and writing: what was read is worth nothing, the next attempt sees the new state.</summary>
internal sealed class IndexConflictException(string database)
    : Exception($"another program writes to {database}");
