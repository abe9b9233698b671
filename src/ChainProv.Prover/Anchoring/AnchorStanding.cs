namespace ChainProv.Prover.Anchoring;

/// <summary>What the chain says of a release that was anchored.</summary>
public abstract record AnchorStanding
{
    private AnchorStanding()
    {
    }

    /// <summary>It is there.</summary>
    /// <param name="Where">By which transaction, in which block: a reorganisation may have moved it.</param>
    /// <param name="IsFinal">Whether no reorganisation will.</param>
    public sealed record Stands(AnchoredRelease Where, bool IsFinal) : AnchorStanding;

    /// <summary>The chain has come past its block and does not have it, however often it is asked.</summary>
    public sealed record Gone : AnchorStanding;

    /// <summary>It is not there, and the node's chain ends before its block: the node lags, or the chain was cut short.</summary>
    public sealed record Behind : AnchorStanding;
}
