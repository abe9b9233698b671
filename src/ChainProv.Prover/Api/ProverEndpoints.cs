using System.Globalization;
using ChainProv.Prover.Jobs;
using ChainProv.Prover.Proving;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace ChainProv.Prover.Api;

/// <summary>Submitting and following jobs: <c>/v1/…</c>.</summary>
internal static class ProverEndpoints
{
    private const string KeyHeader = "Idempotency-Key";
    private const int LongestKey = 200;
    private const string Json = "application/json";

    public static RouteGroupBuilder MapV1(this IEndpointRouteBuilder routes)
    {
        RouteGroupBuilder v1 = routes.MapGroup("/v1").WithTags("Prover").WithGroupName(ProverOpenApi.Document)
            .AddEndpointFilter<AccessFilter>()
            .ProducesProblem(StatusCodes.Status401Unauthorized)
            .ProducesProblem(StatusCodes.Status403Forbidden);
        v1.MapGet("/info", (ProverApi api) => TypedResults.Ok(api.Info())).WithSummary("Chain, registry, publisher and circuits; the models and policies that responses are attested for.");
        v1.MapPost("/jobs", SubmitAsync).WithSummary("Submits a release. The same request, or the same Idempotency-Key, is the same job.")
            .WithMetadata(new UnlimitedByServer())
            .Accepts<SubmitRequest>(Json)
            .Produces<JobResponse>(StatusCodes.Status202Accepted)
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status413PayloadTooLarge)
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity)
            .ProducesProblem(StatusCodes.Status429TooManyRequests);
        v1.MapGet("/jobs/{id:guid}", FindAsync).WithSummary("A job.")
            .Produces<JobResponse>().ProducesProblem(StatusCodes.Status404NotFound);
        v1.MapGet("/jobs/{id:guid}/certificate", CertificateAsync).WithSummary("The certificate of a proved job.")
            .Produces<object>(StatusCodes.Status200OK, Json).ProducesProblem(StatusCodes.Status404NotFound);
        v1.MapDelete("/jobs/{id:guid}", CancelAsync).WithSummary("Cancels a job, while no transaction exists.")
            .Produces<JobResponse>().ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status409Conflict);
        v1.MapAttestations();
        return v1;
    }

    private static async Task<IResult> SubmitAsync(HttpContext http, [FromHeader(Name = KeyHeader)] string? key, ProverApi api, CancellationToken cancellationToken)
    {
        if (key is { Length: 0 or > LongestKey })
            return Problems.Refuse(StatusCodes.Status400BadRequest, $"an {KeyHeader} has 1 to {LongestKey} characters", KeyHeader);
        if (await BoundedBody.ReadAsync(http.Request, api.MaxRequestBytes, cancellationToken).ConfigureAwait(false) is not byte[] body)
            return Problems.Refuse(StatusCodes.Status413PayloadTooLarge, $"a request has at most {api.MaxRequestBytes} bytes");
        try
        {
            (SubmissionOutcome outcome, Job? job) = await api.SubmitAsync(body, key, cancellationToken).ConfigureAwait(false);
            switch (outcome)
            {
                case SubmissionOutcome.KeyReused:
                    return Problems.Refuse(StatusCodes.Status422UnprocessableEntity, "this key belongs to another request", KeyHeader);
                case SubmissionOutcome.QueueFull:
                    http.Response.Headers.RetryAfter = ((int)api.RetryAfter.TotalSeconds).ToString(CultureInfo.InvariantCulture);
                    return Problems.Refuse(StatusCodes.Status429TooManyRequests, "too many jobs wait for a proof; try again later");
                default:
                    return TypedResults.Accepted($"/v1/jobs/{JobResponse.NameOf(job!.Id)}", api.Show(job));
            }
        }
        catch (ReleaseRequestException error)
        {
            return Problems.Refuse(StatusCodes.Status400BadRequest, error.Problem, error.Place);
        }
    }

    private static async Task<IResult> FindAsync(Guid id, ProverApi api, CancellationToken cancellationToken) =>
        await api.FindAsync(id, cancellationToken).ConfigureAwait(false) is JobResponse job ? TypedResults.Ok(job) : NoSuchJob(id);

    private static async Task<IResult> CertificateAsync(Guid id, ProverApi api, CancellationToken cancellationToken)
    {
        if (await api.GetCertificateAsync(id, cancellationToken).ConfigureAwait(false) is ReadOnlyMemory<byte> certificate)
            return TypedResults.Bytes(certificate, Json);
        return await api.FindAsync(id, cancellationToken).ConfigureAwait(false) is JobResponse job
            ? Problems.Refuse(StatusCodes.Status404NotFound, $"the job is {job.State}: there is no certificate")
            : NoSuchJob(id);
    }

    private static async Task<IResult> CancelAsync(Guid id, ProverApi api, CancellationToken cancellationToken)
    {
        if (await api.CancelAsync(id, cancellationToken).ConfigureAwait(false) is not JobResponse job)
            return NoSuchJob(id);
        return job.State == "cancelled" ? TypedResults.Ok(job) : Problems.Refuse(StatusCodes.Status409Conflict, $"the job is {job.State}: it cannot be cancelled any more");
    }

    private static ProblemHttpResult NoSuchJob(Guid id) => Problems.Refuse(StatusCodes.Status404NotFound, $"there is no job {JobResponse.NameOf(id)}");
}
