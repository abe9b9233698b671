using System.Buffers.Binary;
using System.Security.Cryptography;
using ChainProv.Cryptography.Curves;
using ChainProv.Cryptography.Pairings;
using ChainProv.Groth16.Keys;

namespace ChainProv.Groth16.Aggregation;

/// <summary>What a verifier needs of an aggregation SRS: its size, and a and b once in each group.</summary>
/// <remarks>Every instance has been checked: the points are in their groups, they are a and b in both, neither is 0 or ±1, and a is neither ±b nor ±1/b.</remarks>
public sealed class AggregationVerifierSrs
{
    /// <summary>The length of <see cref="Encode"/>: the capacity, and four compressed points.</summary>
    public const int EncodedLength = sizeof(int) + (2 * G1Bytes) + (2 * G2Bytes);

    private const int G1Bytes = 48, G2Bytes = 96;

    /// <exception cref="ArgumentException">A point is not of its group, the secrets are degenerate, or those of one secret are not the same in both groups.</exception>
    public AggregationVerifierSrs(int capacity, SetupKind setup, G1Affine a1, G2Affine a2, G1Affine b1, G2Affine b2)
    {
        if (!IsCapacity(capacity)) throw new ArgumentException($"its capacity is not a power of two from 2 to {MaximumCapacity}");
        if (!AreInGroups(a1, a2) || !AreInGroups(b1, b2)) throw new ArgumentException("a point is not in its group");
        if (IsTrivial(a1) || IsTrivial(b1)) throw new ArgumentException("a secret is 0 or ±1: nobody contributed to it");
        if (a1.X == b1.X) throw new ArgumentException("a is ±b: a commitment could be opened in two ways");
        if (!Twins.Are(a1, a2) || !Twins.Are(b1, b2)) throw new ArgumentException("a secret is not the same in both groups");
        if (IsOne(a1, b2) || IsOne(-a1, b2)) throw new ArgumentException("a is ±1/b: a commitment could be opened in two ways");

        Capacity = capacity;
        Setup = setup;
        A1 = a1;
        B1 = b1;
        A2 = new(a2);
        B2 = new(b2);
    }

    /// <summary>More proofs than anybody has; the files stay below 1 GB.</summary>
    public const int MaximumCapacity = 1 << 20;

    /// <summary>How many proofs an aggregate can hold at most.</summary>
    public int Capacity { get; }

    public SetupKind Setup { get; }

    /// <summary>The generator of G2.</summary>
    internal static PreparedG2 H { get; } = new(G2Affine.Generator);

    public G1Affine A1 { get; }

    public G1Affine B1 { get; }

    public PreparedG2 A2 { get; }

    public PreparedG2 B2 { get; }

    /// <summary>The one byte form: capacity, a in G1 and G2, b in G1 and G2. How the SRS was set up is not part of it, being only a claim.</summary>
    public byte[] Encode()
    {
        byte[] bytes = new byte[EncodedLength];
        BinaryPrimitives.WriteInt32BigEndian(bytes, Capacity);
        Span<byte> points = bytes.AsSpan(sizeof(int));
        A1.Write(points[..G1Bytes], PointFormat.Compressed);
        A2.Point.Write(points.Slice(G1Bytes, G2Bytes), PointFormat.Compressed);
        B1.Write(points.Slice(G1Bytes + G2Bytes, G1Bytes), PointFormat.Compressed);
        B2.Point.Write(points[^G2Bytes..], PointFormat.Compressed);
        return bytes;
    }

    /// <exception cref="FormatException">A wrong length, or a point that is not canonical, not on the curve or outside the subgroup.</exception>
    /// <exception cref="ArgumentException">The SRS is degenerate.</exception>
    public static AggregationVerifierSrs Decode(ReadOnlySpan<byte> bytes, SetupKind setup)
    {
        if (bytes.Length != EncodedLength) throw new FormatException($"a verifier's SRS has {EncodedLength} bytes, not {bytes.Length}");
        ReadOnlySpan<byte> points = bytes[sizeof(int)..];
        return new(
            BinaryPrimitives.ReadInt32BigEndian(bytes),
            setup,
            G1Affine.Read(points[..G1Bytes], PointFormat.Compressed),
            G2Affine.Read(points.Slice(G1Bytes, G2Bytes), PointFormat.Compressed),
            G1Affine.Read(points.Slice(G1Bytes + G2Bytes, G1Bytes), PointFormat.Compressed),
            G2Affine.Read(points[^G2Bytes..], PointFormat.Compressed));
    }

    /// <summary>SHA-256 of the byte form: the SRS's name.</summary>
    public byte[] Digest() => SHA256.HashData(Encode());

    internal static bool IsCapacity(int capacity) => capacity is >= 2 and <= MaximumCapacity && int.IsPow2(capacity);

    private static bool AreInGroups(G1Affine one, G2Affine two) => one.Validate() == PointError.None && two.Validate() == PointError.None;

    /// <summary>Whether the product of two secrets is 1.</summary>
    private static bool IsOne(G1Affine one, G2Affine two) => Pairing.ProductIsOne((one, two), (-G1Affine.Generator, G2Affine.Generator));

    private static bool IsTrivial(G1Affine point) => point.IsInfinity || point.X == G1Affine.Generator.X;
}
