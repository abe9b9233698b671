using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using ChainProv.Ethereum;
using ChainProv.Provenance.Certificates;
using ChainProv.Provenance.Files;
using ChainProv.Provenance.Json;

namespace ChainProv.Cli.Commands;

/// <summary>Speaks to a hosted prover.</summary>
internal sealed class ProverClient : IDisposable
{
    private const int MaximumTokenBytes = 4096;

    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(200);

    private readonly HttpClient _http;

    public ProverClient(Uri address, string? tokenFile)
    {
        _http = new HttpClient { BaseAddress = address, Timeout = TimeSpan.FromSeconds(60) };
        if (tokenFile is null) return;
        string token = Encoding.ASCII.GetString(InputFile.ReadAll(tokenFile, MaximumTokenBytes)).Split('\n')[0].Trim();
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
    }

    public void Dispose() => _http.Dispose();

    /// <summary>The chain, the registry and the account that the prover anchors with: releases must be made for these.</summary>
    public async Task<ReleaseContext> ContextAsync(CancellationToken cancellationToken)
    {
        JsonObject info = await SendAsync(HttpMethod.Get, "v1/info", null, cancellationToken);
        return new ReleaseContext(info["chainId"]!.GetValue<ulong>(), Address.Parse(info["registry"]!.GetValue<string>()), Address.Parse(info["publisher"]!.GetValue<string>()));
    }

    public Task<JsonObject> SubmitAsync(ReleaseRequest request, bool anchor, CancellationToken cancellationToken)
    {
        JsonObject body = new() { ["release"] = JsonNode.Parse(JsonFile.Bytes(request)), ["anchor"] = anchor };
        return SendAsync(HttpMethod.Post, "v1/jobs", body, cancellationToken);
    }

    public Task<JsonObject> StatusAsync(string job, CancellationToken cancellationToken) => SendAsync(HttpMethod.Get, $"v1/jobs/{Uri.EscapeDataString(job)}", null, cancellationToken);

    /// <summary>Follows a job until it has ended.</summary>
    public async Task<JsonObject> FollowAsync(string job, bool anchor, IProgress<double>? progress, CancellationToken cancellationToken)
    {
        while (true)
        {
            JsonObject status = await StatusAsync(job, cancellationToken);
            progress?.Report(status["progress"]?.GetValue<double>() ?? 0);
            string? state = status["state"]?.GetValue<string>();
            if (state is "anchored" or "failed" or "cancelled" || (state == "proved" && !anchor)) return status;
            await Task.Delay(PollInterval, cancellationToken);
        }
    }

    /// <summary>The certificate of a proved job.</summary>
    public async Task<ReleaseCertificate> CertificateAsync(string job, CancellationToken cancellationToken)
    {
        JsonObject certificate = await SendAsync(HttpMethod.Get, $"v1/jobs/{Uri.EscapeDataString(job)}/certificate", null, cancellationToken);
        ReleaseCertificate read = certificate.Deserialize<ReleaseCertificate>(JsonFile.Options) ?? throw new HttpRequestException("the prover gave no certificate");
        read.Require("the prover's certificate");
        return read;
    }

    private async Task<JsonObject> SendAsync(HttpMethod method, string path, JsonObject? body, CancellationToken cancellationToken)
    {
        try
        {
            using HttpRequestMessage request = new(method, path) { Content = body is null ? null : JsonContent.Create(body) };
            using HttpResponseMessage response = await _http.SendAsync(request, cancellationToken);
            JsonObject? answer = await response.Content.ReadFromJsonAsync<JsonObject>(cancellationToken);
            if (response.IsSuccessStatusCode && answer is not null) return answer;
            throw new HttpRequestException($"the prover refused ({(int)response.StatusCode}): {answer?["detail"] ?? answer?["title"] ?? "without saying why"}");
        }
        catch (Exception problem) when (problem is JsonException || (problem is TaskCanceledException && !cancellationToken.IsCancellationRequested))
        {
            throw new HttpRequestException($"the prover at {_http.BaseAddress} did not answer as one: {problem.Message}", problem);
        }
    }
}
