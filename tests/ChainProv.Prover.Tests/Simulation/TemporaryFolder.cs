namespace ChainProv.Prover.Tests.Simulation;

/// <summary>A folder of one test.</summary>
public sealed class TemporaryFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("chainprov-prover-").FullName;

    public string Database => File("prover.db");

    public string File(string name) => System.IO.Path.Combine(Path, name);

    /// <summary>Makes a file that only its owner may read.</summary>
    public string Secret(string name, string content)
    {
        FileStreamOptions options = new() { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using StreamWriter file = new(File(name), options);
        file.Write(content);
        return File(name);
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
