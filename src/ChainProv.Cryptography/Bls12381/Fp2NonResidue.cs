using ChainProv.Cryptography.Fields;

namespace ChainProv.Cryptography.Bls12381;

/// <summary>Fp2 = Fp[u]/(u² + 1).</summary>
public readonly struct Fp2NonResidue : INonResidue<Fp>
{
    public static Fp Value => -Fp.One;

    public static Fp Multiply(Fp a) => -a;
}
