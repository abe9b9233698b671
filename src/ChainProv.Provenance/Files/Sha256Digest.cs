using System.Buffers;
using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using ChainProv.Provenance.Statements;

namespace ChainProv.Provenance.Files;

/// <summary>A SHA-256 digest, as files and people write it. Its default, 32 zero bytes, stands for "none".</summary>
public readonly record struct Sha256Digest(UInt128 High, UInt128 Low)
{
    public const int Bytes = 32;

    public static Sha256Digest Zero => default;

    public bool IsZero => this == default;

    /// <exception cref="ArgumentException">There are not 32 bytes.</exception>
    public static Sha256Digest Read(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length != Bytes) throw new ArgumentException($"A SHA-256 digest has {Bytes} bytes, not {bytes.Length}.", nameof(bytes));
        return new(BinaryPrimitives.ReadUInt128BigEndian(bytes), BinaryPrimitives.ReadUInt128BigEndian(bytes[16..]));
    }

    /// <summary>SHA-256 of the bytes.</summary>
    public static Sha256Digest Of(ReadOnlySpan<byte> content)
    {
        Span<byte> digest = stackalloc byte[Bytes];
        SHA256.HashData(content, digest);
        return Read(digest);
    }

    /// <summary>Reads 64 hexadecimal digits, with or without 0x, of either case.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out Sha256Digest digest)
    {
        digest = default;
        if (text is null) return false;
        ReadOnlySpan<char> digits = text.StartsWith("0x", StringComparison.Ordinal) ? text.AsSpan(2) : text;
        Span<byte> bytes = stackalloc byte[Bytes];
        if (digits.Length != 2 * Bytes || Convert.FromHexString(digits, bytes, out _, out _) != OperationStatus.Done) return false;
        digest = Read(bytes);
        return true;
    }

    public void Write(Span<byte> bytes)
    {
        BinaryPrimitives.WriteUInt128BigEndian(bytes, High);
        BinaryPrimitives.WriteUInt128BigEndian(bytes[16..], Low);
    }

    public byte[] ToArray()
    {
        byte[] bytes = new byte[Bytes];
        Write(bytes);
        return bytes;
    }

    /// <summary>The digest as a statement takes it.</summary>
    public DigestLimbs Limbs => new(High, Low);

    public override string ToString() => "0x" + Convert.ToHexStringLower(ToArray());
}
