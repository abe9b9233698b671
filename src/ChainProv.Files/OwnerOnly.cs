using Microsoft.Win32.SafeHandles;

namespace ChainProv.Files;

/// <summary>What makes a file a secret: nobody but its owner may read or change it. Windows has no such modes, so there nothing is checked.</summary>
public static class OwnerOnly
{
    /// <summary>0600.</summary>
    public const UnixFileMode Mode = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private const UnixFileMode Others = UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.GroupExecute
        | UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute;

    /// <summary>Whether others may do anything with an open file. The file is asked, not the path: what is checked is what is used.</summary>
    public static bool IsOpenToOthers(SafeFileHandle file) => !OperatingSystem.IsWindows() && (File.GetUnixFileMode(file) & Others) != 0;

    /// <summary>Whether others may do anything with the file that a path names.</summary>
    public static bool IsOpenToOthers(string path) => !OperatingSystem.IsWindows() && (File.GetUnixFileMode(path) & Others) != 0;
}
