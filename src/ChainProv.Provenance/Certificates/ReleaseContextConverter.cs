using System.Text.Json;
using System.Text.Json.Serialization;
using ChainProv.Ethereum;

namespace ChainProv.Provenance.Certificates;

/// <summary>The word "unbound", or an object of chainId, registry and publisher.</summary>
internal sealed class ReleaseContextConverter : JsonConverter<ReleaseContext>
{
    private const string UnboundName = "unbound";

    private sealed record Fields(ulong ChainId, Address Registry, Address Publisher);

    public override ReleaseContext Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType == JsonTokenType.String)
            return reader.GetString() == UnboundName ? ReleaseContext.Unbound : throw new JsonException($"A context is \"{UnboundName}\" or an object of chainId, registry and publisher.");
        Fields fields = JsonSerializer.Deserialize<Fields>(ref reader, options) ?? throw new JsonException("A context is not null.");
        ReleaseContext context = new(fields.ChainId, fields.Registry, fields.Publisher);
        return context.IsUnbound ? throw new JsonException($"A context without chain, registry and publisher is written \"{UnboundName}\".") : context;
    }

    public override void Write(Utf8JsonWriter writer, ReleaseContext value, JsonSerializerOptions options)
    {
        if (value.IsUnbound) writer.WriteStringValue(UnboundName);
        else JsonSerializer.Serialize(writer, new Fields(value.ChainId, value.Registry, value.Publisher), options);
    }
}
