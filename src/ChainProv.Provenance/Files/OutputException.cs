namespace ChainProv.Provenance.Files;

/// <summary>A file could not be written (disk full, no permission, no such folder). What stood there before is untouched.</summary>
public sealed class OutputException(string file, string problem, Exception? inner = null) : Exception($"{file}: {problem}", inner)
{
    public string File { get; } = file;

    public string Problem { get; } = problem;
}
