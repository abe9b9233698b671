namespace ChainProv.Indexer.Sync;

/// <summary>How many blocks are asked for at once: halved when the node refuses, doubled while it answers with little.</summary>
internal sealed class AdaptiveRange(int maximum)
{
    private const int Initial = 1_000;
    private const int FewLogs = 500;

    /// <summary>The number of blocks to ask for.</summary>
    public int Size { get; private set; } = Math.Min(Initial, maximum);

    /// <summary>The node answered.</summary>
    public void Answered(int logs)
    {
        if (logs <= FewLogs)
            Size = (int)Math.Min(2L * Size, maximum);
    }

    /// <summary>The node refused.</summary>
    /// <returns>Whether less can be asked for.</returns>
    public bool Refused()
    {
        bool canShrink = Size > 1;
        Size = Math.Max(1, Size / 2);
        return canShrink;
    }
}
