namespace ChainProv.Ethereum.Keys;

/// <summary>Files that only their owner may read.</summary>
internal static class SecretFile
{
    private const int MaxBytes = 64 << 10;

    private const UnixFileMode OthersMay = UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.GroupExecute
        | UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute;

    /// <exception cref="KeyFileException">The file is missing, open to others, or larger than any key.</exception>
    public static byte[] Read(string path)
    {
        try
        {
            using FileStream file = new(path, FileMode.Open, FileAccess.Read, FileShare.Read);
            // The open file is asked, not the path: what is checked is what is read.
            if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(file.SafeFileHandle) & OthersMay) != 0)
                throw new KeyFileException($"{path} can be read or changed by other users: run chmod 600 {path}");
            byte[] buffer = new byte[MaxBytes + 1];
            int length = file.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false);
            return length <= MaxBytes ? buffer[..length] : throw new KeyFileException($"{path} is larger than {MaxBytes} bytes: it is no key file");
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new KeyFileException($"{path} cannot be read: {error.Message}", error);
        }
    }

    /// <summary>Makes a new file of mode 0600; one that is there is never overwritten.</summary>
    /// <exception cref="KeyFileException">The file exists or cannot be made.</exception>
    public static void Create(string path, ReadOnlySpan<byte> content)
    {
        FileStreamOptions options = new() { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        try
        {
            using FileStream file = new(path, options);
            file.Write(content);
            file.Flush(flushToDisk: true);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new KeyFileException($"{path} cannot be made: {error.Message}", error);
        }
    }
}
