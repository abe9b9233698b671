using System.Text.Json;
using System.Text.Json.Serialization;
using ChainProv.Cryptography.Curves;

namespace ChainProv.Provenance.Json;

/// <summary>A point of G1 as 0x and its compressed form (48 bytes), checked when read; infinity is one.</summary>
internal sealed class G1PointConverter : JsonConverter<G1Affine>
{
    public override G1Affine Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        G1Affine.TryRead(Hex.Read(ref reader), PointFormat.Compressed, out G1Affine point, out PointError error)
            ? point
            : throw new JsonException($"The text is no point of G1: {PointFormatException.Describe(error)}.");

    public override void Write(Utf8JsonWriter writer, G1Affine value, JsonSerializerOptions options) =>
        writer.WriteStringValue("0x" + Convert.ToHexStringLower(value.ToBytes(PointFormat.Compressed)));
}
