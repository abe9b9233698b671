using System.Numerics;

namespace ChainProv.Cryptography.Fields;

/// <summary>The integers modulo an odd prime, held in Montgomery form as little-endian 64-bit limbs.</summary>
public interface IPrimeField<TSelf> : IField<TSelf> where TSelf : unmanaged, IPrimeField<TSelf>
{
    static abstract BigInteger Modulus { get; }

    /// <summary>The largest s with 2^s dividing p − 1.</summary>
    static abstract int TwoAdicity { get; }

    /// <summary>A primitive root of unity of order 2^<see cref="TwoAdicity"/>.</summary>
    static abstract TSelf TwoAdicRoot { get; }

    /// <summary>A generator of the multiplicative group, also used as the coset shift.</summary>
    static abstract TSelf Generator { get; }

    static abstract TSelf From(ulong value);

    /// <summary>The element of an integer in [0, p).</summary>
    /// <exception cref="ArgumentOutOfRangeException">The integer is not in [0, p): nothing is reduced silently.</exception>
    static abstract TSelf From(BigInteger value);

    /// <summary>The element of an integer of any size or sign, reduced modulo p.</summary>
    static abstract TSelf Reduce(BigInteger value);

    /// <summary>Writes the canonical integer (out of Montgomery form) as little-endian limbs.</summary>
    void WriteLimbs(Span<ulong> limbs);

    BigInteger ToBigInteger();

    /// <summary>A uniform element from the operating system's generator.</summary>
    static abstract TSelf Random();
}
