using System.Buffers;
using System.Security.Cryptography;
using ChainProv.Files;

namespace ChainProv.Provenance.Files;

/// <summary>SHA-256 and size of a file's content, read in one pass and 256 KiB at a time.</summary>
public readonly record struct FileDigest(long Size, Sha256Digest Sha256)
{
    private const int BufferBytes = 1 << 18;

    /// <exception cref="InputException">The file cannot be read.</exception>
    public static FileDigest Of(string path, CancellationToken cancellationToken = default)
    {
        using FileStream stream = InputFile.OpenRead(path);
        return Of(stream, [], path, cancellationToken);
    }

    /// <summary>Of a stream whose first bytes were read already.</summary>
    internal static FileDigest Of(Stream rest, ReadOnlySpan<byte> beginning, string path, CancellationToken cancellationToken)
    {
        byte[] buffer = ArrayPool<byte>.Shared.Rent(BufferBytes);
        try
        {
            using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            hash.AppendData(beginning);
            long size = beginning.Length;
            for (int read; (read = rest.Read(buffer)) > 0; size += read)
            {
                cancellationToken.ThrowIfCancellationRequested();
                hash.AppendData(buffer.AsSpan(0, read));
            }

            return new(size, Sha256Digest.Read(hash.GetHashAndReset()));
        }
        catch (IOException exception)
        {
            throw new InputException(path, null, $"cannot be read: {IoProblem.Describe(exception)}", exception);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
