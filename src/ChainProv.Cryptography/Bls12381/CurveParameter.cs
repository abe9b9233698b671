using System.Numerics;

namespace ChainProv.Cryptography.Bls12381;

/// <summary>z, the one number from which BLS12-381 is made: r = z⁴ − z² + 1 and p = (z − 1)²·r/3 + z.</summary>
public static class CurveParameter
{
    /// <summary>|z|; it has six bits set.</summary>
    public const ulong Magnitude = 0xd201000000010000;

    /// <summary>z itself, which is negative.</summary>
    public static BigInteger Z => -(BigInteger)Magnitude;
}
