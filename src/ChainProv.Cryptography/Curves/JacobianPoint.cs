using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using ChainProv.Cryptography.Fields;

namespace ChainProv.Cryptography.Curves;

/// <summary>The point (X/Z², Y/Z³) of y² = x³ + b; Z = 0 is infinity. Additions need no inversion.</summary>
/// <remarks>
/// Formulas of the Explicit-Formulas Database for a = 0 (<c>add-2007-bl</c>, <c>madd-2007-bl</c>, <c>dbl-2009-l</c>), with their exceptional cases
/// handled by branches: everything here is variable time. Secret scalars go through <see cref="ConstantTimeLadder"/>.
/// </remarks>
[StructLayout(LayoutKind.Sequential)]
public readonly struct JacobianPoint<TCurve, TField, TScalar> :
    IEquatable<JacobianPoint<TCurve, TField, TScalar>>,
    IEqualityOperators<JacobianPoint<TCurve, TField, TScalar>, JacobianPoint<TCurve, TField, TScalar>, bool>,
    IAdditionOperators<JacobianPoint<TCurve, TField, TScalar>, JacobianPoint<TCurve, TField, TScalar>, JacobianPoint<TCurve, TField, TScalar>>,
    ISubtractionOperators<JacobianPoint<TCurve, TField, TScalar>, JacobianPoint<TCurve, TField, TScalar>, JacobianPoint<TCurve, TField, TScalar>>,
    IUnaryNegationOperators<JacobianPoint<TCurve, TField, TScalar>, JacobianPoint<TCurve, TField, TScalar>>
    where TCurve : struct, ICurve<TCurve, TField, TScalar>
    where TField : unmanaged, IField<TField>
    where TScalar : unmanaged, IPrimeField<TScalar>
{
    internal readonly TField X, Y, Z;

    internal JacobianPoint(TField x, TField y, TField z) => (X, Y, Z) = (x, y, z);

    internal JacobianPoint(AffinePoint<TCurve, TField, TScalar> point) =>
        (X, Y, Z) = (point.X, point.Y, point.IsInfinity ? TField.Zero : TField.One);

    public static JacobianPoint<TCurve, TField, TScalar> Infinity => default;

    public static JacobianPoint<TCurve, TField, TScalar> Generator => TCurve.Generator.ToJacobian();

    public bool IsInfinity => Z.IsZero;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static JacobianPoint<TCurve, TField, TScalar> operator +(JacobianPoint<TCurve, TField, TScalar> a, JacobianPoint<TCurve, TField, TScalar> b)
    {
        if (a.IsInfinity) return b;
        if (b.IsInfinity) return a;
        TField zz1 = a.Z.Square(), zz2 = b.Z.Square();
        TField u1 = a.X * zz2, u2 = b.X * zz1;
        TField s1 = a.Y * b.Z * zz2, s2 = b.Y * a.Z * zz1;
        TField h = u2 - u1, r = (s2 - s1).Double();
        if (h.IsZero) return r.IsZero ? a.Double() : Infinity;

        TField i = h.Double().Square(), j = h * i, v = u1 * i;
        TField x = r.Square() - j - v.Double();
        TField y = (r * (v - x)) - (s1 * j).Double();
        return new(x, y, (a.Z * b.Z * h).Double());
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static JacobianPoint<TCurve, TField, TScalar> operator +(JacobianPoint<TCurve, TField, TScalar> a, AffinePoint<TCurve, TField, TScalar> b)
    {
        if (a.IsInfinity) return new(b);
        if (b.IsInfinity) return a;
        TField zz = a.Z.Square();
        TField h = (b.X * zz) - a.X, r = ((b.Y * a.Z * zz) - a.Y).Double();
        if (h.IsZero) return r.IsZero ? a.Double() : Infinity;

        TField hh = h.Square(), i = hh.Double().Double(), j = h * i, v = a.X * i;
        TField x = r.Square() - j - v.Double();
        TField y = (r * (v - x)) - (a.Y * j).Double();
        return new(x, y, (a.Z + h).Square() - zz - hh);
    }

    public static JacobianPoint<TCurve, TField, TScalar> operator -(JacobianPoint<TCurve, TField, TScalar> a, JacobianPoint<TCurve, TField, TScalar> b) =>
        a + -b;

    public static JacobianPoint<TCurve, TField, TScalar> operator -(JacobianPoint<TCurve, TField, TScalar> a, AffinePoint<TCurve, TField, TScalar> b) =>
        a + -b;

    public static JacobianPoint<TCurve, TField, TScalar> operator -(JacobianPoint<TCurve, TField, TScalar> point) => new(point.X, -point.Y, point.Z);

    /// <summary>Scalar multiplication in variable time: not for secret scalars.</summary>
    public static JacobianPoint<TCurve, TField, TScalar> operator *(JacobianPoint<TCurve, TField, TScalar> point, TScalar scalar) =>
        ScalarMultiplication.Multiply(point, scalar);

    public static bool operator ==(JacobianPoint<TCurve, TField, TScalar> a, JacobianPoint<TCurve, TField, TScalar> b)
    {
        if (a.IsInfinity || b.IsInfinity) return a.IsInfinity && b.IsInfinity;
        TField zz1 = a.Z.Square(), zz2 = b.Z.Square();
        return a.X * zz2 == b.X * zz1 && a.Y * b.Z * zz2 == b.Y * a.Z * zz1;
    }

    public static bool operator !=(JacobianPoint<TCurve, TField, TScalar> a, JacobianPoint<TCurve, TField, TScalar> b) => !(a == b);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public JacobianPoint<TCurve, TField, TScalar> Double()
    {
        TField a = X.Square(), b = Y.Square(), c = b.Square();
        TField d = ((X + b).Square() - a - c).Double();
        TField e = a.Double() + a;
        TField x = e.Square() - d.Double();
        TField y = (e * (d - x)) - c.Double().Double().Double();
        return new(x, y, (Y * Z).Double());
    }

    /// <summary>
    /// The multiple by a public integer, which may be negative; meant for the sparse or rare ones (cofactors, group orders).
    /// </summary>
    public JacobianPoint<TCurve, TField, TScalar> Multiply(BigInteger factor)
    {
        JacobianPoint<TCurve, TField, TScalar> result = Infinity;
        BigInteger magnitude = BigInteger.Abs(factor);
        for (long bit = magnitude.GetBitLength() - 1; bit >= 0; bit--)
        {
            result = result.Double();
            if (!((magnitude >> (int)bit) & 1).IsZero) result += this;
        }

        return factor.Sign < 0 ? -result : result;
    }

    /// <summary>The multiple by a public 64-bit integer.</summary>
    public JacobianPoint<TCurve, TField, TScalar> Multiply(ulong factor)
    {
        JacobianPoint<TCurve, TField, TScalar> result = Infinity;
        for (int bit = 63 - BitOperations.LeadingZeroCount(factor); bit >= 0; bit--)
        {
            result = result.Double();
            if (((factor >> bit) & 1) == 1) result += this;
        }

        return result;
    }

    public AffinePoint<TCurve, TField, TScalar> ToAffine() => IsInfinity ? default : ToAffine(Z.Inverse());

    /// <summary>All points to affine form with one inversion.</summary>
    public static AffinePoint<TCurve, TField, TScalar>[] BatchToAffine(ReadOnlySpan<JacobianPoint<TCurve, TField, TScalar>> points)
    {
        AffinePoint<TCurve, TField, TScalar>[] result = new AffinePoint<TCurve, TField, TScalar>[points.Length];
        BatchToAffine(points, result);
        return result;
    }

    /// <summary>All points to affine form with one inversion, into a span of the same length.</summary>
    public static void BatchToAffine(ReadOnlySpan<JacobianPoint<TCurve, TField, TScalar>> points, Span<AffinePoint<TCurve, TField, TScalar>> result)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(result.Length, points.Length);
        TField[] inverses = new TField[points.Length];
        for (int i = 0; i < points.Length; i++) inverses[i] = points[i].Z;
        inverses.AsSpan().InvertAll();
        for (int i = 0; i < points.Length; i++) result[i] = points[i].IsInfinity ? default : points[i].ToAffine(inverses[i]);
    }

    public bool Equals(JacobianPoint<TCurve, TField, TScalar> other) => this == other;

    public override bool Equals(object? obj) => obj is JacobianPoint<TCurve, TField, TScalar> other && this == other;

    public override int GetHashCode() => ToAffine().GetHashCode();

    public override string ToString() => ToAffine().ToString();

    private AffinePoint<TCurve, TField, TScalar> ToAffine(TField inverse)
    {
        TField square = inverse.Square();
        return AffinePoint<TCurve, TField, TScalar>.FromTrusted(X * square, Y * square * inverse);
    }
}
