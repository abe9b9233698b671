namespace ChainProv.Prover.Tests.Simulation;

/// <summary>Kills an instance at the n-th point, counting two for every asynchronous call through a seam: before its effect, and after.</summary>
public sealed class CrashPlan(int? at)
{
    private readonly TaskCompletionSource _crashed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _passed;

    /// <summary>Completes when the instance dies.</summary>
    public Task Crashed => _crashed.Task;

    public static CrashPlan Never => new(null);

    /// <summary>Kills the instance now.</summary>
    public void Kill() => _crashed.TrySetResult();

    public async Task<T> AroundAsync<T>(Func<Task<T>> call)
    {
        Pass();
        T result = await call();
        Pass();
        return result;
    }

    public void RequireAlive()
    {
        if (_crashed.Task.IsCompleted)
            throw new SimulatedCrashException();
    }

    private void Pass()
    {
        if (Interlocked.Increment(ref _passed) - 1 == at)
            _crashed.TrySetResult();
        RequireAlive();
    }
}
