using System.Text.Json;
using System.Text.Json.Serialization;
using ChainProv.Groth16.Aggregation;

namespace ChainProv.Provenance.Certificates;

/// <summary>An aggregate's proof as 0x and its bytes in hexadecimal.</summary>
internal sealed class AggregateProofConverter : JsonConverter<AggregateProof>
{
    public override AggregateProof Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        try
        {
            return AggregateProofEncoding.Decode(Json.Hex.Read(ref reader));
        }
        catch (FormatException problem)
        {
            throw new JsonException($"The aggregate is malformed: {problem.Message}", problem);
        }
    }

    public override void Write(Utf8JsonWriter writer, AggregateProof value, JsonSerializerOptions options) =>
        writer.WriteStringValue("0x" + Convert.ToHexStringLower(AggregateProofEncoding.Encode(value)));
}
