using ChainProv.Provenance.Files;

namespace ChainProv.Cli.Framework;

/// <summary>Folders that commands write into.</summary>
internal static class OutputFolder
{
    /// <summary>Its full path; made if it is not there.</summary>
    /// <exception cref="OutputException">It cannot be made, or is a file.</exception>
    public static string Create(string path)
    {
        try
        {
            return Directory.CreateDirectory(path).FullName;
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new OutputException(path, File.Exists(path) ? "is a file; name a folder to write to" : $"cannot be made: {problem.Message}", problem);
        }
    }
}
