using ChainProv.Ethereum;

namespace ChainProv.Prover.Api;

/// <summary>What a client needs to build its statement.</summary>
/// <param name="ChainId">The chain.</param>
/// <param name="Registry">The registry.</param>
/// <param name="Publisher">The service's account, which releases are bound to.</param>
/// <param name="Circuits">The circuits that the service has keys for.</param>
public sealed record InfoResponse(ulong ChainId, string Registry, string Publisher, IReadOnlyList<CircuitResponse> Circuits)
{
    /// <summary>Lower-case hexadecimal, as all of the API.</summary>
    internal static string Lower(Address address) => Hex.Encode(address.ToArray());
}
