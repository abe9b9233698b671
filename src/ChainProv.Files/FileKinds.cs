using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace ChainProv.Files;

/// <summary>Asks what a path names without opening it: opening a named pipe would wait for a writer for ever.</summary>
public static partial class FileKinds
{
    private const int CurrentFolder = -100, NoFollow = 0x100, TypeAndMode = 0x3, ModeOffset = 28, StatxBytes = 256;

    public static FileKind Of(string path)
    {
        FileAttributes attributes;
        try
        {
            attributes = new FileInfo(path).Attributes;
        }
        catch (UnauthorizedAccessException)
        {
            return FileKind.Inaccessible;
        }

        if (attributes == (FileAttributes)(-1)) return FileKind.Missing;
        if (attributes.HasFlag(FileAttributes.ReparsePoint)) return FileKind.SymbolicLink;
        if (attributes.HasFlag(FileAttributes.Directory)) return FileKind.Directory;
        return IsSpecial(path) ? FileKind.Special : FileKind.Regular;
    }

    /// <summary>What the path names after following links.</summary>
    public static FileKind OfTarget(string path)
    {
        if (Of(path) != FileKind.SymbolicLink) return Of(path);
        try
        {
            return File.ResolveLinkTarget(path, returnFinalTarget: true) is { } target ? Of(target.FullName) : FileKind.Missing;
        }
        catch (IOException)
        {
            return FileKind.Missing;
        }
    }

    /// <summary>statx(2), whose layout is the same on every architecture (elsewhere than on Linux the runtime's attributes must do).</summary>
    private static bool IsSpecial(string path)
    {
        if (!OperatingSystem.IsLinux()) return false;
        Span<byte> status = stackalloc byte[StatxBytes];
        if (Statx(CurrentFolder, path, NoFollow, TypeAndMode, status) != 0) return false;
        int type = BinaryPrimitives.ReadUInt16LittleEndian(status[ModeOffset..]) & 0xf000;
        return type is not (0x8000 or 0x4000 or 0xa000);
    }

    [LibraryImport("libc", EntryPoint = "statx", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Statx(int folder, string path, int flags, uint mask, Span<byte> status);
}
