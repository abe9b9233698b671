using ChainProv.Ethereum;

namespace ChainProv.Provenance.Certificates;

/// <summary>Where a response counts: one registry on one chain.</summary>
/// <param name="ChainId">EIP-155.</param>
/// <param name="Registry">The registry whose root the response names.</param>
public sealed record ResponseContext(ulong ChainId, Address Registry)
{
    public override string ToString() => $"chain {ChainId}, registry {Registry}";
}
