using System.Numerics;
using System.Security.Cryptography;
using ChainProv.Cryptography.Curves;
using ChainProv.Cryptography.Fields;
using ChainProv.Cryptography.HashToCurve;
using ChainProv.Cryptography.Pairings;

namespace ChainProv.Cryptography.Tests.Ethereum;

/// <summary>
/// What the precompiled contracts 0x0a to 0x11 compute (EIP-4844, EIP-2537), in terms of the library. Null where the EVM's call fails.
/// </summary>
internal static class Eip2537Precompiles
{
    private const int ScalarLength = 32;

    public static byte[]? Call(int address, byte[] input) => address switch
    {
        0x0a => PointEvaluation(input),
        0x0b => Add<Bls12381.G1, Fp>(input),
        0x0c => MultiScalar<Bls12381.G1, Fp>(input),
        0x0d => Add<Bls12381.G2, Fp2>(input),
        0x0e => MultiScalar<Bls12381.G2, Fp2>(input),
        0x0f => PairingCheck(input),
        0x10 => Map(input, CurveHash.G1),
        0x11 => Map(input, CurveHash.G2),
        _ => throw new ArgumentOutOfRangeException(nameof(address)),
    };

    /// <summary>Addition alone does not ask for the subgroup.</summary>
    private static byte[]? Add<TCurve, TField>(byte[] input)
        where TCurve : struct, ICurve<TCurve, TField, Fr>
        where TField : unmanaged, IField<TField>
    {
        int length = AffinePoint<TCurve, TField, Fr>.EncodedLength(PointFormat.Eip2537);
        return input.Length == 2 * length
            && AffinePoint<TCurve, TField, Fr>.TryReadOnCurve(input.AsSpan(0, length), PointFormat.Eip2537, out AffinePoint<TCurve, TField, Fr> a, out _)
            && AffinePoint<TCurve, TField, Fr>.TryReadOnCurve(input.AsSpan(length), PointFormat.Eip2537, out AffinePoint<TCurve, TField, Fr> b, out _)
            ? (a + b).ToAffine().ToBytes(PointFormat.Eip2537)
            : null;
    }

    /// <summary>Scalars are any 256-bit integers.</summary>
    private static byte[]? MultiScalar<TCurve, TField>(byte[] input)
        where TCurve : struct, ICurve<TCurve, TField, Fr>
        where TField : unmanaged, IField<TField>
    {
        int pointLength = AffinePoint<TCurve, TField, Fr>.EncodedLength(PointFormat.Eip2537), pairLength = pointLength + ScalarLength;
        if (input.Length == 0 || input.Length % pairLength != 0) return null;
        List<AffinePoint<TCurve, TField, Fr>> points = [];
        List<Fr> scalars = [];
        foreach (byte[] pair in input.Chunk(pairLength))
        {
            if (!AffinePoint<TCurve, TField, Fr>.TryRead(pair.AsSpan(0, pointLength), PointFormat.Eip2537, out AffinePoint<TCurve, TField, Fr> point)) return null;
            points.Add(point);
            scalars.Add(Fr.Reduce(new BigInteger(pair.AsSpan(pointLength), isUnsigned: true, isBigEndian: true)));
        }

        return MultiScalarMultiplication.Compute(points.ToArray(), scalars.ToArray()).ToAffine().ToBytes(PointFormat.Eip2537);
    }

    private static byte[]? PairingCheck(byte[] input)
    {
        const int g1Length = 128, pairLength = 384;
        if (input.Length == 0 || input.Length % pairLength != 0) return null;
        List<(G1Affine, G2Affine)> pairs = [];
        foreach (byte[] pair in input.Chunk(pairLength))
        {
            if (!G1Affine.TryRead(pair.AsSpan(0, g1Length), PointFormat.Eip2537, out G1Affine p)
                || !G2Affine.TryRead(pair.AsSpan(g1Length), PointFormat.Eip2537, out G2Affine q)) return null;
            pairs.Add((p, q));
        }

        return [.. new byte[31], Pairing.ProductIsOne([.. pairs]) ? (byte)1 : (byte)0];
    }

    private static byte[]? Map<TCurve, TField>(byte[] input, CurveHash<TCurve, TField, Fr> hash)
        where TCurve : struct, ICurve<TCurve, TField, Fr>
        where TField : unmanaged, IField<TField>
    {
        if (input.Length != 64 * TField.Degree) return null;
        List<byte> canonical = [];
        foreach (byte[] coordinate in input.Chunk(64).Reverse())
        {
            if (coordinate.Take(16).Any(octet => octet != 0)) return null;
            canonical.AddRange(coordinate[16..]);
        }

        return TField.TryRead(canonical.ToArray(), out TField element) ? hash.MapToGroup(element).ToBytes(PointFormat.Eip2537) : null;
    }

    /// <summary>versionedHash ‖ z ‖ y ‖ commitment ‖ proof: e(C − y·G₁, G₂) = e(π, [τ]G₂ − z·G₂).</summary>
    private static byte[]? PointEvaluation(byte[] input)
    {
        // [τ]G₂ of Ethereum's KZG ceremony, which EIP-4844 fixes.
        G2Affine tau = G2Affine.Read(Convert.FromHexString(
            "b5bfd7dd8cdeb128843bc287230af38926187075cbfbefa81009a2ce615ac53d2914e5870cb452d2afaaab24f3499f72" +
            "185cbfee53492714734429b7b38608e23926c911cceceac9a36851477ba4c60b087041de621000edc98edada20c1def2"), PointFormat.Compressed);
        byte[] fieldElementsPerBlob = [.. new byte[30], 0x10, 0x00];
        if (input.Length != 192
            || !Fr.TryRead(input.AsSpan(32, 32), out Fr z) || !Fr.TryRead(input.AsSpan(64, 32), out Fr y)
            || !G1Affine.TryRead(input.AsSpan(96, 48), PointFormat.Compressed, out G1Affine commitment)
            || !G1Affine.TryRead(input.AsSpan(144, 48), PointFormat.Compressed, out G1Affine proof)) return null;
        byte[] versionedHash = [1, .. SHA256.HashData(input.AsSpan(96, 48))[1..]];
        if (!input.AsSpan(0, 32).SequenceEqual(versionedHash)) return null;

        G1Affine left = (commitment.ToJacobian() - (G1Affine.Generator * y)).ToAffine();
        G2Affine right = (tau.ToJacobian() - (G2Affine.Generator * z)).ToAffine();
        return Pairing.ProductIsOne((left, G2Affine.Generator), (-proof, right))
            ? [.. fieldElementsPerBlob, .. Fr.Modulus.ToByteArray(isUnsigned: true, isBigEndian: true)]
            : null;
    }
}
