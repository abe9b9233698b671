using ChainProv.Prover.Api;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;

namespace ChainProv.Prover.Hosting;

/// <summary>Puts the prover's API under a host's routes.</summary>
public static class ProverEndpointRouteBuilderExtensions
{
    /// <summary>
    /// Maps <c>/v1/jobs…</c>, <c>/v1/attestations</c> and <c>/v1/info</c>. Their description is the OpenAPI document <c>prover</c>, which <c>MapOpenApi()</c> serves with any
    /// others of the host.
    /// </summary>
    public static IEndpointConventionBuilder MapChainProvProver(this IEndpointRouteBuilder routes) => routes.MapV1();
}
