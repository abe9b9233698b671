using ChainProv.Files;
using Microsoft.Win32.SafeHandles;

namespace ChainProv.Groth16;

/// <summary>Opens the files that this library reads.</summary>
internal static class KeyFile
{
    /// <summary>Opens a regular file to read it.</summary>
    /// <exception cref="KeyFileException">It is missing, a folder, a device, a pipe, or not ours to read.</exception>
    public static SafeFileHandle Open(string path, FileOptions options)
    {
        if (RegularFile.Problem(path) is { } problem) throw new KeyFileException(path, problem);
        try
        {
            return File.OpenHandle(path, options: options);
        }
        catch (Exception exception) when (IoProblem.Is(exception))
        {
            throw new KeyFileException(path, $"cannot be read: {IoProblem.Describe(exception).TrimEnd('.')}");
        }
    }
}
