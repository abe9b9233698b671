using System.Net.Http.Json;
using System.Text.Json.Nodes;
using ChainProv.Cli.Framework;
using ChainProv.Ethereum;

namespace ChainProv.Cli.Commands;

/// <summary>Asks an indexer.</summary>
internal sealed class IndexerClient
{
    private readonly Uri _url;

    /// <exception cref="UsageException">The address is not http or https.</exception>
    public IndexerClient(string url) =>
        _url = Uri.TryCreate(url, UriKind.Absolute, out Uri? address) && address.Scheme is "http" or "https" ? address : throw new UsageException("--indexer is not an http or https address");

    /// <summary>The answer to the first digest that is known, or else to the last.</summary>
    /// <exception cref="HttpRequestException">The indexer cannot be reached, or did not answer as one.</exception>
    public async Task<JsonObject> FindAsync(IReadOnlyList<Hash32> digests, CancellationToken cancellationToken)
    {
        using HttpClient http = new() { BaseAddress = _url, Timeout = TimeSpan.FromSeconds(30) };
        JsonObject answer = [];
        foreach (Hash32 digest in digests)
        {
            try
            {
                answer = await http.GetFromJsonAsync<JsonObject>($"v1/lookup/{digest}", cancellationToken) ?? [];
            }
            catch (Exception problem) when (problem is HttpRequestException or System.Text.Json.JsonException || (problem is TaskCanceledException && !cancellationToken.IsCancellationRequested))
            {
                throw new HttpRequestException($"the indexer at {_url.GetComponents(UriComponents.SchemeAndServer, UriFormat.UriEscaped)} did not answer: {problem.Message}", problem);
            }

            if (answer["found"]?.GetValue<bool>() == true) break;
        }

        return answer;
    }
}
