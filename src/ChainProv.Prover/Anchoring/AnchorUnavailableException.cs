namespace ChainProv.Prover.Anchoring;

/// <summary>The chain cannot be used now: unreachable, another chain, no funds. The job stays and is tried again.</summary>
/// <param name="problem">One sentence that the client sees.</param>
/// <param name="needsHands">Whether somebody must do something (send funds), so that trying again soon is no use.</param>
public sealed class AnchorUnavailableException(string problem, bool needsHands = false, Exception? inner = null) : Exception(problem, inner)
{
    /// <summary>Whether to wait long before the next attempt.</summary>
    public bool NeedsHands { get; } = needsHands;
}
