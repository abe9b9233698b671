using System.Numerics;
using System.Security.Cryptography;
using System.Text.Json;
using Org.BouncyCastle.Crypto.Generators;

namespace ChainProv.Ethereum.Keys;

/// <summary>The two ways in which a version 3 keystore makes a key of a password; both refuse work that only an attacker would ask for.</summary>
internal static class KeystoreDerivation
{
    private const long MaxScryptMemory = 1L << 30;
    private const long MaxScryptWork = 1L << 32;
    private const int MaxIterations = 20_000_000;

    public static byte[] DeriveKey(JsonElement crypto, KeystorePassword password)
    {
        JsonElement parameters = crypto.GetProperty("kdfparams");
        int length = Number(parameters, "dklen");
        if (length is < 32 or > 64)
            throw new KeyFileException($"the keystore is damaged: a derived key of {length} bytes");
        byte[] salt = Convert.FromHexString(parameters.GetProperty("salt").GetString() ?? "");
        return crypto.GetProperty("kdf").GetString() switch
        {
            "scrypt" => Scrypt(password.Utf8, salt, new KeystoreCost(Number(parameters, "n"), Number(parameters, "r"), Number(parameters, "p")), length),
            "pbkdf2" => Pbkdf2(password.Utf8, salt, parameters, length),
            string other => throw new KeyFileException($"the keystore's key derivation {other} is not supported, only scrypt and pbkdf2"),
            null => throw new KeyFileException("the keystore is damaged: it names no key derivation"),
        };
    }

    public static byte[] Scrypt(ReadOnlySpan<byte> password, byte[] salt, KeystoreCost cost, int length)
    {
        (int n, int r, int p) = cost;
        bool sane = n > 1 && BitOperations.IsPow2(n) && (r > 1 || n < 1 << 16) // RFC 7914: N < 2^(128·r/8)
            && r is >= 1 and <= 1024 && p is >= 1 and <= 1024
            && 128L * n * r <= MaxScryptMemory && 128L * n * r * p <= MaxScryptWork;
        if (!sane)
            throw new KeyFileException($"the keystore asks for scrypt with n = {n}, r = {r}, p = {p}: not valid, or more than 1 GiB");
        byte[] copy = password.ToArray();
        byte[] derived = SCrypt.Generate(copy, salt, n, r, p, length);
        CryptographicOperations.ZeroMemory(copy);
        return derived;
    }

    private static byte[] Pbkdf2(ReadOnlySpan<byte> password, byte[] salt, JsonElement parameters, int length)
    {
        int iterations = Number(parameters, "c");
        if (iterations is < 1 or > MaxIterations)
            throw new KeyFileException($"the keystore asks for {iterations} iterations of PBKDF2: not valid, or more than {MaxIterations}");
        string? prf = parameters.GetProperty("prf").GetString();
        return prf == "hmac-sha256"
            ? Rfc2898DeriveBytes.Pbkdf2(password, salt, iterations, HashAlgorithmName.SHA256, length)
            : throw new KeyFileException($"the keystore's PBKDF2 with {prf} is not supported, only hmac-sha256");
    }

    private static int Number(JsonElement parameters, string name) => parameters.GetProperty(name).GetInt32();
}
