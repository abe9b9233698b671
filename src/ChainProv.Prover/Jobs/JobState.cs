namespace ChainProv.Prover.Jobs;

/// <summary>Where a job stands. Each arrow is one transaction of the store.</summary>
/// <remarks>
/// <c>Submitted → Proving → Proved → Anchoring → Anchored</c>; any but <c>Anchored</c> may end in <c>Failed</c>, the first three in
/// <c>Cancelled</c>; a reorganisation leads from <c>Anchored</c> back to <c>Anchoring</c>.
/// </remarks>
public enum JobState
{
    /// <summary>Waits for the prover; the witness is stored.</summary>
    Submitted,

    /// <summary>Is being proved; after a crash it is proved again from the start.</summary>
    Proving,

    /// <summary>The certificate is stored and the witness is gone. The end of a job that is not to be anchored.</summary>
    Proved,

    /// <summary>A signed transaction is stored: it may be on its way, or never have been sent.</summary>
    Anchoring,

    /// <summary>The release is on the chain.</summary>
    Anchored,

    /// <summary>Ended without; the job's reason says why.</summary>
    Failed,

    /// <summary>Taken back by the client before a transaction existed.</summary>
    Cancelled,
}
