using System.Text.Json;
using System.Text.Json.Serialization;
using ChainProv.Ethereum;

namespace ChainProv.Provenance.Json;

/// <summary>32 bytes as 0x and 64 lower-case hexadecimal digits. What comes from a node may be in either case; what stands in a file is in one.</summary>
internal sealed class Hash32Converter : JsonConverter<Hash32>
{
    public override Hash32 Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        Hex.Read(ref reader) is { Length: Hash32.Size } bytes ? new Hash32(bytes) : throw new JsonException("32 bytes are needed.");

    public override void Write(Utf8JsonWriter writer, Hash32 value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString());
}
