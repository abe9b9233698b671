namespace ChainProv.Groth16;

/// <summary>A key, circuit, witness or proof file that cannot be used: which, and why.</summary>
public sealed class KeyFileException(string path, string problem) : Exception($"{path}: {problem}.")
{
    public string Path { get; } = path;

    public string Problem { get; } = problem;
}
