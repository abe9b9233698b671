using System.Text.Json;
using System.Text.Json.Serialization;
using ChainProv.Provenance.Statements;

namespace ChainProv.Provenance.Json;

/// <summary>A training link by its name.</summary>
internal sealed class TrainingLinkConverter : JsonConverter<TrainingLink>
{
    public override TrainingLink Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String && TrainingLinks.TryParse(reader.GetString(), out TrainingLink link) && TrainingLinks.IsProvable(link)
            ? link
            : throw new JsonException("The training link is \"none\" or \"authority-cosigned\"; this version knows no other.");

    public override void Write(Utf8JsonWriter writer, TrainingLink value, JsonSerializerOptions options) => writer.WriteStringValue(TrainingLinks.NameOf(value));
}
