namespace ChainProv.Indexer.Sync;

/// <summary>The node's answers do not belong to one chain: it was reorganised while they were read, or the node lags or lies. Nothing of them is used.</summary>
internal sealed class ChainMovedException(string what) : Exception(what);
