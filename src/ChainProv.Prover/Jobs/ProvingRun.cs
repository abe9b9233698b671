namespace ChainProv.Prover.Jobs;

/// <summary>One attempt at a proof: its progress, and the three ways to stop it (the client, the clock, the host).</summary>
internal sealed class ProvingRun : IProgress<double>, IDisposable
{
    private readonly CancellationTokenSource _client = new();
    private readonly CancellationTokenSource _clock;
    private readonly CancellationTokenSource _any;
    private readonly Action<ProvingRun> _onEnd;
    private double _progress;

    public ProvingRun(TimeSpan timeout, TimeProvider time, Action<ProvingRun> onEnd, CancellationToken stop)
    {
        _onEnd = onEnd;
        _clock = new CancellationTokenSource(timeout, time);
        _any = CancellationTokenSource.CreateLinkedTokenSource(_client.Token, _clock.Token, stop);
    }

    public CancellationToken Token => _any.Token;

    public bool TimedOut => _clock.IsCancellationRequested;

    public double Progress => Volatile.Read(ref _progress);

    public void Report(double value) => Volatile.Write(ref _progress, Math.Clamp(value, 0, 1));

    public void Cancel()
    {
        try
        {
            _client.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // The attempt ended meanwhile.
        }
    }

    public void Dispose()
    {
        _onEnd(this);
        _any.Dispose();
        _clock.Dispose();
        _client.Dispose();
    }
}
