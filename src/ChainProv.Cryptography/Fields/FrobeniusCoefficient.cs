using System.Numerics;

namespace ChainProv.Cryptography.Fields;

/// <summary>What the Frobenius map does to the generator X of an extension X^n = β.</summary>
internal static class FrobeniusCoefficient
{
    /// <summary>X^(p^k − 1) for k = 0 … count − 1. It lies in the base field because n divides p − 1: X^(p−1) = β^((p−1)/n).</summary>
    public static TBase[] Powers<TBase, TNonResidue>(int extensionDegree, int count)
        where TBase : unmanaged, IField<TBase>
        where TNonResidue : struct, INonResidue<TBase>
    {
        (BigInteger exponent, BigInteger remainder) = BigInteger.DivRem(TBase.Characteristic - 1, extensionDegree);
        if (!remainder.IsZero) throw new NotSupportedException($"p − 1 is not a multiple of {extensionDegree}.");

        TBase first = TNonResidue.Value.Pow(exponent);
        TBase[] powers = new TBase[count];
        powers[0] = TBase.One;
        for (int k = 1; k < count; k++) powers[k] = powers[k - 1].Frobenius(1) * first;
        return powers;
    }
}
