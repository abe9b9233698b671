using System.Buffers.Binary;
using System.Security.Cryptography;
using ChainProv.Cryptography.Curves;

namespace ChainProv.Cryptography.Commitments;

/// <summary>What names a committed vector: SHA-256 over its reference string, shape and commitments. Public as they are.</summary>
public readonly struct VectorDigest : IEquatable<VectorDigest>, IComparable<VectorDigest>
{
    private readonly byte[]? _bytes;

    private VectorDigest(byte[] bytes) => _bytes = bytes;

    /// <summary>32 bytes.</summary>
    /// <exception cref="InvalidOperationException">The digest is <c>default</c>.</exception>
    public ReadOnlySpan<byte> Bytes => _bytes ?? throw new InvalidOperationException("default(VectorDigest) is no digest.");

    public static VectorDigest Of(KzgSrs srs, VectorShape shape, ReadOnlySpan<G1Affine> commitments)
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Span<byte> counts = stackalloc byte[3 * sizeof(int)];
        BinaryPrimitives.WriteInt32BigEndian(counts, shape.Length);
        BinaryPrimitives.WriteInt32BigEndian(counts[sizeof(int)..], shape.Blinding);
        BinaryPrimitives.WriteInt32BigEndian(counts[(2 * sizeof(int))..], commitments.Length);
        hash.AppendData("chainprov/committed-vector/v1\0"u8);
        hash.AppendData(srs.Digest.Span);
        hash.AppendData(counts);
        foreach (G1Affine commitment in commitments) hash.AppendData(commitment.ToBytes(PointFormat.Compressed));
        return new(hash.GetHashAndReset());
    }

    public bool Equals(VectorDigest other) => (_bytes ?? []).AsSpan().SequenceEqual(other._bytes ?? []);

    /// <summary>In the order of the bytes.</summary>
    public int CompareTo(VectorDigest other) => (_bytes ?? []).AsSpan().SequenceCompareTo(other._bytes ?? []);

    public override bool Equals(object? obj) => obj is VectorDigest other && Equals(other);

    public override int GetHashCode() => _bytes is null ? 0 : BitConverter.ToInt32(_bytes);

    /// <summary>Lower-case hexadecimal.</summary>
    public override string ToString() => Convert.ToHexStringLower(_bytes ?? []);

    public static bool operator ==(VectorDigest left, VectorDigest right) => left.Equals(right);

    public static bool operator !=(VectorDigest left, VectorDigest right) => !left.Equals(right);

    public static bool operator <(VectorDigest left, VectorDigest right) => left.CompareTo(right) < 0;

    public static bool operator >(VectorDigest left, VectorDigest right) => left.CompareTo(right) > 0;

    public static bool operator <=(VectorDigest left, VectorDigest right) => left.CompareTo(right) <= 0;

    public static bool operator >=(VectorDigest left, VectorDigest right) => left.CompareTo(right) >= 0;
}
