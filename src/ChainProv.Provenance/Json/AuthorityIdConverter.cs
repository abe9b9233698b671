using System.Text.Json;
using System.Text.Json.Serialization;
using ChainProv.Provenance.Authorities;

namespace ChainProv.Provenance.Json;

/// <summary>An authority's id as 0x and 64 hexadecimal digits.</summary>
internal sealed class AuthorityIdConverter : JsonConverter<AuthorityId>
{
    public override AuthorityId Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        Hex.Read(ref reader) is { Length: AuthorityId.Bytes } bytes ? AuthorityId.Read(bytes) : throw new JsonException("An authority's id has 32 bytes.");

    public override void Write(Utf8JsonWriter writer, AuthorityId value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString());
}
