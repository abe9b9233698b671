using System.Text.Json;
using System.Text.Json.Serialization;
using ChainProv.Provenance.Files;

namespace ChainProv.Provenance.Json;

/// <summary>A SHA-256 digest as 0x and 64 hexadecimal digits.</summary>
internal sealed class Sha256DigestConverter : JsonConverter<Sha256Digest>
{
    public override Sha256Digest Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        Hex.Read(ref reader) is { Length: Sha256Digest.Bytes } bytes
            ? Sha256Digest.Read(bytes)
            : throw new JsonException("The digest needs 32 bytes.");

    public override void Write(Utf8JsonWriter writer, Sha256Digest value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString());
}
