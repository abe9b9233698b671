using Microsoft.AspNetCore.Http;

namespace ChainProv.Prover.Api;

/// <summary>Lets a request in with the right token; without a token configured, only from programs of this machine.</summary>
internal sealed class AccessFilter(AccessRule rule) : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        HttpContext http = context.HttpContext;
        if (!rule.Admits(http))
        {
            http.Response.Headers.WWWAuthenticate = "Bearer";
            return TypedResults.Problem("a bearer token is needed", statusCode: StatusCodes.Status401Unauthorized);
        }
        return rule.Distrusts(http.Request) is string reason
            ? TypedResults.Problem(reason, statusCode: StatusCodes.Status403Forbidden)
            : await next(context).ConfigureAwait(false);
    }
}
