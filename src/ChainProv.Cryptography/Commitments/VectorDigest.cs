using System.Security.Cryptography;
using ChainProv.Cryptography.Curves;

namespace ChainProv.Cryptography.Commitments;

/// <summary>What a vector's openings are counted under: SHA-256 over its reference string and its first chunk's commitment.</summary>
/// <remarks>
/// That is the polynomial which is opened, whatever length, blinding or further chunks are said to belong to it: a vector that is restored with zeros at its end, or as a
/// public one, has spent what it had spent. Vectors of other blinding have another; public vectors that begin alike share one, and are not counted.
/// </remarks>
public readonly struct VectorDigest : IEquatable<VectorDigest>, IComparable<VectorDigest>
{
    private readonly byte[]? _bytes;

    private VectorDigest(byte[] bytes) => _bytes = bytes;

    /// <summary>32 bytes.</summary>
    /// <exception cref="InvalidOperationException">The digest is <c>default</c>.</exception>
    public ReadOnlySpan<byte> Bytes => _bytes ?? throw new InvalidOperationException("default(VectorDigest) is no digest.");

    public static VectorDigest Of(KzgSrs srs, G1Affine firstCommitment) =>
        new(SHA256.HashData([.. "chainprov/committed-vector/v1\0"u8, .. srs.Digest.Span, .. firstCommitment.ToBytes(PointFormat.Compressed)]));

    /// <summary>What the joint openings of many polynomials are counted under, each of which is one value of one combination of all.</summary>
    /// <param name="srs">Their reference string.</param>
    /// <param name="set">What names all of them, with their commitments.</param>
    public static VectorDigest OfSet(KzgSrs srs, ReadOnlySpan<byte> set) => new(SHA256.HashData([.. "chainprov/committed-set/v1\0"u8, .. srs.Digest.Span, .. set]));

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
