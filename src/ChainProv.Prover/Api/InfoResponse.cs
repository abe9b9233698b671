using ChainProv.Ethereum;
using ChainProv.Provenance.Policies;

namespace ChainProv.Prover.Api;

/// <summary>What a client needs to build its statement, or to ask.</summary>
/// <param name="ChainId">The chain.</param>
/// <param name="Registry">The registry.</param>
/// <param name="Publisher">The service's account, which releases are bound to.</param>
/// <param name="Circuits">The circuits that the service has keys for.</param>
/// <param name="Models">The models whose responses are attested.</param>
/// <param name="Policies">The policies that responses are attested under.</param>
public sealed record InfoResponse(
    ulong ChainId, string Registry, string Publisher, IReadOnlyList<CircuitResponse> Circuits, IReadOnlyList<AttestedModelResponse> Models, IReadOnlyList<AnsweredPolicyResponse> Policies)
{
    /// <summary>Lower-case hexadecimal, as all of the API.</summary>
    internal static string Lower(Address address) => Hex.Encode(address.ToArray());
}
