using System.Security.Cryptography;
using ChainProv.Files;

namespace ChainProv.Provenance.Files;

/// <summary>
/// A file that appears whole or not at all: written aside in the same folder, flushed to the disk, renamed by <see cref="Commit"/>. Disposed without
/// that, it leaves what stood there before.
/// </summary>
public sealed class AtomicFile : IDisposable
{
    private const UnixFileMode Public = OwnerOnly.Mode | UnixFileMode.GroupRead | UnixFileMode.OtherRead;

    private readonly string _path, _aside;
    private readonly FileStream _file;
    private bool _committed;

    private AtomicFile(string path, string aside, FileStream file)
    {
        _path = path;
        _aside = aside;
        _file = file;
        Stream = new BufferedStream(new ReportingStream(file, path), 1 << 16);
    }

    /// <summary>What is written here is the new content. Write errors are <see cref="OutputException"/>s.</summary>
    public Stream Stream { get; }

    /// <param name="path">Where the file will stand.</param>
    /// <param name="secret">Readable by the owner alone (0600) from its creation on.</param>
    /// <exception cref="OutputException">The folder does not exist or cannot be written to, or the path names a folder or a device.</exception>
    public static AtomicFile Create(string path, bool secret = false)
    {
        RequirePlace(path);
        try
        {
            string aside = Path.Combine(
                Path.GetDirectoryName(Path.GetFullPath(path))!, $".{Path.GetFileName(path)}.{RandomNumberGenerator.GetHexString(8, lowercase: true)}.tmp");
            FileStreamOptions options = new() { Mode = FileMode.CreateNew, Access = FileAccess.Write, Share = FileShare.None, BufferSize = 0 };
            if (!OperatingSystem.IsWindows()) options.UnixCreateMode = secret ? OwnerOnly.Mode : Public;
            return new AtomicFile(path, aside, new FileStream(aside, options));
        }
        catch (Exception exception) when (IoProblem.Is(exception))
        {
            throw Failure(path, exception);
        }
    }

    /// <summary>Asks whether a file could stand there, before long work on what would stand in it.</summary>
    /// <exception cref="OutputException">The path names a folder or a device, or leads through a folder that may not be entered.</exception>
    public static void RequirePlace(string path)
    {
        if (FileKinds.Of(path) is FileKind.Directory) throw new OutputException(path, "is a folder; name a file to write to");
        if (FileKinds.Of(path) is FileKind.Inaccessible) throw new OutputException(path, "cannot be written: permission denied");
        if (FileKinds.Of(path) is FileKind.Special) throw new OutputException(path, "is a device, pipe or socket; name a file to write to");
    }

    /// <exception cref="OutputException">The file could not be written; what stood there before is untouched.</exception>
    public static void WriteAllBytes(string path, ReadOnlySpan<byte> content, bool secret = false)
    {
        using AtomicFile file = Create(path, secret);
        file.Stream.Write(content);
        file.Commit();
    }

    /// <summary>Puts the new content in place of the old.</summary>
    /// <param name="overwrite">False to refuse where something stands there already.</param>
    /// <exception cref="OutputException">The disk is full, or the rename failed.</exception>
    public void Commit(bool overwrite = true)
    {
        Stream.Flush();
        try
        {
            _file.Flush(flushToDisk: true);
            _file.Dispose();
            File.Move(_aside, _path, overwrite);
            _committed = true;
        }
        catch (Exception exception) when (IoProblem.Is(exception))
        {
            throw Failure(_path, exception);
        }
    }

    public void Dispose()
    {
        if (_committed) return;
        _file.Dispose();
        try
        {
            File.Delete(_aside);
        }
        catch (Exception exception) when (IoProblem.Is(exception))
        {
            // The reason why the file was not committed is the one to report; a leftover with a random name harms nobody.
        }
    }

    internal static OutputException Failure(string path, Exception exception) =>
        new(path, $"cannot be written: {IoProblem.Describe(exception)}", exception);
}
