using System.Runtime.InteropServices;

namespace ChainProv.Tests.Shared;

/// <summary>What a file system can hold and the class library cannot make: named pipes, and names that are not UTF-8.</summary>
internal static partial class Pipes
{
    private const uint OwnerOnly = 0x180;

    public static void Make(string path) => MakeFifo(path, OwnerOnly).Should().Be(0);

    /// <param name="path">Ended by a zero byte.</param>
    public static void MakeFile(byte[] path)
    {
        int file = Creat(path, OwnerOnly);
        file.Should().BeGreaterThanOrEqualTo(0);
        _ = Close(file);
    }

    public static void Remove(byte[] path) => Unlink(path).Should().Be(0);

    [LibraryImport("libc", EntryPoint = "unlink")]
    private static partial int Unlink(byte[] path);

    [LibraryImport("libc", EntryPoint = "mkfifo", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int MakeFifo(string path, uint mode);

    [LibraryImport("libc", EntryPoint = "creat")]
    private static partial int Creat(byte[] path, uint mode);

    [LibraryImport("libc", EntryPoint = "close")]
    private static partial int Close(int file);
}
