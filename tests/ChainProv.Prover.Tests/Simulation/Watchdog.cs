namespace ChainProv.Prover.Tests.Simulation;

/// <summary>Waits for what is sure to come, and ends a test in which it does not.</summary>
public static class Watchdog
{
    public static Task UntilAsync(Func<bool> condition) => UntilAsync(() => Task.FromResult(condition()));

    public static async Task UntilAsync(Func<Task<bool>> condition)
    {
        using CancellationTokenSource limit = new(TimeSpan.FromMinutes(1));
        while (!await condition())
            await Task.Delay(1, limit.Token);
    }
}
