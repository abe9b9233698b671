using ChainProv.Files;

namespace ChainProv.Provenance.Files;

/// <summary>Opens and reads files that a user names; whatever is wrong with them becomes an <see cref="InputException"/>.</summary>
public static class InputFile
{
    /// <summary>Opens a regular file for one pass from beginning to end.</summary>
    /// <exception cref="InputException">The file is missing, a folder, a device, a pipe or not readable.</exception>
    public static FileStream OpenRead(string path)
    {
        try
        {
            if (RegularFile.Problem(path) is { } problem) throw new InputException(path, null, problem);
            return new FileStream(path, new FileStreamOptions { Options = FileOptions.SequentialScan, BufferSize = 0, Share = FileShare.Read });
        }
        catch (Exception exception) when (IoProblem.Is(exception))
        {
            throw new InputException(path, null, $"cannot be read: {IoProblem.Describe(exception)}", exception);
        }
    }

    /// <summary>Reads a whole file that must not be larger than the limit.</summary>
    /// <exception cref="InputException">As <see cref="OpenRead"/>, or the file is empty or larger than the limit.</exception>
    public static byte[] ReadAll(string path, int maxBytes)
    {
        using FileStream stream = OpenRead(path);
        try
        {
            byte[] buffer = new byte[(int)Math.Min(stream.Length, maxBytes) + 1];
            int length = stream.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false);
            if (length == 0) throw new InputException(path, null, "is empty");
            if (length > maxBytes) throw new InputException(path, null, $"is larger than {maxBytes:N0} bytes, the most that a file of this kind may have");
            if (length == buffer.Length) throw new InputException(path, null, "grew while it was read; try again when nobody writes to it");
            return buffer[..length];
        }
        catch (IOException exception)
        {
            throw new InputException(path, null, $"cannot be read: {IoProblem.Describe(exception)}", exception);
        }
    }
}
