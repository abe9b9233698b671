using ChainProv.Indexer.Api;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.AspNetCore.Routing;

namespace ChainProv.Indexer.Hosting;

/// <summary>Puts the indexer's API under a host's routes.</summary>
public static class IndexerEndpointRouteBuilderExtensions
{
    /// <summary>Maps <c>/v1/…</c>. Its description is the OpenAPI document <c>indexer</c>, which <c>MapOpenApi()</c> serves with any others of the host.</summary>
    public static IEndpointConventionBuilder MapChainProvIndexer(this IEndpointRouteBuilder routes) => routes.MapV1();

    /// <summary>
    /// Maps <c>/health/live</c> (the program runs) and <c>/health/ready</c> (every check tagged <c>ready</c>, also of other services, passes).
    /// Once a host, whatever it serves.
    /// </summary>
    public static void MapChainProvHealth(this IEndpointRouteBuilder routes)
    {
        routes.MapHealthChecks("/health/live", new HealthCheckOptions { Predicate = _ => false });
        routes.MapHealthChecks("/health/ready", new HealthCheckOptions
        {
            Predicate = check => check.Tags.Contains(IndexerServiceCollectionExtensions.ReadyTag),
        });
    }
}
