namespace ChainProv.Files;

/// <summary>What an operating system error means to the user, without repeating the path.</summary>
public static class IoProblem
{
    /// <summary>Whether an exception tells of the file system and not of us.</summary>
    public static bool Is(Exception exception) => exception is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException;

    public static string Describe(Exception exception) => exception switch
    {
        FileNotFoundException => "no such file",
        DirectoryNotFoundException => "no such file or folder",
        PathTooLongException => "the path is too long",
        UnauthorizedAccessException => "permission denied, or it is a folder",
        _ => exception.Message,
    };
}
