using System.Collections.Concurrent;

namespace ChainProv.Prover.Jobs;

/// <summary>What is known of running jobs and need not outlive the process: how far a proof is, and what holds a job up.</summary>
public sealed class JobActivity
{
    private readonly ConcurrentDictionary<Guid, ProvingRun> _runs = new();
    private readonly ConcurrentDictionary<Guid, string> _troubles = new();

    /// <summary>The share of the proof that is done, from 0 to 1; null if the job is not being proved.</summary>
    public double? ProgressOf(Guid job) => _runs.TryGetValue(job, out ProvingRun? run) ? run.Progress : null;

    /// <summary>What the job waits for, in one sentence; null if all is well.</summary>
    public string? TroubleOf(Guid job) => _troubles.GetValueOrDefault(job);

    /// <summary>Stops the proof of a job, if one is being made.</summary>
    public void Cancel(Guid job)
    {
        if (_runs.TryGetValue(job, out ProvingRun? run))
            run.Cancel();
    }

    internal ProvingRun Begin(Guid job, TimeSpan timeout, TimeProvider time, CancellationToken stop)
    {
        ProvingRun run = new(timeout, time, ended => _runs.TryRemove(KeyValuePair.Create(job, ended)), stop);
        _runs[job] = run;
        return run;
    }

    internal void Report(Guid job, string trouble) => _troubles[job] = trouble;

    internal void Clear(Guid job) => _troubles.TryRemove(job, out _);
}
