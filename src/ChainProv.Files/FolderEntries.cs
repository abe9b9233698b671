using System.Runtime.InteropServices;

namespace ChainProv.Files;

/// <summary>What stands in a folder, on the disk itself: a file that was flushed and renamed may else be back under its old name after a power cut.</summary>
public static partial class FolderEntries
{
    private const int ReadOnly = 0;

    /// <summary>fsync(2) on the folder. Windows offers nothing of the kind, and keeps a journal of its own.</summary>
    /// <exception cref="IOException">The folder cannot be opened, or the disk fails.</exception>
    public static void Flush(string folder)
    {
        if (OperatingSystem.IsWindows()) return;
        int descriptor = Open(folder, ReadOnly);
        if (descriptor < 0) throw Problem(folder);
        try
        {
            if (Synchronise(descriptor) != 0) throw Problem(folder);
        }
        finally
        {
            _ = Close(descriptor);
        }
    }

    private static IOException Problem(string folder) => new($"{folder} cannot be flushed to the disk: {Marshal.GetLastPInvokeErrorMessage()}");

    [LibraryImport("libc", EntryPoint = "open", StringMarshalling = StringMarshalling.Utf8, SetLastError = true)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "fsync", SetLastError = true)]
    private static partial int Synchronise(int descriptor);

    [LibraryImport("libc", EntryPoint = "close")]
    private static partial int Close(int descriptor);
}
