using ChainProv.Files;

namespace ChainProv.Provenance.Files;

/// <summary>The files in a folder and the folders in it. Only plain files and folders: anything else could lead outside, or never end.</summary>
public static class FolderFiles
{
    public const int MaxDepth = 64;

    private static readonly EnumerationOptions Everything = new() { AttributesToSkip = 0, IgnoreInaccessible = false, RecurseSubdirectories = false };

    /// <summary>Relative paths with "/", sorted by their UTF-8 bytes; hidden files too.</summary>
    /// <exception cref="InputException">A link, device, pipe, unreadable folder, or a name that is not UTF-8; or folders deeper than the limit.</exception>
    public static string[] List(string folder)
    {
        if (FileKinds.OfTarget(folder) != FileKind.Directory) throw new InputException(folder, null, "no such folder");
        List<string> names = [];
        Collect(folder, "", 0, names);
        names.Sort(Unicode.Utf8Order);
        return [.. names];
    }

    private static void Collect(string folder, string prefix, int depth, List<string> names)
    {
        if (depth > MaxDepth) throw new InputException(folder, prefix.TrimEnd('/'), $"folders are nested more than {MaxDepth} deep");
        foreach (string path in Entries(folder))
        {
            string name = prefix + Path.GetFileName(path);
            if (RelativeName.Problem(name) is { } problem) throw new InputException(folder, null, problem);
            switch (FileKinds.Of(path))
            {
                case FileKind.Regular:
                    names.Add(name);
                    break;
                case FileKind.Directory:
                    Collect(Path.Combine(folder, Path.GetFileName(path)), name + "/", depth + 1, names);
                    break;
                case FileKind.SymbolicLink:
                    throw new InputException(path, null, "is a symbolic link, which may lead anywhere; put the file itself in its place");
                case FileKind.Special:
                    throw new InputException(path, null, "is a device, pipe or socket; only files and folders can be read");
                default:
                    throw new InputException(path, null, "vanished while the folder was read");
            }
        }
    }

    private static string[] Entries(string folder)
    {
        try
        {
            return Directory.GetFileSystemEntries(folder, "*", Everything);
        }
        catch (Exception exception) when (IoProblem.Is(exception))
        {
            throw new InputException(folder, null, $"the folder cannot be read: {IoProblem.Describe(exception)}", exception);
        }
    }
}
