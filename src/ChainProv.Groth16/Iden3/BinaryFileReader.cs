using System.Buffers.Binary;
using Microsoft.Win32.SafeHandles;

namespace ChainProv.Groth16.Iden3;

/// <summary>Reads the sectioned container that circom and snarkjs use for .r1cs, .wtns, .zkey and .ptau files (little-endian).</summary>
/// <remarks>Layout: magic (4), version (4), section count (4), then per section: type (4), length (8), content.</remarks>
internal sealed class BinaryFileReader : IDisposable
{
    private const int MaximumSections = 64;

    private readonly SafeFileHandle _file;
    private readonly Dictionary<uint, (long Offset, long Length)> _sections = [];

    /// <exception cref="KeyFileException">The file is no regular one, cannot be read, is not of this kind, truncated, or has a section twice.</exception>
    public BinaryFileReader(string path, string magic, uint newestVersion)
    {
        Path = path;
        _file = KeyFile.Open(path, FileOptions.RandomAccess);
        try
        {
            Size = RandomAccess.GetLength(_file);
            ReadSections(magic, newestVersion);
        }
        catch
        {
            _file.Dispose();
            throw;
        }
    }

    public string Path { get; }

    /// <summary>In bytes.</summary>
    public long Size { get; }

    public bool Has(uint section) => _sections.ContainsKey(section);

    public long Length(uint section) => Find(section).Length;

    /// <summary>A cursor over one section, which may not be larger than stated.</summary>
    public SectionReader Open(uint section, long maximumLength)
    {
        (long offset, long length) = Find(section);
        return length <= maximumLength ? new(this, section, offset, length) : throw Error($"section {section} has {length} bytes, more than the {maximumLength} that its header allows");
    }

    public KeyFileException Error(string what) => new(Path, what);

    public void Dispose() => _file.Dispose();

    internal void Read(Span<byte> target, long offset)
    {
        while (target.Length > 0)
        {
            int read = RandomAccess.Read(_file, target, offset);
            if (read == 0) throw Error($"it ends at byte {offset}, in the middle of a value");
            target = target[read..];
            offset += read;
        }
    }

    private void ReadSections(string magic, uint newestVersion)
    {
        long end = Size;
        Span<byte> header = stackalloc byte[12];
        if (end < header.Length) throw Error($"it has {end} bytes and cannot be a .{magic} file");
        Read(header, 0);
        if (!header[..4].SequenceEqual(System.Text.Encoding.ASCII.GetBytes(magic))) throw Error($"it is not a .{magic} file");
        uint version = BinaryPrimitives.ReadUInt32LittleEndian(header[4..]);
        if (version == 0 || version > newestVersion) throw Error($".{magic} version {version} is not known (newest: {newestVersion})");
        uint count = BinaryPrimitives.ReadUInt32LittleEndian(header[8..]);
        if (count > MaximumSections) throw Error($"it claims {count} sections");

        long position = header.Length;
        for (uint i = 0; i < count; i++)
        {
            if (end - position < 12) throw Error($"it is truncated: section {i + 1} of {count} is missing");
            Read(header, position);
            uint type = BinaryPrimitives.ReadUInt32LittleEndian(header);
            ulong length = BinaryPrimitives.ReadUInt64LittleEndian(header[4..]);
            position += header.Length;
            if (length > (ulong)(end - position)) throw Error($"it is truncated: section {type} should have {length} bytes, {end - position} are left");
            if (!_sections.TryAdd(type, (position, (long)length))) throw Error($"section {type} stands twice");
            position += (long)length;
        }
    }

    private (long Offset, long Length) Find(uint section) =>
        _sections.TryGetValue(section, out (long, long) found) ? found : throw Error($"section {section} is missing");
}
