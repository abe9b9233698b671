namespace ChainProv.Cryptography.Pairings;

/// <summary>Lines that are drawn as the loop goes, and can be kept.</summary>
internal interface IDrawnLines : ILaneLines
{
    /// <summary>Each pair's current line, and how many there are.</summary>
    int Read(Span<Line> lines);
}
