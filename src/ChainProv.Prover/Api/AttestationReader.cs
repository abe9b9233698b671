using System.Text.Json;
using ChainProv.Ethereum;
using ChainProv.Provenance.Json;
using ChainProv.Prover.Attesting;

namespace ChainProv.Prover.Api;

/// <summary>Reads an <see cref="AttestationRequest"/>, strictly: no name twice, none unknown. What is refused is said to the sender only.</summary>
internal static class AttestationReader
{
    private static readonly string[] Names = ["model", "policy", "nonce", "prompt", "response"];

    /// <exception cref="AttestationRefusedException">It is something else.</exception>
    public static AttestationRequest Read(ReadOnlyMemory<byte> body)
    {
        using JsonDocument document = Parse(body);
        JsonElement root = document.RootElement;
        if (root.ValueKind != JsonValueKind.Object || root.EnumerateObject().Any(property => !Names.Contains(property.Name)))
            throw Malformed("$", $"an object of {string.Join(", ", Names)} is needed, and nothing else");
        return new(
            root.TryGetProperty("model", out JsonElement model) ? Digest(model, "model") : null,
            Digest(Required(root, "policy"), "policy"),
            Digest(Required(root, "nonce"), "nonce"),
            Text(Required(root, "prompt"), "prompt"),
            Text(Required(root, "response"), "response"));
    }

    private static JsonElement Required(JsonElement root, string name) => root.TryGetProperty(name, out JsonElement value) ? value : throw Malformed($"$.{name}", "is missing");

    private static Hash32 Digest(JsonElement value, string name) =>
        Hash32.TryParse(Text(value, name), null, out Hash32 digest) ? digest : throw Malformed($"$.{name}", "0x and 64 hexadecimal digits are needed");

    private static string Text(JsonElement value, string name)
    {
        if (value.ValueKind != JsonValueKind.String) throw Malformed($"$.{name}", "a text is needed");
        try
        {
            return StrictJson.Text(value);
        }
        catch (JsonException error)
        {
            throw Malformed($"$.{name}", StrictJson.ProblemOf(error));
        }
    }

    private static JsonDocument Parse(ReadOnlyMemory<byte> body)
    {
        try
        {
            return StrictJson.Parse(body);
        }
        catch (JsonException error)
        {
            throw Malformed(StrictJson.PlaceOf(error, firstLine: 1) ?? "$", StrictJson.ProblemOf(error));
        }
    }

    private static AttestationRefusedException Malformed(string place, string problem) => new(AttestationRefusal.Malformed, place, problem);
}
