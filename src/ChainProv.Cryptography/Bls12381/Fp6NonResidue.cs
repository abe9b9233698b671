using ChainProv.Cryptography.Fields;

namespace ChainProv.Cryptography.Bls12381;

/// <summary>Fp6 = Fp2[v]/(v³ − (u + 1)).</summary>
public readonly struct Fp6NonResidue : INonResidue<Fp2>
{
    public static Fp2 Value => new(Fp.One, Fp.One);

    public static Fp2 Multiply(Fp2 a) => new(a.C0 - a.C1, a.C0 + a.C1);
}
