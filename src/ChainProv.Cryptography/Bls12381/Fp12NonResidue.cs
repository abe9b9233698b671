using ChainProv.Cryptography.Fields;

namespace ChainProv.Cryptography.Bls12381;

/// <summary>Fp12 = Fp6[w]/(w² − v).</summary>
public readonly struct Fp12NonResidue : INonResidue<Fp6>
{
    public static Fp6 Value => new(Fp2.Zero, Fp2.One, Fp2.Zero);

    public static Fp6 Multiply(Fp6 a) => new(Fp6NonResidue.Multiply(a.C2), a.C0, a.C1);
}
