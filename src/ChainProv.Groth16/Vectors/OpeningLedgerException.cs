namespace ChainProv.Groth16.Vectors;

/// <summary>A vector's openings cannot be counted, so it is not opened: which file, and why.</summary>
public sealed class OpeningLedgerException(string path, string problem, Exception? inner = null) : Exception($"{path}: {problem}.", inner)
{
    public string Path { get; } = path;

    public string Problem { get; } = problem;
}
