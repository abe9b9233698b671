using System.Buffers.Binary;
using System.Text;
using ChainProv.Provenance.Files;

namespace ChainProv.Provenance.Models;

/// <summary>The digest of a model: of its files' names, sizes and contents.</summary>
public static class ModelDigest
{
    /// <summary>So many that nobody means it; and the list is sent to the chain.</summary>
    public const int MaxFiles = 4096;

    private static ReadOnlySpan<byte> Domain => "chainprov/model/v1\0"u8;

    /// <summary>SHA-256 of <see cref="FileList"/>.</summary>
    public static Sha256Digest Of(IReadOnlyCollection<ModelFile> files) => Sha256Digest.Of(FileList(files));

    /// <summary>"chainprov/model/v1" ‖ 0x00 ‖ uint32 count ‖ for each file, sorted by UTF-8 name: uint32 nameLength ‖ name ‖ uint64 size ‖ sha256.</summary>
    /// <exception cref="ArgumentException">There are no files or too many, a name stands twice or is not a plain relative one, or a size is negative.</exception>
    public static byte[] FileList(IReadOnlyCollection<ModelFile> files)
    {
        if (Problem(files) is { } problem) throw new ArgumentException(problem, nameof(files));
        using MemoryStream list = new();
        list.Write(Domain);
        WriteInteger(list, (ulong)files.Count, sizeof(uint));
        foreach (ModelFile file in files.OrderBy(file => file.Name, Unicode.Utf8Order))
        {
            byte[] name = Encoding.UTF8.GetBytes(file.Name);
            WriteInteger(list, (ulong)name.Length, sizeof(uint));
            list.Write(name);
            WriteInteger(list, (ulong)file.Size, sizeof(ulong));
            list.Write(file.Sha256.ToArray());
        }

        return list.ToArray();
    }

    /// <summary>Why the files have no digest, or null.</summary>
    public static string? Problem(IReadOnlyCollection<ModelFile> files)
    {
        if (files.Count is 0 or > MaxFiles) return $"a model has between 1 and {MaxFiles:N0} files, not {files.Count:N0}";
        if (files.Select(file => RelativeName.Problem(file.Name)).FirstOrDefault(problem => problem is not null) is { } wrong) return wrong;
        if (files.FirstOrDefault(file => file.Size < 0) is { } negative) return $"the size of {Unicode.Quote(negative.Name)} is negative";
        return files.GroupBy(file => file.Name, StringComparer.Ordinal).FirstOrDefault(group => group.Count() > 1) is { } twice
            ? $"two files are named {Unicode.Quote(twice.Key)}; give the folder that holds both"
            : null;
    }

    private static void WriteInteger(MemoryStream list, ulong value, int bytes)
    {
        Span<byte> word = stackalloc byte[sizeof(ulong)];
        BinaryPrimitives.WriteUInt64BigEndian(word, value);
        list.Write(word[^bytes..]);
    }
}
