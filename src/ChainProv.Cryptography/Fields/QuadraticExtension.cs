using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace ChainProv.Cryptography.Fields;

/// <summary>An element C0 + C1·X of TBase[X]/(X² − β).</summary>
/// <remarks>As in the fields below it, only <see cref="Inverse"/> and <see cref="TrySquareRoot"/> have data-dependent branches.</remarks>
[StructLayout(LayoutKind.Sequential)]
public readonly struct QuadraticExtension<TBase, TNonResidue>(TBase c0, TBase c1) : IField<QuadraticExtension<TBase, TNonResidue>>
    where TBase : unmanaged, IField<TBase>
    where TNonResidue : struct, INonResidue<TBase>
{
    public readonly TBase C0 = c0, C1 = c1;

    private static readonly TBase Half = TBase.One.Double().Inverse();

    /// <summary>X^(p^k − 1) for k = 0, 1, … below the degree: what the Frobenius map multiplies the second coordinate by.</summary>
    private static readonly TBase[] FrobeniusCoefficients = FrobeniusCoefficient.Powers<TBase, TNonResidue>(2, Degree);

    public static QuadraticExtension<TBase, TNonResidue> Zero => default;

    public static QuadraticExtension<TBase, TNonResidue> One => new(TBase.One, TBase.Zero);

    public static BigInteger Characteristic => TBase.Characteristic;

    public static int Degree => 2 * TBase.Degree;

    public static int ByteLength => 2 * TBase.ByteLength;

    public bool IsZero => C0.IsZero && C1.IsZero;

    public bool IsReduced => C0.IsReduced && C1.IsReduced;

    public bool IsOdd => C0.IsZero ? C1.IsOdd : C0.IsOdd;

    public bool IsLexicographicallyLargest => C1.IsZero ? C0.IsLexicographicallyLargest : C1.IsLexicographicallyLargest;

    public static QuadraticExtension<TBase, TNonResidue> operator +(
        QuadraticExtension<TBase, TNonResidue> a, QuadraticExtension<TBase, TNonResidue> b) => new(a.C0 + b.C0, a.C1 + b.C1);

    public static QuadraticExtension<TBase, TNonResidue> operator -(
        QuadraticExtension<TBase, TNonResidue> a, QuadraticExtension<TBase, TNonResidue> b) => new(a.C0 - b.C0, a.C1 - b.C1);

    public static QuadraticExtension<TBase, TNonResidue> operator -(QuadraticExtension<TBase, TNonResidue> a) => new(-a.C0, -a.C1);

    /// <summary>Karatsuba: three multiplications in the base field.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static QuadraticExtension<TBase, TNonResidue> operator *(
        QuadraticExtension<TBase, TNonResidue> a, QuadraticExtension<TBase, TNonResidue> b)
    {
        TBase low = a.C0 * b.C0, high = a.C1 * b.C1;
        TBase cross = ((a.C0 + a.C1) * (b.C0 + b.C1)) - low - high;
        return new(low + TNonResidue.Multiply(high), cross);
    }

    /// <summary>Scales by an element of the base field.</summary>
    public static QuadraticExtension<TBase, TNonResidue> operator *(QuadraticExtension<TBase, TNonResidue> a, TBase b) => new(a.C0 * b, a.C1 * b);

    public static bool operator ==(QuadraticExtension<TBase, TNonResidue> a, QuadraticExtension<TBase, TNonResidue> b) => a.C0 == b.C0 & a.C1 == b.C1;

    public static bool operator !=(QuadraticExtension<TBase, TNonResidue> a, QuadraticExtension<TBase, TNonResidue> b) => !(a == b);

    public QuadraticExtension<TBase, TNonResidue> Double() => new(C0.Double(), C1.Double());

    /// <summary>(C0 + C1)(C0 + β·C1) = C0² + β·C1² + (1 + β)·C0·C1: two multiplications in the base field.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public QuadraticExtension<TBase, TNonResidue> Square()
    {
        TBase cross = C0 * C1;
        TBase sum = (C0 + C1) * (C0 + TNonResidue.Multiply(C1));
        return new(sum - (cross + TNonResidue.Multiply(cross)), cross.Double());
    }

    public QuadraticExtension<TBase, TNonResidue> Conjugate() => new(C0, -C1);

    /// <summary>C0² − β·C1², the product of the two conjugates.</summary>
    public TBase Norm() => C0.Square() - TNonResidue.Multiply(C1.Square());

    public QuadraticExtension<TBase, TNonResidue> Inverse() => Conjugate() * Norm().Inverse();

    public QuadraticExtension<TBase, TNonResidue> Frobenius(int power) =>
        new(C0.Frobenius(power), C1.Frobenius(power) * FrobeniusCoefficients[power % Degree]);

    /// <summary>The complex method: (x0 + x1·X)² = a needs x0² = (a0 ± √Norm(a))/2, and one of the two signs gives a square.</summary>
    public bool TrySquareRoot(out QuadraticExtension<TBase, TNonResidue> root)
    {
        root = default;
        if (C1.IsZero) return TrySquareRootOfBaseElement(out root);
        if (!Norm().TrySquareRoot(out TBase norm)) return false;
        if (!((C0 + norm) * Half).TrySquareRoot(out TBase x0) && !((C0 - norm) * Half).TrySquareRoot(out x0)) return false;
        root = new(x0, C1 * Half * x0.Inverse());
        return true;
    }

    public static bool TryRead(ReadOnlySpan<byte> bigEndian, out QuadraticExtension<TBase, TNonResidue> value)
    {
        value = default;
        int half = TBase.ByteLength;
        if (bigEndian.Length != ByteLength || !TBase.TryRead(bigEndian[..half], out TBase c1)
            || !TBase.TryRead(bigEndian[half..], out TBase c0)) return false;
        value = new(c0, c1);
        return true;
    }

    public void Write(Span<byte> bigEndian)
    {
        C1.Write(bigEndian[..TBase.ByteLength]);
        C0.Write(bigEndian[TBase.ByteLength..ByteLength]);
    }

    public bool Equals(QuadraticExtension<TBase, TNonResidue> other) => this == other;

    public override bool Equals(object? obj) => obj is QuadraticExtension<TBase, TNonResidue> other && this == other;

    public override int GetHashCode() => HashCode.Combine(C0, C1);

    public override string ToString() => $"({C0}, {C1})";

    /// <summary>An element of the base field is either a square there, or β times one.</summary>
    private bool TrySquareRootOfBaseElement(out QuadraticExtension<TBase, TNonResidue> root)
    {
        bool real = C0.TrySquareRoot(out TBase x0);
        TBase x1 = default;
        bool exists = real || (C0 * TNonResidue.Value.Inverse()).TrySquareRoot(out x1);
        root = real ? new(x0, TBase.Zero) : new(TBase.Zero, x1);
        return exists;
    }
}
