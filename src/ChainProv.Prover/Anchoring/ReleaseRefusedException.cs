namespace ChainProv.Prover.Anchoring;

/// <summary>The registry refuses a release: <c>PolicyDatePassed(validOn: 20500)</c>. The service does not try again by itself.</summary>
/// <param name="reason">The contract's error, with its arguments.</param>
/// <param name="isRetriable">Whether somebody may change the chain so that it would be accepted, as by publishing a root.</param>
public sealed class ReleaseRefusedException(string reason, bool isRetriable, Exception? inner = null) : Exception(reason, inner)
{
    /// <summary>Whether submitting the job again may help.</summary>
    public bool IsRetriable { get; } = isRetriable;
}
