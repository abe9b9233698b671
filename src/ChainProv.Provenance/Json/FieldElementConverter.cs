using System.Text.Json;
using System.Text.Json.Serialization;

namespace ChainProv.Provenance.Json;

/// <summary>An element of F as 0x and 64 hexadecimal digits, big-endian, below r.</summary>
internal sealed class FieldElementConverter : JsonConverter<Fr>
{
    public override Fr Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        Fr.TryRead(Hex.Read(ref reader), out Fr element) ? element : throw new JsonException("The field element needs 32 bytes and a value below r.");

    public override void Write(Utf8JsonWriter writer, Fr value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString());
}
