using ChainProv.Files;
using ChainProv.Provenance.Files;
using Microsoft.Win32.SafeHandles;

namespace ChainProv.Provenance.Weights;

/// <summary>Reads the data of chunks. Files are opened when they are first needed, and must be as long as their headers said.</summary>
internal sealed class WeightReader(WeightSource source) : IDisposable
{
    private readonly Dictionary<string, FileStream> _files = new(StringComparer.Ordinal);

    /// <param name="chunk">Which.</param>
    /// <param name="target">Its <see cref="WeightChunk.Length"/>.</param>
    /// <exception cref="InputException">The file cannot be read, or ends too early: it was changed.</exception>
    public void Read(WeightChunk chunk, Span<byte> target)
    {
        (string path, long offset) = source.Locate(chunk);
        if (!_files.TryGetValue(path, out FileStream? file)) _files.Add(path, file = InputFile.OpenRead(path));
        SafeFileHandle handle = file.SafeFileHandle;
        try
        {
            while (!target.IsEmpty)
            {
                int read = RandomAccess.Read(handle, target, offset);
                if (read == 0) throw new InputException(path, source.Table.Describe(chunk), "is missing: the file was changed while it was read");
                offset += read;
                target = target[read..];
            }
        }
        catch (IOException exception)
        {
            throw new InputException(path, null, $"cannot be read: {IoProblem.Describe(exception)}", exception);
        }
    }

    public void Dispose()
    {
        foreach (FileStream file in _files.Values) file.Dispose();
    }
}
