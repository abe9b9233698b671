using ChainProv.Cryptography.Curves;
using ChainProv.Cryptography.Fields;

namespace ChainProv.Cryptography.Bls12381;

/// <summary>G2: the points of order r on the twist y² = x³ + 4(u + 1) over Fp2.</summary>
public readonly struct G2 : ICurve<G2, Fp2, Fr>
{
    /// <summary>1/(u + 1)^((p−1)/3) and 1/(u + 1)^((p−1)/2): what is left of the untwist, Frobenius, twist.</summary>
    private static readonly Fp2
        PsiX = Fp6NonResidue.Value.Pow((Fp.Modulus - 1) / 3).Inverse(),
        PsiY = Fp6NonResidue.Value.Pow((Fp.Modulus - 1) / 2).Inverse();

    public static string Name => "G2";

    public static Fp2 B { get; } = new(Fp.From(4), Fp.From(4));

    /// <summary>ψ² is the multiplication by z², and takes x to this times x, y to −y.</summary>
    public static Fp2 CubeRoot { get; } = PsiX.Conjugate() * PsiX;

    public static G2Affine Generator { get; } = G2Affine.FromTrusted(
        FieldConstant.Parse<Fp2>(
            "13e02b6052719f607dacd3a088274f65596bd0d09920b61ab5da61bbdc7f5049334cf11213945d57e5ac7d055d042b7e" +
            "024aa2b2f08f0a91260805272dc51051c6e47ad4fa403b02b4510b647ae3d1770bac0326a805bbefd48056c8c121bdb8"),
        FieldConstant.Parse<Fp2>(
            "0606c4a02ea734cc32acd2b02bc28b99cb3e287e85a763af267492ab572e99ab3f370d275cec1da1aaa9075ff05f79be" +
            "0ce5d527727d6e118cc9cdc6da2e351aadfd9baa8cbdd3a76d429a695160d12c923ac9cc3baca289e193548608b82801"));

    /// <summary>ψ: the Frobenius map of the curve over Fp12, seen on the twist; on the group it is the multiplication by z.</summary>
    public static G2Jacobian Endomorphism(G2Jacobian point) =>
        new(point.X.Conjugate() * PsiX, point.Y.Conjugate() * PsiY, point.Z.Conjugate());

    /// <summary>ψ(P) = z·P, which on this curve holds for the group's points alone (Scott, eprint 2021/1130, section 4).</summary>
    public static bool IsInSubgroup(G2Affine point)
    {
        G2Jacobian p = point.ToJacobian();
        return Endomorphism(p) == -p.Multiply(CurveParameter.Magnitude);
    }

    /// <summary>(z² − z − 1)·P + (z − 1)·ψ(P) + ψ²(2P), RFC 9380, appendix G.3 (Budroni and Pintore).</summary>
    public static G2Jacobian ClearCofactor(G2Jacobian point)
    {
        G2Jacobian zp = -point.Multiply(CurveParameter.Magnitude);
        G2Jacobian psi = Endomorphism(point);
        G2Jacobian zSum = -(zp + psi).Multiply(CurveParameter.Magnitude);
        return zSum - zp - point - psi + Endomorphism(Endomorphism(point.Double()));
    }
}
