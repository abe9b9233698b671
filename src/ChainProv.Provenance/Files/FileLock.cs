using System.Diagnostics;

namespace ChainProv.Provenance.Files;

/// <summary>Keeps other processes from changing a file at the same time. The operating system releases it when its holder dies, however it dies.</summary>
public sealed class FileLock : IDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    private readonly FileStream _file;

    private FileLock(FileStream file) => _file = file;

    /// <summary>Waits for the lock of a file, which lies beside it as <c>name.lock</c> and stays there: deleting it would let two holders in.</summary>
    /// <exception cref="OutputException">Another process held the lock all the time, or the folder cannot be written to.</exception>
    public static FileLock Acquire(string path, TimeSpan patience)
    {
        long start = Stopwatch.GetTimestamp();
        while (true)
        {
            try
            {
                return new FileLock(new FileStream(path + ".lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 0));
            }
            catch (Exception exception) when (IoProblem.Is(exception))
            {
                if (exception is UnauthorizedAccessException or DirectoryNotFoundException or PathTooLongException) throw AtomicFile.Failure(path, exception);
                if (Stopwatch.GetElapsedTime(start) > patience)
                    throw new OutputException(path, "another process is changing it; try again when it has ended", exception);
                Thread.Sleep(Pause);
            }
        }
    }

    public void Dispose() => _file.Dispose();
}
