namespace ChainProv.Prover.Jobs;

/// <summary>What a submission did.</summary>
public enum SubmissionOutcome
{
    /// <summary>There is a new job.</summary>
    Created,

    /// <summary>The job was there already and goes on as it did.</summary>
    Existing,

    /// <summary>The job was there, cancelled or failed for a reason that may have passed, and starts again.</summary>
    Resumed,

    /// <summary>Nothing: too many jobs wait to be proved.</summary>
    QueueFull,

    /// <summary>Nothing: the key belongs to another request.</summary>
    KeyReused,
}
