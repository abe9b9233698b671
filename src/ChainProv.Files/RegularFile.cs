namespace ChainProv.Files;

/// <summary>Files that are read from beginning to end: no folders, and nothing that would be waited for or that never ends.</summary>
public static class RegularFile
{
    /// <summary>Why the path does not lead to such a file, links followed; null if it does.</summary>
    public static string? Problem(string path) => FileKinds.OfTarget(path) switch
    {
        FileKind.Missing when FileKinds.Of(path) == FileKind.SymbolicLink => "is a link that leads to no file",
        FileKind.Missing => "no such file",
        FileKind.Directory => "is a folder; a file is needed",
        FileKind.Inaccessible => "permission denied",
        FileKind.Special => "is a device, pipe or socket; a regular file is needed",
        _ => null,
    };
}
