using ChainProv.Cryptography.Curves;
using ChainProv.Cryptography.Fields;

namespace ChainProv.Cryptography.Bls12381;

/// <summary>G1: the points of order r on y² = x³ + 4 over Fp.</summary>
public readonly struct G1 : ICurve<G1, Fp, Fr>
{
    public static string Name => "G1";

    public static Fp B { get; } = Fp.From(4);

    public static Fp CubeRoot { get; } = FieldConstant.Parse<Fp>(
        "00000000000000005f19672fdf76ce51ba69c6076a0f77eaddb3a93be6f89688de17d813620a00022e01fffffffefffe");

    public static G1Affine Generator { get; } = G1Affine.FromTrusted(
        FieldConstant.Parse<Fp>("17f1d3a73197d7942695638c4fa9ac0fc3688c4f9774b905a14e3a3f171bac586c55e83ff97a1aeffb3af00adb22c6bb"),
        FieldConstant.Parse<Fp>("08b3f481e3aaa0f1a09e30ed741d8ae4fcf5e095d5d00af600db18cb2c04b3edd03cc744a2888ae40caa232946c5e7e1"));

    /// <summary>φ: (x, y) ↦ (ωx, y).</summary>
    public static G1Affine Endomorphism(G1Affine point) => G1Affine.FromTrusted(point.X * CubeRoot, point.Y);

    /// <summary>φ(P) = −z²·P, which on this curve holds for the group's points alone (Scott, eprint 2021/1130, section 6).</summary>
    public static bool IsInSubgroup(G1Affine point) =>
        (-point.ToJacobian().Multiply(CurveParameter.Magnitude).Multiply(CurveParameter.Magnitude)) == Endomorphism(point).ToJacobian();

    /// <summary>(1 − z)·P, RFC 9380, section 8.8.1.</summary>
    public static G1Jacobian ClearCofactor(G1Jacobian point) => point + point.Multiply(CurveParameter.Magnitude);
}
