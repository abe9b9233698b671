using System.Numerics;
using ChainProv.Cryptography.Curves;
using ChainProv.Cryptography.Fields;
using CsCheck;

namespace ChainProv.Cryptography.Tests;

/// <summary>Generators that favour the values where carries and exceptional cases live.</summary>
internal static class Sampling
{
    public static Gen<TField> Prime<TField>() where TField : unmanaged, IPrimeField<TField>
    {
        Gen<BigInteger> any = Gen.Byte.Array[TField.ByteLength].Select(bytes => new BigInteger(bytes, isUnsigned: true));
        Gen<BigInteger> small = Gen.UInt[0, 4].Select(n => (BigInteger)n);
        Gen<BigInteger> ones = Gen.Int[0, 8 * TField.ByteLength].Select(bits => (BigInteger.One << bits) - 1);
        Gen<BigInteger> limbs = Gen.OneOfConst(0UL, 1UL, 0x7fffffffffffffffUL, 0x8000000000000000UL, ulong.MaxValue).Array[TField.ByteLength / 8]
            .Select(words => words.Aggregate(BigInteger.Zero, (sum, word) => (sum << 64) + word));
        return Gen.OneOf(any, any, small, small.Select(n => -n), ones, limbs).Select(TField.Reduce);
    }

    public static Gen<Fr> Scalar { get; } = Prime<Fr>();

    public static Gen<Fp> Fp { get; } = Prime<Fp>();

    public static Gen<Fp2> Fp2 { get; } = Gen.Select(Fp, Fp, (a, b) => new Fp2(a, b));

    public static Gen<Fp6> Fp6 { get; } = Gen.Select(Fp2, Fp2, Fp2, (a, b, c) => new Fp6(a, b, c));

    public static Gen<Fp12> Fp12 { get; } = Gen.Select(Fp6, Fp6, (a, b) => new Fp12(a, b));

    /// <summary>Points of the group, infinity and small multiples (which meet each other) often among them, with an arbitrary Z.</summary>
    public static Gen<JacobianPoint<TCurve, TField, Fr>> Point<TCurve, TField>()
        where TCurve : struct, ICurve<TCurve, TField, Fr>
        where TField : unmanaged, IField<TField> =>
        Gen.OneOf(Gen.Int[-3, 3].Select(n => Fr.Reduce(n)), Scalar).Select(k => JacobianPoint<TCurve, TField, Fr>.Generator * k);

    public static Gen<G1Jacobian> G1 { get; } = Point<Bls12381.G1, Fp>();

    public static Gen<G2Jacobian> G2 { get; } = Point<Bls12381.G2, Fp2>();
}
