using System.Diagnostics;
using ChainProv.Indexer.Storage;

namespace ChainProv.Indexer.Tests.Chain;

/// <summary>The indexer in a process of its own.</summary>
internal sealed class IndexerProcess : IDisposable
{
    private readonly Process _process;

    public IndexerProcess(IndexerOptions options, string database, params IEnumerable<string> arguments)
    {
        ProcessStartInfo start = new("dotnet")
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        string[] all =
        [
            Path.Combine(AppContext.BaseDirectory, "ChainProv.Indexer.TestHost.dll"), "--urls=http://127.0.0.1:0", $"--Indexer:Rpc={options.Rpc}",
            $"--Indexer:Registry={options.Registry}", $"--Indexer:FirstBlock={options.FirstBlock}", $"--Indexer:Database={database}",
            "--Indexer:PollInterval=00:00:00.010", .. arguments,
        ];
        foreach (string argument in all)
            start.ArgumentList.Add(argument);
        _process = Process.Start(start)!;
        _ = _process.StandardOutput.BaseStream.CopyToAsync(Stream.Null);
        _ = _process.StandardError.BaseStream.CopyToAsync(Stream.Null);
    }

    /// <summary>Waits until the database has a block of at least this number; the process must not end by itself.</summary>
    public async Task UntilAsync(IndexStore store, ulong number, CancellationToken cancellationToken)
    {
        while (await TipAsync(store, cancellationToken) is not ulong tip || tip < number)
        {
            _process.HasExited.Should().BeFalse();
            await Task.Delay(5, cancellationToken);
        }
    }

    /// <summary>SIGKILL: nothing is flushed, closed or said.</summary>
    public void Kill()
    {
        _process.Kill();
        _process.WaitForExit();
    }

    public void Dispose()
    {
        if (!_process.HasExited)
            Kill();
        _process.Dispose();
    }

    private static async Task<ulong?> TipAsync(IndexStore store, CancellationToken cancellationToken)
    {
        try
        {
            return (await store.ReadCheckpointAsync(cancellationToken)).Tip?.Number;
        }
        catch (Microsoft.Data.Sqlite.SqliteException)
        {
            return null; // The process has not made its tables yet.
        }
    }
}
