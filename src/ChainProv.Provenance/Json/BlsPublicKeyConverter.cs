using System.Text.Json;
using System.Text.Json.Serialization;
using ChainProv.Cryptography.Curves;
using ChainProv.Cryptography.Signatures;

namespace ChainProv.Provenance.Json;

/// <summary>A BLS public key as 0x and its compressed form, checked when read.</summary>
internal sealed class BlsPublicKeyConverter : JsonConverter<BlsPublicKey>
{
    public override BlsPublicKey Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        BlsPublicKey.TryRead(Hex.Read(ref reader), out BlsPublicKey? key, out PointError error)
            ? key
            : throw new JsonException($"The text is no BLS public key ({error}).");

    public override void Write(Utf8JsonWriter writer, BlsPublicKey value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString());
}
