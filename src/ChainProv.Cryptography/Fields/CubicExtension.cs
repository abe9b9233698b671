using System.Numerics;
using System.Runtime.InteropServices;

namespace ChainProv.Cryptography.Fields;

/// <summary>An element C0 + C1·X + C2·X² of TBase[X]/(X³ − β).</summary>
/// <remarks>As in the fields below it, only <see cref="Inverse"/> and <see cref="TrySquareRoot"/> have data-dependent branches.</remarks>
[StructLayout(LayoutKind.Sequential)]
public readonly struct CubicExtension<TBase, TNonResidue>(TBase c0, TBase c1, TBase c2) : IField<CubicExtension<TBase, TNonResidue>>
    where TBase : unmanaged, IField<TBase>
    where TNonResidue : struct, INonResidue<TBase>
{
    public readonly TBase C0 = c0, C1 = c1, C2 = c2;

    /// <summary>X^(p^k − 1) for k = 0, 1, … below the degree: what the Frobenius map multiplies the second coordinate by.</summary>
    private static readonly TBase[] FrobeniusCoefficients = FrobeniusCoefficient.Powers<TBase, TNonResidue>(3, Degree);

    public static CubicExtension<TBase, TNonResidue> Zero => default;

    public static CubicExtension<TBase, TNonResidue> One => new(TBase.One, TBase.Zero, TBase.Zero);

    public static BigInteger Characteristic => TBase.Characteristic;

    public static int Degree => 3 * TBase.Degree;

    public static int ByteLength => 3 * TBase.ByteLength;

    public bool IsZero => C0.IsZero && C1.IsZero && C2.IsZero;

    public bool IsReduced => C0.IsReduced && C1.IsReduced && C2.IsReduced;

    public bool IsOdd => !C0.IsZero ? C0.IsOdd : !C1.IsZero ? C1.IsOdd : C2.IsOdd;

    public bool IsLexicographicallyLargest =>
        !C2.IsZero ? C2.IsLexicographicallyLargest : !C1.IsZero ? C1.IsLexicographicallyLargest : C0.IsLexicographicallyLargest;

    public static CubicExtension<TBase, TNonResidue> operator +(CubicExtension<TBase, TNonResidue> a, CubicExtension<TBase, TNonResidue> b) =>
        new(a.C0 + b.C0, a.C1 + b.C1, a.C2 + b.C2);

    public static CubicExtension<TBase, TNonResidue> operator -(CubicExtension<TBase, TNonResidue> a, CubicExtension<TBase, TNonResidue> b) =>
        new(a.C0 - b.C0, a.C1 - b.C1, a.C2 - b.C2);

    public static CubicExtension<TBase, TNonResidue> operator -(CubicExtension<TBase, TNonResidue> a) => new(-a.C0, -a.C1, -a.C2);

    /// <summary>Karatsuba: six multiplications in the base field.</summary>
    public static CubicExtension<TBase, TNonResidue> operator *(CubicExtension<TBase, TNonResidue> a, CubicExtension<TBase, TNonResidue> b)
    {
        TBase v0 = a.C0 * b.C0, v1 = a.C1 * b.C1, v2 = a.C2 * b.C2;
        TBase cross01 = ((a.C0 + a.C1) * (b.C0 + b.C1)) - v0 - v1;
        TBase cross02 = ((a.C0 + a.C2) * (b.C0 + b.C2)) - v0 - v2;
        TBase cross12 = ((a.C1 + a.C2) * (b.C1 + b.C2)) - v1 - v2;
        return new(v0 + TNonResidue.Multiply(cross12), cross01 + TNonResidue.Multiply(v2), cross02 + v1);
    }

    /// <summary>Scales by an element of the base field.</summary>
    public static CubicExtension<TBase, TNonResidue> operator *(CubicExtension<TBase, TNonResidue> a, TBase b) => new(a.C0 * b, a.C1 * b, a.C2 * b);

    public static bool operator ==(CubicExtension<TBase, TNonResidue> a, CubicExtension<TBase, TNonResidue> b) =>
        a.C0 == b.C0 & a.C1 == b.C1 & a.C2 == b.C2;

    public static bool operator !=(CubicExtension<TBase, TNonResidue> a, CubicExtension<TBase, TNonResidue> b) => !(a == b);

    public CubicExtension<TBase, TNonResidue> Double() => new(C0.Double(), C1.Double(), C2.Double());

    /// <summary>Chung and Hasan's SQR2: two multiplications and three squarings in the base field.</summary>
    public CubicExtension<TBase, TNonResidue> Square()
    {
        TBase s0 = C0.Square(), s1 = (C0 * C1).Double(), s2 = (C0 - C1 + C2).Square(), s3 = (C1 * C2).Double(), s4 = C2.Square();
        return new(s0 + TNonResidue.Multiply(s3), s1 + TNonResidue.Multiply(s4), s1 + s2 + s3 - s0 - s4);
    }

    /// <summary>The product of the element and its conjugates over the base field.</summary>
    public TBase Norm()
    {
        CubicExtension<TBase, TNonResidue> adjugate = Adjugate();
        return (C0 * adjugate.C0) + TNonResidue.Multiply((C1 * adjugate.C2) + (C2 * adjugate.C1));
    }

    public CubicExtension<TBase, TNonResidue> Inverse() => Adjugate() * Norm().Inverse();

    public CubicExtension<TBase, TNonResidue> Frobenius(int power)
    {
        TBase coefficient = FrobeniusCoefficients[power % Degree];
        return new(C0.Frobenius(power), C1.Frobenius(power) * coefficient, C2.Frobenius(power) * coefficient.Square());
    }

    /// <summary>
    /// With q the base field's order, Norm(a) = a·a^q·a^(q²), so √a = √Norm(a) / (a^q)^((q+1)/2); both sides are squares or neither.
    /// </summary>
    public bool TrySquareRoot(out CubicExtension<TBase, TNonResidue> root)
    {
        root = default;
        if (IsZero) return true;
        if (!Norm().TrySquareRoot(out TBase norm)) return false;
        BigInteger order = BigInteger.Pow(TBase.Characteristic, TBase.Degree);
        root = Frobenius(TBase.Degree).Pow((order + 1) / 2).Inverse() * norm;
        return true;
    }

    public static bool TryRead(ReadOnlySpan<byte> bigEndian, out CubicExtension<TBase, TNonResidue> value)
    {
        value = default;
        int third = TBase.ByteLength;
        if (bigEndian.Length != ByteLength || !TBase.TryRead(bigEndian[..third], out TBase c2)
            || !TBase.TryRead(bigEndian[third..^third], out TBase c1) || !TBase.TryRead(bigEndian[^third..], out TBase c0)) return false;
        value = new(c0, c1, c2);
        return true;
    }

    public void Write(Span<byte> bigEndian)
    {
        int third = TBase.ByteLength;
        C2.Write(bigEndian[..third]);
        C1.Write(bigEndian[third..(2 * third)]);
        C0.Write(bigEndian[(2 * third)..ByteLength]);
    }

    public bool Equals(CubicExtension<TBase, TNonResidue> other) => this == other;

    public override bool Equals(object? obj) => obj is CubicExtension<TBase, TNonResidue> other && this == other;

    public override int GetHashCode() => HashCode.Combine(C0, C1, C2);

    public override string ToString() => $"({C0}, {C1}, {C2})";

    /// <summary>The product of the other two conjugates: the element times it is the norm.</summary>
    private CubicExtension<TBase, TNonResidue> Adjugate() => new(
        C0.Square() - TNonResidue.Multiply(C1 * C2),
        TNonResidue.Multiply(C2.Square()) - (C0 * C1),
        C1.Square() - (C0 * C2));
}
