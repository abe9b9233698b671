using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text.Unicode;
using ChainProv.Ethereum;

namespace ChainProv.Indexer.Registry;

/// <summary>
/// Reads a model's file list as docs/release-statement.md defines it: <c>"chainprov/model/v1" ‖ 0x00 ‖ uint32 count</c>, then for each file
/// <c>uint32 nameLength ‖ name ‖ uint64 size ‖ sha256</c>; integers big-endian, names UTF-8, ascending, none twice.
/// </summary>
public static class ModelFileList
{
    private const int FrameSize = sizeof(uint) + sizeof(ulong) + Hash32.Size;

    private static ReadOnlySpan<byte> Domain => "chainprov/model/v1\0"u8;

    /// <summary>The files; null if the list is not exactly of that form, or its SHA-256 is not <paramref name="modelDigest"/>.</summary>
    /// <remarks>Nothing is reserved for more files than the bytes can hold.</remarks>
    public static IReadOnlyList<ModelFile>? TryRead(ReadOnlyMemory<byte> list, Hash32 modelDigest)
    {
        ReadOnlySpan<byte> bytes = list.Span;
        int position = Domain.Length + sizeof(uint);
        if (bytes.Length < position || !bytes.StartsWith(Domain) || new Hash32(SHA256.HashData(bytes)) != modelDigest)
            return null;

        uint count = BinaryPrimitives.ReadUInt32BigEndian(bytes[Domain.Length..]);
        List<ModelFile> files = [];
        ReadOnlyMemory<byte> previous = default;
        for (uint i = 0; i < count; i++)
        {
            if (bytes.Length - position < FrameSize)
                return null;
            uint nameLength = BinaryPrimitives.ReadUInt32BigEndian(bytes[position..]);
            if (nameLength > (uint)(bytes.Length - position - FrameSize))
                return null;
            ReadOnlyMemory<byte> name = list.Slice(position + sizeof(uint), (int)nameLength);
            // An empty name is not greater than the empty one before the first.
            if (!Utf8.IsValid(name.Span) || previous.Span.SequenceCompareTo(name.Span) >= 0)
                return null;
            position += sizeof(uint) + name.Length;
            files.Add(new ModelFile(
                name, BinaryPrimitives.ReadUInt64BigEndian(bytes[position..]), new Hash32(bytes.Slice(position + sizeof(ulong), Hash32.Size))));
            position += sizeof(ulong) + Hash32.Size;
            previous = name;
        }
        return files.Count > 0 && position == bytes.Length ? files : null;
    }
}
