using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace ChainProv.Ethereum.Keys;

/// <summary>Ethereum's Web3 Secret Storage, version 3: a private key under AES-128-CTR with a key derived from a password.</summary>
public static class Keystore
{
    private const int DerivedKeySize = 32;
    private const int CipherKeySize = 16;

    /// <summary>Opens a keystore.</summary>
    /// <exception cref="KeyFileException">It is no version 3 keystore, asks for unreasonable work, or the password is wrong.</exception>
    public static EthereumKey Decrypt(ReadOnlySpan<byte> json, KeystorePassword password)
    {
        ArgumentNullException.ThrowIfNull(password);
        try
        {
            JsonElement root = JsonSerializer.Deserialize<JsonElement>(json);
            if (root.GetProperty("version").GetInt32() != 3)
                throw new KeyFileException("the keystore is not of version 3");
            JsonElement crypto = Member(root, "crypto");
            string cipher = Text(crypto, "cipher");
            if (cipher != "aes-128-ctr")
                throw new KeyFileException($"the keystore's cipher {cipher} is not supported, only aes-128-ctr");
            return Open(crypto, KeystoreDerivation.DeriveKey(crypto, password));
        }
        catch (Exception error) when (error is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            throw new KeyFileException($"the keystore is damaged: {error.Message}", error);
        }
    }

    /// <summary>Writes a keystore with a fresh salt and initialisation vector, with scrypt.</summary>
    public static string Encrypt(EthereumKey key, KeystorePassword password, KeystoreCost? cost = null)
    {
        KeystoreCost work = cost ?? KeystoreCost.Standard;
        byte[] salt = RandomNumberGenerator.GetBytes(32);
        byte[] iv = RandomNumberGenerator.GetBytes(16);
        byte[] derived = KeystoreDerivation.Scrypt(password.Utf8, salt, work, DerivedKeySize);
        byte[] cipherText = ApplyCounterMode(derived.AsSpan(..CipherKeySize), iv, key.RevealSecret());
        JsonObject json = new()
        {
            ["version"] = 3,
            ["id"] = Guid.NewGuid().ToString(),
            ["address"] = Convert.ToHexStringLower(key.Address.ToArray()),
            ["crypto"] = new JsonObject
            {
                ["cipher"] = "aes-128-ctr",
                ["cipherparams"] = new JsonObject { ["iv"] = Convert.ToHexStringLower(iv) },
                ["ciphertext"] = Convert.ToHexStringLower(cipherText),
                ["kdf"] = "scrypt",
                ["kdfparams"] = new JsonObject
                {
                    ["dklen"] = DerivedKeySize,
                    ["n"] = work.N,
                    ["r"] = work.R,
                    ["p"] = work.P,
                    ["salt"] = Convert.ToHexStringLower(salt),
                },
                ["mac"] = Convert.ToHexStringLower(Mac(derived, cipherText).ToArray()),
            },
        };
        CryptographicOperations.ZeroMemory(derived);
        return json.ToJsonString();
    }

    private static EthereumKey Open(JsonElement crypto, byte[] derived)
    {
        byte[] cipherText = Convert.FromHexString(Text(crypto, "ciphertext"));
        byte[] mac = Convert.FromHexString(Text(crypto, "mac"));
        if (!CryptographicOperations.FixedTimeEquals(mac, Mac(derived, cipherText).ToArray()))
            throw new KeyFileException("the password does not open the keystore");
        byte[] iv = Convert.FromHexString(Text(crypto.GetProperty("cipherparams"), "iv"));
        if (iv.Length != 16)
            throw new KeyFileException("the keystore is damaged: its initialisation vector is not 16 bytes long");
        byte[] secret = ApplyCounterMode(derived.AsSpan(..CipherKeySize), iv, cipherText);
        try
        {
            return new EthereumKey(secret);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(secret);
            CryptographicOperations.ZeroMemory(derived);
        }
    }

    private static Hash32 Mac(byte[] derived, byte[] cipherText) =>
        Keccak256.Hash([.. derived.AsSpan(CipherKeySize..DerivedKeySize), .. cipherText]);

    /// <summary>AES in counter mode, its own inverse: the initialisation vector counts up as one big-endian integer.</summary>
    private static byte[] ApplyCounterMode(ReadOnlySpan<byte> key, byte[] iv, ReadOnlySpan<byte> input)
    {
        using Aes aes = Aes.Create();
        aes.SetKey(key);
        byte[] counter = [.. iv];
        byte[] output = new byte[input.Length];
        Span<byte> pad = stackalloc byte[16];
        for (int i = 0; i < input.Length; i++)
        {
            if (i % pad.Length == 0)
            {
                aes.EncryptEcb(counter, pad, PaddingMode.None);
                BinaryPrimitives.WriteUInt128BigEndian(counter, BinaryPrimitives.ReadUInt128BigEndian(counter) + 1);
            }
            output[i] = (byte)(input[i] ^ pad[i % pad.Length]);
        }
        return output;
    }

    /// <summary>Old wallets write <c>Crypto</c>.</summary>
    private static JsonElement Member(JsonElement root, string name) =>
        root.TryGetProperty(name, out JsonElement value) ? value : root.GetProperty(char.ToUpperInvariant(name[0]) + name[1..]);

    private static string Text(JsonElement element, string name) =>
        element.GetProperty(name).GetString() ?? throw new FormatException($"\"{name}\" is null");
}
