using System.Diagnostics.CodeAnalysis;
using ChainProv.Cryptography.Curves;

namespace ChainProv.Cryptography.Signatures;

/// <summary>A signature, or the aggregate of several: a point of G2.</summary>
public sealed class BlsSignature : IEquatable<BlsSignature>
{
    public const int ByteLength = 96;

    internal BlsSignature(G2Affine point) => Point = point;

    public G2Affine Point { get; }

    /// <summary>
    /// Reads the compressed form and checks everything that can be wrong. Infinity is a signature, though of no valid key alone.
    /// </summary>
    public static bool TryRead(ReadOnlySpan<byte> compressed, [NotNullWhen(true)] out BlsSignature? signature, out PointError error)
    {
        signature = G2Affine.TryRead(compressed, PointFormat.Compressed, out G2Affine point, out error) ? new(point) : null;
        return signature is not null;
    }

    /// <summary>Reads the compressed form.</summary>
    /// <exception cref="PointFormatException">It is not a signature.</exception>
    public static BlsSignature Read(ReadOnlySpan<byte> compressed) => new(G2Affine.Read(compressed, PointFormat.Compressed));

    /// <summary>The sum of signatures, which the keys of all of them verify together.</summary>
    /// <exception cref="ArgumentException">There is none.</exception>
    public static BlsSignature Aggregate(IEnumerable<BlsSignature> signatures)
    {
        G2Jacobian sum = default;
        int count = 0;
        foreach (BlsSignature signature in signatures)
        {
            sum += signature.Point;
            count++;
        }

        return count > 0 ? new(sum.ToAffine()) : throw new ArgumentException("Nothing to aggregate.", nameof(signatures));
    }

    public byte[] ToBytes() => Point.ToBytes(PointFormat.Compressed);

    public bool Equals(BlsSignature? other) => other is not null && Point == other.Point;

    public override bool Equals(object? obj) => Equals(obj as BlsSignature);

    public override int GetHashCode() => Point.GetHashCode();

    public override string ToString() => "0x" + Convert.ToHexStringLower(ToBytes());
}
