using ChainProv.Files;

namespace ChainProv.Prover.Storage;

/// <summary>Files that only their owner may read.</summary>
internal static class PrivateFile
{
    /// <summary>Makes a folder of mode 0700 unless it is there.</summary>
    public static void CreateFolder(string path)
    {
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(path);
        else
            Directory.CreateDirectory(path, OwnerOnly.Mode | UnixFileMode.UserExecute);
    }

    /// <summary>Makes an empty file of mode 0600 unless it is there.</summary>
    /// <exception cref="ProverException">It is there, and open to others.</exception>
    public static void Create(string path)
    {
        using FileStream file = new(path, Options(FileMode.OpenOrCreate, FileShare.ReadWrite));
        RequireClosedToOthers(path, file);
    }

    /// <summary>Takes the lock that a file stands for; null if another process has it. The operating system frees it when its holder dies, however it dies.</summary>
    public static FileStream? Lock(string path)
    {
        try
        {
            return new FileStream(path, Options(FileMode.OpenOrCreate, FileShare.None));
        }
        catch (IOException error) when (error.GetType() == typeof(IOException))
        {
            return null;
        }
    }

    private static void RequireClosedToOthers(string path, FileStream file)
    {
        if (OwnerOnly.IsOpenToOthers(file.SafeFileHandle))
            throw new ProverException($"{path} can be read or changed by other users: run chmod 600 {path}", kind: ProverFailure.File);
    }

    private static FileStreamOptions Options(FileMode mode, FileShare share)
    {
        FileStreamOptions options = new() { Mode = mode, Access = FileAccess.ReadWrite, Share = share };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = OwnerOnly.Mode;
        return options;
    }
}
