using System.Numerics;

namespace ChainProv.Cryptography.Pairings;

/// <summary>The pairing's target: the elements of Fp12 of order r, written multiplicatively.</summary>
public readonly struct Gt : IEquatable<Gt>, IEqualityOperators<Gt, Gt, bool>, IMultiplyOperators<Gt, Gt, Gt>
{
    /// <summary>Kept as the difference from one, so that the default value is one.</summary>
    private readonly Fp12 _lessOne;

    internal Gt(Fp12 value) => _lessOne = value - Fp12.One;

    public static Gt One => default;

    /// <summary>e(generator of G1, generator of G2).</summary>
    public static Gt Generator { get; } = Pairing.Compute(G1Affine.Generator, G2Affine.Generator);

    public Fp12 Value => _lessOne + Fp12.One;

    public bool IsOne => _lessOne.IsZero;

    /// <summary>
    /// An element from outside: false unless it has order r (f^p = f^z in the cyclotomic subgroup; Scott, eprint 2021/1130, section 5).
    /// </summary>
    public static bool TryFrom(Fp12 value, out Gt element)
    {
        bool member = CyclotomicSubgroup.Contains(value) && value.Frobenius(1) == CyclotomicSubgroup.PowZ(value);
        element = member ? new Gt(value) : default;
        return member;
    }

    /// <summary>The length of the byte form: half of what the twelve coordinates need.</summary>
    public const int EncodedLength = 288;

    /// <summary>Reads what <see cref="Write"/> wrote; false where the length is wrong, a coordinate is not below p, or the element does not have order r.</summary>
    public static bool TryRead(ReadOnlySpan<byte> source, out Gt element)
    {
        element = One;
        if (source.Length != EncodedLength || !Fp6.TryRead(source, out Fp6 t)) return false;
        return t.IsZero || TryFrom(Torus.Decompress(t), out element);
    }

    /// <summary>Writes the one byte form: the element's place on the torus, big-endian, the highest coordinate first; one is all zeros.</summary>
    public void Write(Span<byte> target) => (IsOne ? Fp6.Zero : Torus.Compress(Value)).Write(target);

    public static Gt operator *(Gt a, Gt b) => new(a.Value * b.Value);

    public static bool operator ==(Gt a, Gt b) => a._lessOne == b._lessOne;

    public static bool operator !=(Gt a, Gt b) => !(a == b);

    public Gt Inverse() => new(Value.Conjugate());

    /// <summary>Variable time in the exponent.</summary>
    public Gt Pow(Fr exponent) => new(CyclotomicSubgroup.Pow(Value, exponent.ToBigInteger()));

    public bool Equals(Gt other) => this == other;

    public override bool Equals(object? obj) => obj is Gt other && this == other;

    public override int GetHashCode() => _lessOne.GetHashCode();

    public override string ToString() => $"Gt {Value}";
}
