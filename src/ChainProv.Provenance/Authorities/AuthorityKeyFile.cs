using System.Security.Cryptography;
using System.Text.Json.Serialization;
using ChainProv.Cryptography.Signatures;
using ChainProv.Files;
using ChainProv.Provenance.Files;
using ChainProv.Provenance.Json;

namespace ChainProv.Provenance.Authorities;

/// <summary>An authority's secret key in a file that its owner alone can read.</summary>
public sealed class AuthorityKeyFile : IJsonFile
{
    [JsonConstructor]
    private AuthorityKeyFile(BlsPublicKey blsPublicKey, string secretKey) => (BlsPublicKey, SecretKey) = (blsPublicKey, secretKey);

    public static string FormatName => "chainprov/authority-key/v1";

    public static int MaxBytes => 1 << 16;

    [JsonPropertyOrder(-1)]
    public string Format { get; init; } = FormatName;

    public BlsPublicKey BlsPublicKey { get; }

    [JsonInclude]
    private string SecretKey { get; }

    /// <summary>Writes a fresh key, mode 0600.</summary>
    /// <exception cref="OutputException">Something stands at the path already, or it cannot be written to.</exception>
    public static BlsPublicKey Create(string path)
    {
        if (FileKinds.Of(path) != FileKind.Missing) throw new OutputException(path, "exists already; a key is never overwritten");
        using BlsSecretKey key = BlsSecretKey.Generate();
        byte[] secret = new byte[BlsSecretKey.ByteLength];
        key.Export(secret);
        using AtomicFile file = AtomicFile.Create(path, secret: true);
        file.Stream.Write(JsonFile.Bytes(new AuthorityKeyFile(key.PublicKey, "0x" + Convert.ToHexStringLower(secret))));
        file.Commit(overwrite: false);
        CryptographicOperations.ZeroMemory(secret);
        return key.PublicKey;
    }

    /// <summary>Reads a key; the caller disposes it.</summary>
    /// <exception cref="InputException">The file is missing, is not a key, or others can read it.</exception>
    public static BlsSecretKey Read(string path)
    {
        AuthorityKeyFile file = JsonFile.Read<AuthorityKeyFile>(path);
        PrivateFile.Require(path);
        byte[] secret = SecretBytes(file.SecretKey);
        bool valid = BlsSecretKey.TryRead(secret, out BlsSecretKey? key);
        CryptographicOperations.ZeroMemory(secret);
        if (!valid) throw new InputException(path, "$.secretKey", "is not a BLS secret key");
        return key!.PublicKey.Equals(file.BlsPublicKey) ? key : throw new InputException(path, "$.blsPublicKey", "does not belong to the secret key beside it");
    }

    private static byte[] SecretBytes(string text)
    {
        byte[] secret = new byte[BlsSecretKey.ByteLength];
        bool hex = text.Length == 2 + (2 * secret.Length) && text.StartsWith("0x", StringComparison.Ordinal)
            && Convert.FromHexString(text.AsSpan(2), secret, out _, out _) == System.Buffers.OperationStatus.Done;
        return hex ? secret : [];
    }
}
