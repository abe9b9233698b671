using System.Threading.Channels;

namespace ChainProv.Prover.Jobs;

/// <summary>Wakes the workers. Only names of jobs pass through: the store says what is to be done, and bounds how many there are.</summary>
public sealed class JobQueues
{
    private readonly Channel<Guid> _proving = Channel.CreateUnbounded<Guid>();
    private readonly Channel<Guid> _anchoring = Channel.CreateUnbounded<Guid>();

    internal ChannelReader<Guid> Proving => _proving.Reader;

    internal ChannelReader<Guid> Anchoring => _anchoring.Reader;

    /// <summary>Hands a job to the worker that it waits for, if it waits for one. Handing it over twice does no harm.</summary>
    public void Enqueue(Job job)
    {
        if (job.HasEnded)
            return;
        Channel<Guid> channel = job.State is JobState.Submitted or JobState.Proving ? _proving : _anchoring;
        channel.Writer.TryWrite(job.Id);
    }
}
