using System.Text.Json;
using System.Text.Json.Serialization;
using ChainProv.Provenance.Files;
using ChainProv.Provenance.Json;

namespace ChainProv.Provenance.Models;

/// <summary>How a model was trained, as its publisher declares it: any JSON object. It is bound to the model's commitment, and nothing proves that it is so.</summary>
[JsonConverter(typeof(HyperParametersConverter))]
public sealed class HyperParameters : IEquatable<HyperParameters>
{
    private const int MaxBytes = 1 << 20;

    /// <exception cref="JsonException">It is no object, or has no RFC 8785 form.</exception>
    internal HyperParameters(JsonElement json)
    {
        if (json.ValueKind != JsonValueKind.Object) throw new JsonException("hyper-parameters are a JSON object");
        Json = json;
        Digest = Sha256Digest.Of(CanonicalJson.Bytes(json));
    }

    public JsonElement Json { get; }

    /// <summary>SHA-256 of the RFC 8785 form.</summary>
    public Sha256Digest Digest { get; }

    /// <exception cref="InputException">The file is missing, not strict JSON, too large, or no object.</exception>
    public static HyperParameters Read(string path)
    {
        using JsonDocument document = StrictJson.ParseFile(InputFile.ReadAll(path, MaxBytes), path);
        try
        {
            return new HyperParameters(document.RootElement.Clone());
        }
        catch (JsonException problem)
        {
            throw new InputException(path, "$", problem.Message, problem);
        }
    }

    public bool Equals(HyperParameters? other) => other is not null && Digest == other.Digest;

    public override bool Equals(object? obj) => Equals(obj as HyperParameters);

    public override int GetHashCode() => Digest.GetHashCode();
}
