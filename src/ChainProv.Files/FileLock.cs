using System.Diagnostics;

namespace ChainProv.Files;

/// <summary>Keeps other processes from changing a file at the same time. The operating system releases it when its holder dies, however it dies.</summary>
public sealed class FileLock : IDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    private readonly FileStream _file;

    private FileLock(FileStream file) => _file = file;

    /// <summary>Waits for the lock of a file, which lies beside it as <c>name.lock</c> and stays there: deleting it would let two holders in.</summary>
    /// <returns>The lock; null if somebody else held it all the time.</returns>
    /// <exception cref="IOException">The file system refuses, or keeps no locks; so may <see cref="UnauthorizedAccessException"/>.</exception>
    public static FileLock? TryAcquire(string path, TimeSpan patience, CancellationToken cancellationToken = default)
    {
        long start = Stopwatch.GetTimestamp();
        while (true)
        {
            try
            {
                FileLock held = new(Open(path));
                held.RequireEffect(path);
                return held;
            }
            catch (IOException problem) when (IsHeld(problem))
            {
                if (Stopwatch.GetElapsedTime(start) > patience) return null;
                if (cancellationToken.WaitHandle.WaitOne(Pause)) throw new OperationCanceledException(cancellationToken);
            }
        }
    }

    public void Dispose() => _file.Dispose();

    private static FileStream Open(string path) => new(path + ".lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 0);

    /// <summary>Some file systems know no locks, and .NET can be told to take none: then all who ask would hold it. A lock that works keeps out its own holder too.</summary>
    private void RequireEffect(string path)
    {
        try
        {
            Open(path).Dispose();
        }
        catch (IOException problem) when (IsHeld(problem))
        {
            return;
        }
        catch
        {
            Dispose();
            throw;
        }

        Dispose();
        throw new IOException("file locks have no effect here, so that other processes could change it at the same time");
    }

    /// <summary>EWOULDBLOCK on Linux and on BSDs, a sharing violation on Windows. A full disk or a read-only one would only be waited for.</summary>
    private static bool IsHeld(IOException problem) => problem.HResult is 11 or 35 or unchecked((int)0x80070020);
}
