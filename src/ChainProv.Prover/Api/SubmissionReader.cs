using System.Text.Json;
using ChainProv.Provenance.Json;
using ChainProv.Prover.Jobs;
using ChainProv.Prover.Proving;

namespace ChainProv.Prover.Api;

/// <summary>Reads <c>{"release": {…}, "anchor": true}</c>, strictly: no name twice, none unknown. What is refused is said to the sender only.</summary>
internal static class SubmissionReader
{
    /// <exception cref="ReleaseRequestException">It is something else.</exception>
    public static JobSubmission Read(ReadOnlyMemory<byte> body, string? clientKey)
    {
        using JsonDocument document = Parse(body);
        JsonElement root = document.RootElement;
        if (root.ValueKind != JsonValueKind.Object)
            throw new ReleaseRequestException("$", "an object with \"release\" and \"anchor\" is needed");
        JsonElement? release = null;
        bool anchor = false;
        foreach (JsonProperty property in root.EnumerateObject())
        {
            switch (property.Name)
            {
                case "release" when property.Value.ValueKind == JsonValueKind.Object:
                    release = property.Value;
                    break;
                case "anchor" when property.Value.ValueKind is JsonValueKind.True or JsonValueKind.False:
                    anchor = property.Value.GetBoolean();
                    break;
                case "release":
                    throw new ReleaseRequestException("$.release", "an object is needed");
                case "anchor":
                    throw new ReleaseRequestException("$.anchor", "true or false is needed");
                default:
                    throw new ReleaseRequestException("$", "there is a name beside \"release\" and \"anchor\"");
            }
        }
        return release is JsonElement found
            ? new JobSubmission(JsonSerializer.SerializeToUtf8Bytes(found), anchor, clientKey)
            : throw new ReleaseRequestException("$", "\"release\" is missing");
    }

    private static JsonDocument Parse(ReadOnlyMemory<byte> body)
    {
        try
        {
            return StrictJson.Parse(body);
        }
        catch (JsonException error)
        {
            throw new ReleaseRequestException(StrictJson.PlaceOf(error, firstLine: 1) ?? "$", StrictJson.ProblemOf(error));
        }
    }
}
