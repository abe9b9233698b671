using System.Text.Json;
using System.Text.Json.Serialization;
using ChainProv.Circuits;

namespace ChainProv.Groth16.Keys;

/// <summary>A verifying key as a JSON file: its circuit, how it was set up, and its byte form.</summary>
public static class VerifyingKeyFile
{
    private const string Format = "chainprov/verifying-key/v1";
    private const long MaximumBytes = 1 << 24;

    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        WriteIndented = true,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectRequiredConstructorParameters = true,
        RespectNullableAnnotations = true,
        AllowDuplicateProperties = false,
    };

    public static void Write(Stream stream, VerifyingKey key) => JsonSerializer.Serialize(
        stream,
        new Content(Format, key.CircuitDigest.ToString(), SetupName.Of(key.Setup), Hex(VerifyingKeyEncoding.Digest(key)), Hex(VerifyingKeyEncoding.Encode(key))),
        Options);

    /// <exception cref="KeyFileException">Missing, malformed, altered, or a key that lets anyone forge.</exception>
    public static VerifyingKey Read(string path)
    {
        using FileStream stream = new(KeyFile.Open(path, FileOptions.SequentialScan), FileAccess.Read);
        try
        {
            if (stream.Length > MaximumBytes) throw new FormatException($"a verifying key has at most {MaximumBytes} bytes");
            Content content = JsonSerializer.Deserialize<Content>(stream, Options) ?? throw new FormatException("it is empty");
            if (content.Format != Format) throw new FormatException($"it is not of format {Format}");
            // The word "ceremony" would need a transcript that replays beside it: none does yet, so every key counts as a development key.
            VerifyingKey key = VerifyingKeyEncoding.Decode(Bytes(content.Key), new CircuitDigest(Bytes(content.CircuitDigest)), SetupKind.Development);
            return Hex(VerifyingKeyEncoding.Digest(key)) == content.KeyDigest ? key : throw new FormatException("its keyDigest is not that of its key");
        }
        catch (Exception problem) when (problem is JsonException or FormatException or ArgumentException or IOException)
        {
            throw new KeyFileException(path, problem.Message.TrimEnd('.'));
        }
    }

    private static string Hex(ReadOnlySpan<byte> bytes) => "0x" + Convert.ToHexStringLower(bytes);

    private static byte[] Bytes(string hex) =>
        hex.StartsWith("0x", StringComparison.Ordinal) ? Convert.FromHexString(hex.AsSpan(2)) : throw new FormatException("a byte string does not begin with 0x");

    private sealed record Content(string Format, string CircuitDigest, string Setup, string KeyDigest, string Key);
}
