using ChainProv.Cryptography.Bls12381;
using ChainProv.Cryptography.Fields;

namespace ChainProv.Cryptography.HashToCurve;

/// <summary>
/// The suites of BLS12-381 (RFC 9380, section 8.8): <c>BLS12381G1_XMD:SHA-256_SSWU_</c> and <c>BLS12381G2_XMD:SHA-256_SSWU_</c>, each as RO
/// and NU.
/// </summary>
public static class CurveHash
{
    public static CurveHash<G1, Fp, Fr> G1 { get; } = new(
        new(
            a: FieldConstant.Parse<Fp>("00144698a3b8e9433d693a02c96d4982b0ea985383ee66a8d8e8981aefd881ac98936f8da0e0f97f5cf428082d584c1d"),
            b: FieldConstant.Parse<Fp>("12e2908d11688030018b12e8753eee3b2016c1f0f24f4070a0b9c14fcef35ef55a23215a316ceaa5d1cc48e98e172be0"),
            z: Fp.From(11)),
        G1Isogeny.Map);

    public static CurveHash<G2, Fp2, Fr> G2 { get; } = new(
        new(
            a: new(Fp.Zero, Fp.From(240)),
            b: new(Fp.From(1012), Fp.From(1012)),
            z: -new Fp2(Fp.From(2), Fp.One)),
        G2Isogeny.Map);
}
