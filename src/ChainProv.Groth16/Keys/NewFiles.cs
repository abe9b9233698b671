using ChainProv.Files;

namespace ChainProv.Groth16.Keys;

/// <summary>Files that belong together and replace none.</summary>
internal static class NewFiles
{
    /// <summary>Longer than the largest key of ours takes on a small machine.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    /// <summary>Keeps other processes from making the same files at the same time; makes their folder if it is not there.</summary>
    /// <exception cref="KeyFileException">The folder cannot be written to, or another process took all that time.</exception>
    public static FileLock Lock(string path, CancellationToken cancellationToken)
    {
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            return FileLock.TryAcquire(path, Patience, cancellationToken) ?? throw new KeyFileException(path, "another process is making it; try again when it has ended");
        }
        catch (Exception problem) when (IoProblem.Is(problem))
        {
            throw Unwritable(path, problem);
        }
    }

    /// <summary>All are written aside before any appears, and the last appears last: where it is, all are.</summary>
    /// <exception cref="KeyFileException">They cannot be written.</exception>
    public static void Write(params ReadOnlySpan<(string Path, Action<Stream> Content)> files)
    {
        string[] aside = new string[files.Length];
        for (int i = 0; i < aside.Length; i++) aside[i] = Path.Combine(Path.GetDirectoryName(files[i].Path)!, $".{Path.GetFileName(files[i].Path)}.{Guid.NewGuid():N}");
        try
        {
            for (int i = 0; i < aside.Length; i++) WriteNew(aside[i], files[i].Content);
            for (int i = 0; i < aside.Length; i++) File.Move(aside[i], files[i].Path, overwrite: false);
        }
        catch (Exception problem) when (IoProblem.Is(problem))
        {
            throw Unwritable(files[^1].Path, problem);
        }
        finally
        {
            foreach (string path in aside) File.Delete(path);
        }
    }

    private static void WriteNew(string path, Action<Stream> write)
    {
        using FileStream stream = new(path, FileMode.CreateNew, FileAccess.Write);
        write(stream);
        stream.Flush(flushToDisk: true);
    }

    private static KeyFileException Unwritable(string path, Exception problem) => new(path, $"cannot be written: {IoProblem.Describe(problem).TrimEnd('.')}");
}
