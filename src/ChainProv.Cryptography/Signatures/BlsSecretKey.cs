using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using ChainProv.Cryptography.Curves;
using ChainProv.Cryptography.Fields;

namespace ChainProv.Cryptography.Signatures;

/// <summary>
/// A secret scalar in [1, r). It is kept in memory that the collector does not move, zeroed on disposal, and never shown.
/// </summary>
public sealed class BlsSecretKey : IDisposable
{
    public const int ByteLength = 32;

    private const int MinimumMaterialLength = 32, OutputLength = 48;

    private readonly Fr[] _scalar = GC.AllocateArray<Fr>(1, pinned: true);
    private BlsPublicKey? _publicKey;
    private bool _disposed;

    private BlsSecretKey(Fr scalar) => _scalar[0] = scalar;

    /// <summary>A fresh key from the operating system's generator.</summary>
    public static BlsSecretKey Generate()
    {
        Span<byte> material = stackalloc byte[MinimumMaterialLength];
        RandomNumberGenerator.Fill(material);
        BlsSecretKey key = Derive(material);
        CryptographicOperations.ZeroMemory(material);
        return key;
    }

    /// <summary>KeyGen of the IETF draft (section 2.3), with the salt that agrees with its version 4 and EIP-2333.</summary>
    /// <param name="keyMaterial">At least 32 bytes that cannot be guessed.</param>
    /// <param name="keyInfo">Separates several keys from the same material.</param>
    /// <exception cref="ArgumentException">The material is too short.</exception>
    public static BlsSecretKey Derive(ReadOnlySpan<byte> keyMaterial, ReadOnlySpan<byte> keyInfo = default)
    {
        if (keyMaterial.Length < MinimumMaterialLength)
            throw new ArgumentException($"Key material must have at least {MinimumMaterialLength} bytes.", nameof(keyMaterial));
        byte[] salt = SHA256.HashData("BLS-SIG-KEYGEN-SALT-"u8), material = [.. keyMaterial, 0], info = [.. keyInfo, 0, OutputLength];
        Span<byte> pseudoRandomKey = stackalloc byte[SHA256.HashSizeInBytes], output = stackalloc byte[OutputLength];
        Fr scalar;
        do
        {
            HKDF.Extract(HashAlgorithmName.SHA256, material, salt, pseudoRandomKey);
            HKDF.Expand(HashAlgorithmName.SHA256, pseudoRandomKey, output, info);
            scalar = Reduce(output);
            salt = SHA256.HashData(salt);
        }
        while (scalar.IsZero);

        CryptographicOperations.ZeroMemory(material);
        CryptographicOperations.ZeroMemory(pseudoRandomKey);
        CryptographicOperations.ZeroMemory(output);
        return new(scalar);
    }

    /// <summary>Reads 32 big-endian bytes; false for another length, zero, or a value not below r.</summary>
    public static bool TryRead(ReadOnlySpan<byte> bigEndian, [NotNullWhen(true)] out BlsSecretKey? key)
    {
        key = Fr.TryRead(bigEndian, out Fr scalar) && !scalar.IsZero ? new(scalar) : null;
        return key is not null;
    }

    /// <summary>Writes the secret as 32 big-endian bytes, for a key file; the caller zeroes them.</summary>
    public void Export(Span<byte> bigEndian)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        _scalar[0].Write(bigEndian);
    }

    /// <summary>SkToPk; computed at first use.</summary>
    public BlsPublicKey PublicKey => _publicKey ??= new(Multiply(G1Affine.Generator));

    public void Dispose()
    {
        _disposed = true;
        CryptographicOperations.ZeroMemory(MemoryMarshal.AsBytes(_scalar.AsSpan()));
    }

    public override string ToString() => "BLS secret key (redacted)";

    internal AffinePoint<TCurve, TField, Fr> Multiply<TCurve, TField>(AffinePoint<TCurve, TField, Fr> point)
        where TCurve : struct, ICurve<TCurve, TField, Fr>
        where TField : unmanaged, IField<TField>
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        return ConstantTimeLadder.Multiply(point, _scalar[0]);
    }

    /// <summary>48 bytes modulo r as high·2¹⁹² + low: both halves are below r, and field arithmetic leaves nothing on the heap.</summary>
    private static Fr Reduce(ReadOnlySpan<byte> bytes)
    {
        Span<byte> padded = stackalloc byte[ByteLength];
        padded.Clear();
        bytes[..24].CopyTo(padded[8..]);
        Fr.TryRead(padded, out Fr high);
        bytes[24..].CopyTo(padded[8..]);
        Fr.TryRead(padded, out Fr low);
        CryptographicOperations.ZeroMemory(padded);
        Fr shift = Fr.From(1UL << 48);
        return (high * shift.Square().Square()) + low;
    }
}
