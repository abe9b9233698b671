using System.Diagnostics.Metrics;
using ChainProv.Prover.Jobs;

namespace ChainProv.Prover.Diagnostics;

/// <summary>The meter <c>ChainProv.Prover</c>.</summary>
public sealed class ProverMetrics
{
    /// <summary>The meter's name.</summary>
    public const string MeterName = "ChainProv.Prover";

    private readonly Counter<long> _submissions;
    private readonly Counter<long> _ended;
    private readonly Counter<long> _transactions;
    private readonly Counter<long> _troubles;
    private readonly Counter<long> _lost;
    private readonly Histogram<double> _proving;

    /// <summary>The instruments, made by <paramref name="factory"/>.</summary>
    public ProverMetrics(IMeterFactory factory)
    {
        Meter meter = factory.Create(MeterName);
        _submissions = meter.CreateCounter<long>("chainprov.prover.submissions", "{request}", "Requests, by outcome");
        _ended = meter.CreateCounter<long>("chainprov.prover.jobs.ended", "{job}", "Jobs that ended, by state");
        _transactions = meter.CreateCounter<long>("chainprov.prover.transactions", "{transaction}", "Transactions sent, by kind: first, raised");
        _troubles = meter.CreateCounter<long>("chainprov.prover.chain.failures", "{failure}", "Attempts to use the chain that failed");
        _lost = meter.CreateCounter<long>("chainprov.prover.anchors.lost", "{job}", "Anchored jobs whose block a reorganisation took back");
        _proving = meter.CreateHistogram<double>("chainprov.prover.proving.duration", "s", "Time to make a proof");
    }

    internal void Submitted(SubmissionOutcome outcome) => _submissions.Add(1, KeyValuePair.Create<string, object?>("outcome", outcome.ToString()));

    internal void Proved(TimeSpan elapsed) => _proving.Record(elapsed.TotalSeconds);

    internal void Sent(bool isRaised) => _transactions.Add(1, KeyValuePair.Create<string, object?>("kind", isRaised ? "raised" : "first"));

    internal void ChainFailed() => _troubles.Add(1);

    internal void Lost() => _lost.Add(1);

    internal void Failed() => CountEnd(JobState.Failed);

    internal void Anchored() => CountEnd(JobState.Anchored);

    /// <summary>Counts a job that has ended; one that goes on is not counted.</summary>
    internal void Ended(Job job)
    {
        if (job.HasEnded)
            CountEnd(job.State);
    }

    private void CountEnd(JobState state) => _ended.Add(1, KeyValuePair.Create<string, object?>("state", state.ToString()));
}
