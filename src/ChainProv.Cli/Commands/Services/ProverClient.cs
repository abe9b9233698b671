using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using ChainProv.Cli.Framework;
using ChainProv.Ethereum;
using ChainProv.Ethereum.Keys;
using ChainProv.Provenance.Certificates;
using ChainProv.Provenance.Files;
using ChainProv.Provenance.Json;
using ChainProv.Prover.Api;
using ChainProv.Prover.Attesting;
using ChainProv.Prover.Jobs;

namespace ChainProv.Cli.Commands.Services;

/// <summary>Speaks to a hosted prover. Whatever it answers that a prover would not is an <see cref="HttpRequestException"/>.</summary>
internal sealed class ProverClient : IDisposable
{
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(100);

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true };

    private readonly HttpClient _http;

    public ProverClient(Uri address, string? tokenFile)
    {
        _http = new HttpClient { BaseAddress = address, Timeout = TimeSpan.FromSeconds(60) };
        if (tokenFile is null) return;
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", SecretFile.ReadLine(tokenFile));
    }

    public void Dispose() => _http.Dispose();

    /// <summary>The chain, the registry and the account that the prover anchors with: releases must be made for these.</summary>
    public Task<ReleaseContext> ContextAsync(CancellationToken cancellationToken) => SendAsync(HttpMethod.Get, "v1/info", null, content =>
    {
        InfoResponse info = Read<InfoResponse>(content);
        return new ReleaseContext(info.ChainId, Address.Parse(info.Registry), Address.Parse(info.Publisher));
    }, cancellationToken);

    /// <summary>Submits a release; the same release is the same job.</summary>
    public Task<JobResponse> SubmitAsync(ReleaseRequest request, bool anchor, CancellationToken cancellationToken)
    {
        JsonObject body = new() { ["release"] = JsonNode.Parse(JsonFile.Bytes(request)), ["anchor"] = anchor };
        return SendAsync(HttpMethod.Post, "v1/jobs", body, Read<JobResponse>, cancellationToken);
    }

    public Task<JobResponse> StatusAsync(string job, CancellationToken cancellationToken) => SendAsync(HttpMethod.Get, PathOf(job), null, Read<JobResponse>, cancellationToken);

    /// <summary>Follows a job until it is proved, or <paramref name="anchored"/>, or has failed.</summary>
    public async Task<JobResponse> FollowAsync(string job, bool anchored, IProgress<double>? progress, CancellationToken cancellationToken)
    {
        while (true)
        {
            JobResponse status = await StatusAsync(job, cancellationToken);
            progress?.Report(status.Progress);
            if (HasFailed(status) || IsIn(status, JobState.Anchored)) return status;
            if (!anchored && (IsIn(status, JobState.Proved) || IsIn(status, JobState.Anchoring))) return status;
            await Task.Delay(PollInterval, cancellationToken);
        }
    }

    /// <summary>The certificate of a proved job.</summary>
    public Task<ReleaseCertificate> CertificateAsync(string job, CancellationToken cancellationToken) => SendAsync(HttpMethod.Get, $"{PathOf(job)}/certificate", null, content =>
    {
        const string Name = "the prover's certificate";
        ReleaseCertificate certificate = JsonFile.Parse<ReleaseCertificate>(content, Name);
        certificate.Require(Name);
        return certificate;
    }, cancellationToken);

    /// <summary>Has a response attested.</summary>
    public Task<ResponseCertificate> AttestAsync(AttestationRequest request, CancellationToken cancellationToken)
    {
        JsonObject body = new()
        {
            ["policy"] = request.Policy.ToString(),
            ["nonce"] = request.Nonce.ToString(),
            ["prompt"] = request.Prompt,
            ["response"] = request.Response,
        };
        if (request.Model is { } model) body["model"] = model.ToString();
        return SendAsync(HttpMethod.Post, "v1/attestations", body, content =>
        {
            const string Name = "the prover's certificate";
            ResponseCertificate certificate = JsonFile.Parse<ResponseCertificate>(content, Name);
            certificate.Require(Name);
            return certificate;
        }, cancellationToken);
    }

    public static bool HasFailed(JobResponse job) => IsIn(job, JobState.Failed) || IsIn(job, JobState.Cancelled);

    private static bool IsIn(JobResponse job, JobState state) => string.Equals(job.State, state.ToString(), StringComparison.OrdinalIgnoreCase);

    private static string PathOf(string job) => $"v1/jobs/{Uri.EscapeDataString(job)}";

    private static T Read<T>(byte[] content) => JsonSerializer.Deserialize<T>(content, Json) ?? throw new JsonException("the answer is null");

    private async Task<T> SendAsync<T>(HttpMethod method, string path, JsonObject? body, Func<byte[], T> read, CancellationToken cancellationToken)
    {
        try
        {
            using HttpRequestMessage request = new(method, path) { Content = body is null ? null : JsonContent.Create(body) };
            using HttpResponseMessage response = await _http.SendAsync(request, cancellationToken);
            byte[] content = await response.Content.ReadAsByteArrayAsync(cancellationToken);
            if (response.IsSuccessStatusCode) return read(content);
            JsonObject? problem = content.Length == 0 ? null : JsonNode.Parse(content) as JsonObject;
            string why = $"the prover refused ({(int)response.StatusCode}): {problem?["detail"] ?? problem?["title"] ?? "without saying why"}";
            throw response.StatusCode == HttpStatusCode.NotFound && problem is not null ? new NotAcceptedException(why) : new HttpRequestException(why, null, response.StatusCode);
        }
        catch (Exception problem) when (IsForeign(problem, cancellationToken))
        {
            throw new HttpRequestException($"the prover at {_http.BaseAddress} did not answer as one: {problem.Message}", problem);
        }
    }

    private static bool IsForeign(Exception problem, CancellationToken cancellationToken) =>
        problem is JsonException or FormatException or InputException || (problem is TaskCanceledException && !cancellationToken.IsCancellationRequested);
}
