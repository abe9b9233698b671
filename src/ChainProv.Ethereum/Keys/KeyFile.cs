using System.Security.Cryptography;
using System.Text;

namespace ChainProv.Ethereum.Keys;

/// <summary>Private keys in files of mode 0600: the raw key in hexadecimal, or an Ethereum keystore of version 3.</summary>
public static class KeyFile
{
    private const int RawLength = 2 * Secp256k1.PrivateKeySize;

    /// <summary>Reads a key.</summary>
    /// <param name="path">The file; what it begins with tells which form it has.</param>
    /// <param name="password">The keystore's password; not needed for a raw key.</param>
    /// <exception cref="KeyFileException">The file is missing, open to others, damaged, or not opened by the password; the message names it.</exception>
    public static EthereumKey Load(string path, KeystorePassword? password = null)
    {
        byte[] content = SecretFile.Read(path);
        try
        {
            return content.AsSpan().TrimStart(" \t\r\n"u8).StartsWith("{"u8) ? LoadKeystore(content, password) : LoadRaw(content);
        }
        catch (KeyFileException error)
        {
            throw new KeyFileException($"{path}: {error.Message}", error.InnerException);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(content);
        }
    }

    /// <summary>Writes a raw key into a new file.</summary>
    /// <exception cref="KeyFileException">The file exists or cannot be made.</exception>
    public static void Create(string path, EthereumKey key)
    {
        byte[] text = Encoding.ASCII.GetBytes(Hex.Encode(key.RevealSecret()) + "\n");
        SecretFile.Create(path, text);
        CryptographicOperations.ZeroMemory(text);
    }

    /// <summary>Writes a keystore into a new file.</summary>
    /// <exception cref="KeyFileException">The file exists or cannot be made.</exception>
    public static void CreateKeystore(string path, EthereumKey key, KeystorePassword password, KeystoreCost? cost = null) =>
        SecretFile.Create(path, Encoding.UTF8.GetBytes(Keystore.Encrypt(key, password, cost)));

    private static EthereumKey LoadKeystore(byte[] content, KeystorePassword? password) =>
        password is not null ? Keystore.Decrypt(content, password)
        : throw new KeyFileException("the file is a keystore: name the file or environment variable that holds its password");

    private static EthereumKey LoadRaw(byte[] content)
    {
        ReadOnlySpan<byte> digits = content.AsSpan().Trim(" \t\r\n"u8);
        if (digits.StartsWith("0x"u8))
            digits = digits[2..];
        Span<byte> secret = stackalloc byte[Secp256k1.PrivateKeySize];
        try
        {
            // The digits themselves never go into a message.
            if (digits.Length != RawLength || Convert.FromHexString(digits, secret, out _, out _) != System.Buffers.OperationStatus.Done)
                throw new KeyFileException($"the file holds neither a keystore nor a private key of {RawLength} hexadecimal digits");
            return new EthereumKey(secret);
        }
        catch (FormatException error)
        {
            throw new KeyFileException(error.Message, error);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(secret);
        }
    }
}
