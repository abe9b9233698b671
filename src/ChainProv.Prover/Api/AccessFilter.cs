using System.Net;
using Microsoft.AspNetCore.Http;

namespace ChainProv.Prover.Api;

/// <summary>Lets a request in with the right token; without a token configured, only over the loopback interface.</summary>
internal sealed class AccessFilter(AccessRule rule) : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        HttpContext http = context.HttpContext;
        if (rule.Admits(http.Request.Headers.Authorization.ToString(), http.Connection.LocalIpAddress ?? IPAddress.Loopback))
            return await next(context).ConfigureAwait(false);
        http.Response.Headers.WWWAuthenticate = "Bearer";
        return TypedResults.Problem("a bearer token is needed", statusCode: StatusCodes.Status401Unauthorized);
    }
}
