namespace ChainProv.Files;

/// <summary>Where a file lies that may be named by a link. What is kept beside a file, and counts something, is kept there: or each link to the file would begin to count anew.</summary>
public static class RealPath
{
    /// <summary>The path that the last of a file's links leads to; the path itself where it is no link, or nothing is there yet.</summary>
    /// <exception cref="IOException">The links lead round in a circle, or cannot be followed.</exception>
    public static string Of(string path) =>
        FileKinds.Of(path) == FileKind.SymbolicLink && File.ResolveLinkTarget(path, returnFinalTarget: true) is { } target ? target.FullName : path;
}
