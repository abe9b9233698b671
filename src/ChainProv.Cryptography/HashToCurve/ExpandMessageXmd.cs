using System.Buffers.Binary;
using System.Security.Cryptography;

namespace ChainProv.Cryptography.HashToCurve;

/// <summary>expand_message_xmd of RFC 9380, section 5.3.1, with SHA-256: any number of uniform bytes from a message and a tag.</summary>
public static class ExpandMessageXmd
{
    private const int BlockLength = 64, DigestLength = SHA256.HashSizeInBytes, MaximumTagLength = 255;

    /// <summary>Fills <paramref name="output"/>, at most 8160 bytes.</summary>
    /// <exception cref="ArgumentException">The tag is empty, or too much is asked for.</exception>
    public static void Expand(ReadOnlySpan<byte> message, ReadOnlySpan<byte> domainSeparationTag, Span<byte> output)
    {
        int blocks = (output.Length + DigestLength - 1) / DigestLength;
        if (blocks > 255) throw new ArgumentException("At most 8160 bytes can be expanded.", nameof(output));
        if (domainSeparationTag.IsEmpty) throw new ArgumentException("A domain separation tag must not be empty.", nameof(domainSeparationTag));

        byte[] tag = TagPrime(domainSeparationTag);
        Span<byte> first = stackalloc byte[DigestLength], block = stackalloc byte[DigestLength];
        HashFirst(message, (ushort)output.Length, tag, first);
        block.Clear();
        for (int i = 1; i <= blocks; i++)
        {
            for (int k = 0; k < DigestLength; k++) block[k] ^= first[k];
            SHA256.HashData([.. block, (byte)i, .. tag], block);
            Span<byte> target = output[((i - 1) * DigestLength)..];
            block[..Math.Min(DigestLength, target.Length)].CopyTo(target);
        }
    }

    /// <summary>The tag (hashed, if too long: section 5.3.3) with its length behind it.</summary>
    private static byte[] TagPrime(ReadOnlySpan<byte> tag)
    {
        if (tag.Length > MaximumTagLength) return TagPrime(SHA256.HashData([.. "H2C-OVERSIZE-DST-"u8, .. tag]));
        return [.. tag, (byte)tag.Length];
    }

    private static void HashFirst(ReadOnlySpan<byte> message, ushort length, ReadOnlySpan<byte> tag, Span<byte> digest)
    {
        Span<byte> lengthAndZero = stackalloc byte[3];
        lengthAndZero.Clear();
        BinaryPrimitives.WriteUInt16BigEndian(lengthAndZero, length);
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(stackalloc byte[BlockLength]);
        hash.AppendData(message);
        hash.AppendData(lengthAndZero);
        hash.AppendData(tag);
        hash.GetHashAndReset(digest);
    }
}
