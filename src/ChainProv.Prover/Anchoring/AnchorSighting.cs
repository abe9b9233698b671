using ChainProv.Ethereum;

namespace ChainProv.Prover.Anchoring;

/// <summary>What became of a job's transactions.</summary>
public abstract record AnchorSighting
{
    private AnchorSighting()
    {
    }

    /// <summary>One was mined, did what it should, and has its confirmations.</summary>
    public sealed record Anchored(AnchoredRelease Release) : AnchorSighting;

    /// <summary>One was mined and reverted.</summary>
    /// <param name="Transaction">Which.</param>
    /// <param name="Refusal">Why.</param>
    public sealed record Reverted(Hash32 Transaction, ReleaseRefusedException Refusal) : AnchorSighting;

    /// <summary>One is in a block and waits for confirmations; a reorganisation may still take it out.</summary>
    public sealed record Confirming : AnchorSighting;

    /// <summary>None was mined for a while; a node has one of them.</summary>
    public sealed record Pending : AnchorSighting;

    /// <summary>None was mined, and the node does not take the newest, for the price most likely.</summary>
    /// <param name="Reason">The node's words.</param>
    public sealed record Unwanted(string Reason) : AnchorSighting;

    /// <summary>None can ever be mined: another transaction of the account took the nonce.</summary>
    public sealed record Replaced : AnchorSighting;
}
