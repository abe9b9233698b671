using System.Buffers.Binary;
using System.Security.Cryptography;
using ChainProv.Cryptography.Bls12381;
using ChainProv.Cryptography.Curves;
using ChainProv.Cryptography.Fields;
using ChainProv.Cryptography.Pairings;

namespace ChainProv.Cryptography.Commitments;

/// <summary>The powers of a secret that nobody knows, [τⁱ]₁ and [τⁱ]₂ (Kate, Zaverucha and Goldberg, eprint 2010/1, section 3.2, "Setup").</summary>
/// <remarks>
/// Whatever the source, every point is checked (canonical, on the curve, in the subgroup, not infinity), the first powers are the generators, τ is neither
/// zero nor ±1, and all points are powers of one τ. That they come from a ceremony with one honest participant no check can tell.
/// </remarks>
public sealed class KzgSrs
{
    private const int CeremonyG1Count = 4096, CeremonyG2Count = 65;
    private const string CeremonyResource = "ethereum-kzg-ceremony.bin";

    private static readonly Lazy<KzgSrs> Ceremony = new(ReadCeremony);

    private KzgSrs(G1Affine[] g1, G2Affine[] g2)
    {
        (G1Powers, G2Powers) = (g1, g2);
        Tau = new PreparedG2(g2[1]);
        Digest = ComputeDigest(g1.Length, g1[1], g2[1]);
    }

    /// <summary>Ethereum's KZG ceremony of 2023 with 141,416 contributions, which EIP-4844 fixes: 4096 powers in G1, 65 in G2.</summary>
    /// <remarks>Read and checked at first use.</remarks>
    public static KzgSrs Ethereum => Ceremony.Value;

    /// <summary>N: polynomials of degree below this can be committed to.</summary>
    public int Size => G1Powers.Length;

    /// <summary>[τⁱ]₁ for i below <see cref="Size"/>.</summary>
    public ReadOnlyMemory<G1Affine> G1Powers { get; }

    /// <summary>[τⁱ]₂, at least for i = 0 and 1.</summary>
    public ReadOnlyMemory<G2Affine> G2Powers { get; }

    /// <summary>SHA-256 over what names the string: N, [τ]₁ and [τ]₂, from which all else follows.</summary>
    public ReadOnlyMemory<byte> Digest { get; }

    /// <summary>[1]₂.</summary>
    internal static PreparedG2 One { get; } = new(G2Affine.Generator);

    /// <summary>[τ]₂.</summary>
    internal PreparedG2 Tau { get; }

    /// <summary>A reference string from points that may come from anywhere. The spans are copied.</summary>
    /// <exception cref="KzgSrsException">They are not the powers of one secret.</exception>
    public static KzgSrs From(ReadOnlySpan<G1Affine> g1Powers, ReadOnlySpan<G2Affine> g2Powers) => Checked(g1Powers.ToArray(), g2Powers.ToArray());

    /// <summary>A reference string from compressed points, those of G1 first.</summary>
    /// <exception cref="KzgSrsException">The length is another, or the points are not the powers of one secret.</exception>
    public static KzgSrs Read(ReadOnlyMemory<byte> compressed, int g1Count, int g2Count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(g1Count);
        ArgumentOutOfRangeException.ThrowIfNegative(g2Count);
        int boundary = checked(g1Count * G1Affine.EncodedLength(PointFormat.Compressed)), length = checked(boundary + (g2Count * G2Affine.EncodedLength(PointFormat.Compressed)));
        return compressed.Length == length
            ? Checked(ReadPoints<G1, Fp>(compressed[..boundary]), ReadPoints<G2, Fp2>(compressed[boundary..]))
            : throw new KzgSrsException($"{g1Count} points of G1 and {g2Count} of G2 have {length} bytes, not {compressed.Length}");
    }

    public override string ToString() => $"{Size} powers of tau, {Convert.ToHexStringLower(Digest.Span)}";

    private static KzgSrs ReadCeremony()
    {
        using Stream resource = typeof(KzgSrs).Assembly.GetManifestResourceStream(CeremonyResource)!;
        byte[] bytes = new byte[resource.Length];
        resource.ReadExactly(bytes);
        return Read(bytes, CeremonyG1Count, CeremonyG2Count);
    }

    private static AffinePoint<TCurve, TField, Fr>[] ReadPoints<TCurve, TField>(ReadOnlyMemory<byte> compressed)
        where TCurve : struct, ICurve<TCurve, TField, Fr>
        where TField : unmanaged, IField<TField>
    {
        AffinePoint<TCurve, TField, Fr>[] points = PointList.Read<TCurve, TField, Fr>(compressed, PointFormat.Compressed, out (int Index, PointError Error)? invalid);
        return invalid is var (index, error) ? throw Invalid<TCurve, TField>(index, error) : points;
    }

    private static KzgSrs Checked(G1Affine[] g1, G2Affine[] g2)
    {
        CheckPoints<G1, Fp>(g1);
        CheckPoints<G2, Fp2>(g2);
        if (g1[1] == G1Affine.Generator || g1[1] == -G1Affine.Generator) throw new KzgSrsException("its secret is 1 or -1: nobody contributed to it");
        if (!ArePowersOfOneSecret(g1, g2)) throw new KzgSrsException("its points are not the powers of one secret");
        return new(g1, g2);
    }

    private static void CheckPoints<TCurve, TField>(AffinePoint<TCurve, TField, Fr>[] points)
        where TCurve : struct, ICurve<TCurve, TField, Fr>
        where TField : unmanaged, IField<TField>
    {
        if (points.Length < 2) throw new KzgSrsException($"{points.Length} powers in {TCurve.Name} are too few; two are needed");

        // What is seen at once comes before what takes long.
        if (points[0] != TCurve.Generator) throw new KzgSrsException($"its first power in {TCurve.Name} is not the generator");
        int infinity = Array.FindIndex(points, point => point.IsInfinity);
        if (infinity >= 0) throw Invalid<TCurve, TField>(infinity, PointError.Infinity);
        if (BatchValidation.FirstInvalid<TCurve, TField, Fr>(points) is { } bad) throw Invalid<TCurve, TField>(bad, points[bad].Validate());
    }

    private static KzgSrsException Invalid<TCurve, TField>(int index, PointError error)
        where TCurve : struct, ICurve<TCurve, TField, Fr>
        where TField : unmanaged, IField<TField> =>
        new($"power {index} in {TCurve.Name}: {PointFormatException.Describe(error)}");

    /// <summary>
    /// e(Σ ρᵢ[τⁱ⁺¹]₁, [1]₂) = e(Σ ρᵢ[τⁱ]₁, [τ]₂) and e([1]₁, Σ σᵢ[τⁱ⁺¹]₂) = e([τ]₁, Σ σᵢ[τⁱ]₂) for random ρ and σ: each point is then τ times the one
    /// before it, but for a chance of 2⁻¹²⁸.
    /// </summary>
    private static bool ArePowersOfOneSecret(G1Affine[] g1, G2Affine[] g2)
    {
        (G1Affine lower1, G1Affine upper1) = Sums<G1, Fp>(g1);
        (G2Affine lower2, G2Affine upper2) = Sums<G2, Fp2>(g2);
        return Pairing.ProductIsOne((upper1, G2Affine.Generator), (-lower1, g2[1])) && Pairing.ProductIsOne((G1Affine.Generator, upper2), (-g1[1], lower2));
    }

    private static (AffinePoint<TCurve, TField, Fr> Lower, AffinePoint<TCurve, TField, Fr> Upper) Sums<TCurve, TField>(AffinePoint<TCurve, TField, Fr>[] points)
        where TCurve : struct, ICurve<TCurve, TField, Fr>
        where TField : unmanaged, IField<TField>
    {
        Fr[] factors = RandomCoefficients.Draw(points.Length - 1);
        AffinePoint<TCurve, TField, Fr> Sum(int start) =>
            MultiScalarMultiplication.Compute<TCurve, TField, Fr>(points.AsMemory(start, factors.Length), factors).ToAffine();
        return (Sum(0), Sum(1));
    }

    private static byte[] ComputeDigest(int size, G1Affine tau1, G2Affine tau2)
    {
        Span<byte> count = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32BigEndian(count, size);
        return SHA256.HashData([.. "chainprov/kzg-srs/v1\0"u8, .. count, .. tau1.ToBytes(PointFormat.Compressed), .. tau2.ToBytes(PointFormat.Compressed)]);
    }
}
