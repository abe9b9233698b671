namespace ChainProv.Indexer.Sync;

/// <summary>What one step along the chain did.</summary>
internal enum StepOutcome
{
    /// <summary>The index has everything that the node has.</summary>
    UpToDate,

    /// <summary>Blocks were added; there may be more.</summary>
    Advanced,

    /// <summary>Blocks were undone, since the chain has others in their place or ends below them.</summary>
    RolledBack,

    /// <summary>The node's chain ends below the index's: it lags, or was cut short.</summary>
    Behind,
}
