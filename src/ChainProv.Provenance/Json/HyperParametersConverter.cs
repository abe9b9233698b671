using System.Text.Json;
using System.Text.Json.Serialization;
using ChainProv.Provenance.Models;

namespace ChainProv.Provenance.Json;

/// <summary>Hyper-parameters as the object that they are.</summary>
internal sealed class HyperParametersConverter : JsonConverter<HyperParameters>
{
    public override HyperParameters Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => new(JsonElement.ParseValue(ref reader));

    public override void Write(Utf8JsonWriter writer, HyperParameters value, JsonSerializerOptions options) => value.Json.WriteTo(writer);
}
