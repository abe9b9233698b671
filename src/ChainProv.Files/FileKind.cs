namespace ChainProv.Files;

/// <summary>What a path names, links not followed.</summary>
public enum FileKind
{
    Missing,
    Regular,
    Directory,
    SymbolicLink,

    /// <summary>A device, pipe or socket.</summary>
    Special,

    /// <summary>A folder on the way may not be entered, so that nobody can tell.</summary>
    Inaccessible,
}
