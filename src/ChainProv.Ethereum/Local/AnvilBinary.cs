using System.Runtime.InteropServices;

namespace ChainProv.Ethereum.Local;

/// <summary>Finds anvil: where <c>CHAINPROV_ANVIL</c> says, else in the <c>contracts/node_modules</c> of this repository, else on the path.</summary>
public static class AnvilBinary
{
    private const string Variable = "CHAINPROV_ANVIL";

    private static string FileName => OperatingSystem.IsWindows() ? "anvil.exe" : "anvil";

    /// <summary>The full path of the program.</summary>
    /// <exception cref="AnvilException">It is nowhere.</exception>
    public static string Find()
    {
        if (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } named)
            return File.Exists(named) ? named : throw new AnvilException($"{Variable} names {named}, which does not exist");
        return Candidates().FirstOrDefault(File.Exists)
            ?? throw new AnvilException($"anvil was not found: run scripts/test.sh once (it installs it), or set {Variable}");
    }

    private static IEnumerable<string> Candidates()
    {
        // npm's launcher is a script that starts the program as its child; the platform's own package holds the program itself.
        string package = Path.Combine("contracts", "node_modules", "@foundry-rs", $"anvil-{Platform}", "bin", FileName);
        IEnumerable<string> starts = [Environment.CurrentDirectory, AppContext.BaseDirectory];
        IEnumerable<string> folders = starts.SelectMany(SelfAndParents).Select(folder => Path.Combine(folder, package));
        string[] path = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        return folders.Concat(path.Select(folder => Path.Combine(folder, FileName)));
    }

    private static string Platform
    {
        get
        {
            string system = OperatingSystem.IsWindows() ? "win32" : OperatingSystem.IsMacOS() ? "darwin" : "linux";
            string processor = RuntimeInformation.OSArchitecture == Architecture.Arm64 ? "arm64" : "amd64";
            return $"{system}-{processor}";
        }
    }

    private static IEnumerable<string> SelfAndParents(string folder)
    {
        for (DirectoryInfo? current = new(folder); current is not null; current = current.Parent)
            yield return current.FullName;
    }
}
