using System.Security.Cryptography;
using System.Text;

namespace ChainProv.Ethereum.Keys;

/// <summary>The password of a keystore file: from a file of mode 0600 or the environment, never from an argument, which every user could list.</summary>
public sealed class KeystorePassword : IDisposable
{
    private readonly byte[] _utf8;

    private KeystorePassword(byte[] utf8) => _utf8 = utf8;

    internal ReadOnlySpan<byte> Utf8 => _utf8;

    /// <summary>Reads the first line of a file that only its owner may read.</summary>
    /// <exception cref="KeyFileException">The file is missing or open to others.</exception>
    public static KeystorePassword FromFile(string path)
    {
        byte[] content = SecretFile.Read(path);
        KeystorePassword password = new(SecretFile.FirstLine(content).ToArray());
        CryptographicOperations.ZeroMemory(content);
        return password;
    }

    /// <summary>Reads an environment variable.</summary>
    /// <exception cref="KeyFileException">The variable is not set.</exception>
    public static KeystorePassword FromEnvironment(string variable) =>
        Environment.GetEnvironmentVariable(variable) is string value
            ? new KeystorePassword(Encoding.UTF8.GetBytes(value))
            : throw new KeyFileException($"the environment variable {variable}, which should hold the keystore's password, is not set");

    /// <summary>Never the password.</summary>
    public override string ToString() => "keystore password";

    /// <inheritdoc/>
    public void Dispose() => CryptographicOperations.ZeroMemory(_utf8);

    internal static KeystorePassword FromText(string text) => new(Encoding.UTF8.GetBytes(text));
}
