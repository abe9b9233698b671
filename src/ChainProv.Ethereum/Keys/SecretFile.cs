using System.Security.Cryptography;
using System.Text;
using ChainProv.Files;

namespace ChainProv.Ethereum.Keys;

/// <summary>Files that only their owner may read: keys, passwords and tokens.</summary>
public static class SecretFile
{
    private const int MaxBytes = 64 << 10;

    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Reads a whole file, which is the caller's to zero. Pipes and devices are refused without waiting for what they may say.</summary>
    /// <exception cref="KeyFileException">The file is missing, no regular file, open to others, or larger than any key.</exception>
    public static byte[] Read(string path)
    {
        try
        {
            if (FileKinds.OfTarget(path) == FileKind.Special)
                throw new KeyFileException($"{path} is a pipe or a device: secrets are read from files of mode 0600");
            using FileStream file = new(path, FileMode.Open, FileAccess.Read, FileShare.Read);
            if (OwnerOnly.IsOpenToOthers(file.SafeFileHandle))
                throw new KeyFileException($"{path} can be read or changed by other users: run chmod 600 {path}");
            byte[] buffer = new byte[MaxBytes + 1];
            int length = file.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false);
            byte[] content = length <= MaxBytes ? buffer[..length] : throw new KeyFileException($"{path} is larger than {MaxBytes} bytes: it is no key file");
            CryptographicOperations.ZeroMemory(buffer);
            return content;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new KeyFileException($"{path} cannot be read: {error.Message}", error);
        }
    }

    /// <summary>Reads the first line of a file, such as a token, without the spaces around it.</summary>
    /// <exception cref="KeyFileException">As <see cref="Read"/>; or the line is empty, no UTF-8, or has control characters. The message names the file, never what it holds.</exception>
    public static string ReadLine(string path)
    {
        byte[] content = Read(path);
        try
        {
            string line = StrictUtf8.GetString(FirstLine(content)).Trim();
            return line.Length == 0 ? throw new KeyFileException($"{path} begins with an empty line: its first line must be the secret")
                : line.Any(char.IsControl) ? throw new KeyFileException($"{path} has control characters in its first line: it is no text of one secret a line")
                : line;
        }
        catch (DecoderFallbackException)
        {
            throw new KeyFileException($"{path} is no UTF-8 text");
        }
        finally
        {
            CryptographicOperations.ZeroMemory(content);
        }
    }

    /// <summary>Makes a new file of mode 0600; one that is there is never overwritten.</summary>
    /// <exception cref="KeyFileException">The file exists or cannot be made.</exception>
    public static void Create(string path, ReadOnlySpan<byte> content)
    {
        FileStreamOptions options = new() { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = OwnerOnly.Mode;
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

    internal static ReadOnlySpan<byte> FirstLine(ReadOnlySpan<byte> content)
    {
        int end = content.IndexOfAny((byte)'\n', (byte)'\r');
        return end < 0 ? content : content[..end];
    }
}
