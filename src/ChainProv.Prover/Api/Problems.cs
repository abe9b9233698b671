using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace ChainProv.Prover.Api;

/// <summary>Refusals, as RFC 9457 has them, with the place in the request.</summary>
internal static class Problems
{
    public static ProblemHttpResult Refuse(int status, string detail, string? place = null) => TypedResults.Problem(
        detail, statusCode: status, extensions: place is null ? null : [KeyValuePair.Create<string, object?>("place", place)]);
}
