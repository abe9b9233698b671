using System.Text.Json;
using System.Text.Json.Serialization;
using ChainProv.Ethereum;

namespace ChainProv.Indexer.Api;

/// <summary>Addresses in lower case, so that every hexadecimal value of the API can be compared as text.</summary>
internal sealed class LowerCaseAddressConverter : JsonConverter<Address>
{
    public override Address Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        Address.TryParse(reader.GetString(), null, out Address address) ? address : throw new JsonException("an address of 0x and 40 digits is needed");

    public override void Write(Utf8JsonWriter writer, Address value, JsonSerializerOptions options) => writer.WriteStringValue(Hex.Encode(value.ToArray()));
}
