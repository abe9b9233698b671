using System.Globalization;
using System.Security.Cryptography;
using ChainProv.Provenance.Certificates;
using ChainProv.Provenance.Files;
using ChainProv.Provenance.Json;
using ChainProv.Prover.Attesting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Options;

namespace ChainProv.Prover.Api;

/// <summary>Attesting responses: <c>/v1/attestations</c>. The answer comes with the proof; nothing of prompt and response is kept.</summary>
internal static class AttestationEndpoints
{
    private const string Json = "application/json";

    private const string Name = "the certificate";

    public static void MapAttestations(this RouteGroupBuilder v1)
    {
        v1.MapPost("/attestations", AttestAsync).WithSummary("Attests a response: the certificate, with the salt that is the asker's.")
            .WithMetadata(new UnlimitedByServer())
            .Accepts<AttestationRequest>(Json)
            .Produces<ResponseCertificate>(StatusCodes.Status200OK, Json)
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status409Conflict)
            .ProducesProblem(StatusCodes.Status413PayloadTooLarge)
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity)
            .ProducesProblem(StatusCodes.Status429TooManyRequests)
            .ProducesProblem(StatusCodes.Status503ServiceUnavailable);
        v1.MapPost("/attestations/verify", VerifyAsync).WithSummary("Checks a response's certificate with this service's key and its registry. Compare prompt, response and nonce yourself.")
            .WithMetadata(new UnlimitedByServer())
            .Accepts<ResponseCertificate>(Json)
            .Produces<VerificationResponse>()
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status413PayloadTooLarge);
    }


    private static async Task<IResult> AttestAsync(HttpContext http, ResponseAttestor attestor, IOptions<ProverOptions> options, CancellationToken cancellationToken)
    {
        if (await BoundedBody.ReadAsync(http.Request, options.Value.MaxRequestBytes, cancellationToken).ConfigureAwait(false) is not byte[] body)
            return Problems.Refuse(StatusCodes.Status413PayloadTooLarge, $"a request has at most {options.Value.MaxRequestBytes} bytes");
        try
        {
            ResponseCertificate certificate = await attestor.AttestAsync(AttestationReader.Read(body), cancellationToken).ConfigureAwait(false);
            return TypedResults.Bytes(JsonFile.Bytes(certificate), Json);
        }
        catch (AttestationRefusedException refused)
        {
            int status = StatusOf(refused.Refusal);
            if (status is StatusCodes.Status429TooManyRequests or StatusCodes.Status503ServiceUnavailable)
                http.Response.Headers.RetryAfter = ((int)options.Value.Proving.RetryAfter.TotalSeconds).ToString(CultureInfo.InvariantCulture);
            return Problems.Refuse(status, refused.Problem, refused.Place);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(body);
        }
    }

    private static async Task<IResult> VerifyAsync(HttpContext http, ResponseAttestor attestor, CancellationToken cancellationToken)
    {
        if (await BoundedBody.ReadAsync(http.Request, ResponseCertificate.MaxBytes, cancellationToken).ConfigureAwait(false) is not byte[] body)
            return Problems.Refuse(StatusCodes.Status413PayloadTooLarge, $"a certificate has at most {ResponseCertificate.MaxBytes} bytes");
        try
        {
            ResponseCertificate certificate = JsonFile.Parse<ResponseCertificate>(body, Name);
            certificate.Require(Name);
            return TypedResults.Ok(VerificationResponse.Of(certificate, await attestor.VerifyAsync(certificate, cancellationToken).ConfigureAwait(false)));
        }
        catch (InputException malformed)
        {
            return Problems.Refuse(StatusCodes.Status400BadRequest, malformed.Problem, malformed.Place ?? "$");
        }
        catch (AttestationRefusedException refused)
        {
            return Problems.Refuse(StatusOf(refused.Refusal), refused.Problem, refused.Place);
        }
    }

    private static int StatusOf(AttestationRefusal refusal) => refusal switch
    {
        AttestationRefusal.Malformed => StatusCodes.Status400BadRequest,
        AttestationRefusal.NotAnswered => StatusCodes.Status404NotFound,
        AttestationRefusal.NonceUsed => StatusCodes.Status409Conflict,
        AttestationRefusal.CannotBeShown => StatusCodes.Status422UnprocessableEntity,
        AttestationRefusal.Busy => StatusCodes.Status429TooManyRequests,
        _ => StatusCodes.Status503ServiceUnavailable,
    };
}
