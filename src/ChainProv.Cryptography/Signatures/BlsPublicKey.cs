using System.Diagnostics.CodeAnalysis;
using ChainProv.Cryptography.Curves;

namespace ChainProv.Cryptography.Signatures;

/// <summary>A point of G1 that passed KeyValidate: on the curve, in the subgroup, not infinity.</summary>
public sealed class BlsPublicKey : IEquatable<BlsPublicKey>
{
    public const int ByteLength = 48;

    internal BlsPublicKey(G1Affine point) => Point = point;

    public G1Affine Point { get; }

    /// <summary>Reads the compressed form and checks everything that can be wrong.</summary>
    public static bool TryRead(ReadOnlySpan<byte> compressed, [NotNullWhen(true)] out BlsPublicKey? key, out PointError error)
    {
        if (G1Affine.TryRead(compressed, PointFormat.Compressed, out G1Affine point, out error) && point.IsInfinity) error = PointError.Infinity;
        key = error == PointError.None ? new(point) : null;
        return key is not null;
    }

    /// <summary>Reads the compressed form.</summary>
    /// <exception cref="PointFormatException">It is not a valid public key.</exception>
    public static BlsPublicKey Read(ReadOnlySpan<byte> compressed) =>
        TryRead(compressed, out BlsPublicKey? key, out PointError error) ? key : throw new PointFormatException("G1", error);

    public byte[] ToBytes() => Point.ToBytes(PointFormat.Compressed);

    public bool Equals(BlsPublicKey? other) => other is not null && Point == other.Point;

    public override bool Equals(object? obj) => Equals(obj as BlsPublicKey);

    public override int GetHashCode() => Point.GetHashCode();

    public override string ToString() => "0x" + Convert.ToHexStringLower(ToBytes());
}
