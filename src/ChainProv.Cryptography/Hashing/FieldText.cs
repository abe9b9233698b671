using System.Numerics;
using System.Security.Cryptography;
using System.Text;

namespace ChainProv.Cryptography.Hashing;

/// <summary>Texts as field elements: <c>element(domain, text)</c> of <c>docs/release-statement.md</c>.</summary>
public static class FieldText
{
    /// <summary>The bytes of SHA-256 that are kept: 248 bits are below r, so nothing is ever reduced.</summary>
    public const int ElementBytes = 31;

    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>SHA-256 over domain ‖ 0x00 ‖ UTF-8 text, its first 31 bytes as a big-endian integer.</summary>
    /// <exception cref="ArgumentException">The domain is empty or contains U+0000, or the text is not well-formed UTF-16.</exception>
    public static Fr Element(string domain, string text)
    {
        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        Digest(domain, text, digest);
        return Fr.From(new BigInteger(digest[..ElementBytes], isUnsigned: true, isBigEndian: true));
    }

    internal static void Digest(string domain, string text, Span<byte> digest)
    {
        ArgumentException.ThrowIfNullOrEmpty(domain);
        ArgumentNullException.ThrowIfNull(text);
        if (domain.Contains('\0', StringComparison.Ordinal))
            throw new ArgumentException("A domain cannot contain U+0000: it separates domain and text.", nameof(domain));
        byte[] preimage = [.. StrictUtf8.GetBytes(domain), 0, .. StrictUtf8.GetBytes(text)];
        SHA256.HashData(preimage, digest);
    }
}
