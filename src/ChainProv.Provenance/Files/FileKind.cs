namespace ChainProv.Provenance.Files;

/// <summary>What a path names, links not followed.</summary>
public enum FileKind
{
    Missing,
    Regular,
    Directory,
    SymbolicLink,

    /// <summary>A device, pipe or socket.</summary>
    Special,
}
