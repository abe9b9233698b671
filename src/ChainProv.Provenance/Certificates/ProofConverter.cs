using System.Text.Json;
using System.Text.Json.Serialization;
using ChainProv.Cryptography.Curves;
using ChainProv.Groth16;

namespace ChainProv.Provenance.Certificates;

/// <summary>A proof as 0x and 192 bytes in hexadecimal: A, B and C compressed.</summary>
internal sealed class ProofConverter : JsonConverter<Proof>
{
    public override Proof Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        try
        {
            return Proof.Decode(Json.Hex.Read(ref reader), PointFormat.Compressed);
        }
        catch (FormatException problem)
        {
            throw new JsonException($"The proof is malformed: {problem.Message}", problem);
        }
    }

    public override void Write(Utf8JsonWriter writer, Proof value, JsonSerializerOptions options) =>
        writer.WriteStringValue("0x" + Convert.ToHexStringLower(value.Encode(PointFormat.Compressed)));
}
