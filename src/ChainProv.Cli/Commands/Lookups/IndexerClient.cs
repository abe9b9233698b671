using System.Text.Json;
using System.Text.Json.Nodes;
using ChainProv.Ethereum;

namespace ChainProv.Cli.Commands.Lookups;

/// <summary>Asks an indexer. Whatever it answers that an indexer would not is an <see cref="HttpRequestException"/>.</summary>
/// <param name="address">Ends with "/".</param>
internal sealed class IndexerClient(Uri address)
{
    /// <summary>The answer to the first digest that is known, or else to the last.</summary>
    /// <exception cref="HttpRequestException">The indexer cannot be reached, or did not answer as one.</exception>
    public async Task<JsonObject> FindAsync(IReadOnlyList<Hash32> digests, CancellationToken cancellationToken)
    {
        using HttpClient http = new() { BaseAddress = address, Timeout = TimeSpan.FromSeconds(30) };
        JsonObject answer = [];
        foreach (Hash32 digest in digests)
        {
            try
            {
                answer = Read(await http.GetByteArrayAsync($"v1/lookup/{digest}", cancellationToken));
            }
            catch (Exception problem) when (problem is HttpRequestException or JsonException || (problem is TaskCanceledException && !cancellationToken.IsCancellationRequested))
            {
                throw new HttpRequestException($"the indexer at {address.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped)} did not answer: {problem.Message}", problem);
            }

            if (answer["found"]!.GetValue<bool>()) break;
        }

        return answer;
    }

    private static JsonObject Read(byte[] content)
    {
        if (JsonNode.Parse(content) is not JsonObject answer || answer["found"]?.GetValueKind() is not (JsonValueKind.True or JsonValueKind.False)
            || answer["block"] is not JsonValue block || !block.TryGetValue(out ulong _))
            throw new JsonException("this is no answer to a lookup");
        return answer;
    }
}
