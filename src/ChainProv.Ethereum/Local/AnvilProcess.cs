using System.Diagnostics;
using System.Globalization;
using ChainProv.Ethereum.Rpc;

namespace ChainProv.Ethereum.Local;

/// <summary>A local chain in a process of its own, which ends with this object or with the program.</summary>
public sealed class AnvilProcess : IDisposable
{
    private const string Announcement = "Listening on ";
    private readonly Process _process;

    private AnvilProcess(Process process)
    {
        _process = process;
        AppDomain.CurrentDomain.ProcessExit += OnExit;
    }

    /// <summary>Where it answers: a port of the loopback interface.</summary>
    public Uri Url { get; private set; } = null!;

    /// <summary>The process's id.</summary>
    public int ProcessId => _process.Id;

    /// <summary>Starts a chain and waits until it answers.</summary>
    /// <exception cref="AnvilException">The program is nowhere, refuses an option, or does not answer in time.</exception>
    public static async Task<AnvilProcess> StartAsync(AnvilOptions? options = null, CancellationToken cancellationToken = default)
    {
        AnvilOptions chosen = options ?? new AnvilOptions();
        AnvilProcess anvil = new(Launch(chosen));
        using CancellationTokenSource limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(chosen.StartTimeout);
        try
        {
            anvil.Url = await anvil.ReadAnnouncedUrlAsync(limit.Token).ConfigureAwait(false);
            using EthereumClient client = anvil.Connect();
            await client.RequireChainAsync(chosen.ChainId, limit.Token).ConfigureAwait(false);
            return anvil;
        }
        catch (Exception error)
        {
            anvil.Dispose();
            if (error is OperationCanceledException && !cancellationToken.IsCancellationRequested)
                throw new AnvilException($"anvil did not answer within {chosen.StartTimeout.TotalSeconds:0} s", error);
            throw;
        }
    }

    /// <summary>A new client of this chain.</summary>
    public EthereumClient Connect() => new(Url);

    /// <summary>Kills the process at once, as a crash would.</summary>
    public void Dispose()
    {
        AppDomain.CurrentDomain.ProcessExit -= OnExit;
        Kill();
        _process.Dispose();
    }

    private static Process Launch(AnvilOptions options)
    {
        ProcessStartInfo start = new(AnvilBinary.Find())
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
            UseShellExecute = false,
        };
        foreach (string argument in options.Arguments())
            start.ArgumentList.Add(argument);
        try
        {
            return Process.Start(start)!;
        }
        catch (System.ComponentModel.Win32Exception error)
        {
            throw new AnvilException($"{start.FileName} does not start: {error.Message}", error);
        }
    }

    /// <summary>Anvil says which port the system gave it; what it prints afterwards is read and dropped, so that it never waits for a reader.</summary>
    private async Task<Uri> ReadAnnouncedUrlAsync(CancellationToken cancellationToken)
    {
        while (await _process.StandardOutput.ReadLineAsync(cancellationToken).ConfigureAwait(false) is string line)
        {
            if (!line.StartsWith(Announcement, StringComparison.Ordinal))
                continue;
            int port = int.Parse(line.AsSpan(line.LastIndexOf(':') + 1).Trim(), CultureInfo.InvariantCulture);
            _ = _process.StandardOutput.BaseStream.CopyToAsync(Stream.Null, CancellationToken.None);
            _ = _process.StandardError.BaseStream.CopyToAsync(Stream.Null, CancellationToken.None);
            return new Uri($"http://127.0.0.1:{port}");
        }
        string complaint = await _process.StandardError.ReadToEndAsync(cancellationToken).ConfigureAwait(false);
        throw new AnvilException($"anvil ended before it answered: {complaint.Trim()}");
    }

    private void OnExit(object? sender, EventArgs arguments) => Kill();

    private void Kill()
    {
        try
        {
            _process.Kill(entireProcessTree: true);
            _process.WaitForExit();
        }
        catch (InvalidOperationException)
        {
            // It has ended by itself.
        }
    }
}
