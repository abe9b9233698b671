using System.Runtime.CompilerServices;
using ChainProv.Gpu.Fields;

namespace ChainProv.Gpu.Kernels;

/// <summary>A point (X/ZZ, Y/ZZZ) with ZZ³ = ZZZ²; infinity has ZZ = 0, so that zeroed memory is infinity. Every exceptional addition is right.</summary>
/// <remarks>Formulas of the Explicit-Formulas Database for y² = x³ + b: madd-2008-s, add-2008-s, dbl-2008-s-1.</remarks>
internal struct XyzzPoint<TField> where TField : unmanaged, IKernelField<TField>
{
    public TField X, Y, ZZ, ZZZ;

    public readonly bool IsInfinity => ZZ.IsZero;

    public static XyzzPoint<TField> FromAffine(PlainPoint<TField> point) =>
        point.IsInfinity ? default : new() { X = point.X, Y = point.Y, ZZ = TField.One, ZZZ = TField.One };

    /// <summary>The addition that buckets are made of: 8 multiplications and 2 squarings. The second point is not infinity.</summary>
    public static XyzzPoint<TField> AddFinite(XyzzPoint<TField> a, PlainPoint<TField> b)
    {
        if (a.IsInfinity) return new() { X = b.X, Y = b.Y, ZZ = TField.One, ZZZ = TField.One };
        TField p = (b.X * a.ZZ) - a.X, r = (b.Y * a.ZZZ) - a.Y;
        if (p.IsZero) return r.IsZero ? Double(a) : default;
        TField pp = TField.Square(p), ppp = p * pp, q = a.X * pp;
        TField x = TField.Square(r) - ppp - q - q;
        return new() { X = x, Y = (r * (q - x)) - (a.Y * ppp), ZZ = a.ZZ * pp, ZZZ = a.ZZZ * ppp };
    }

    /// <summary>12 multiplications and 2 squarings.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static XyzzPoint<TField> Add(XyzzPoint<TField> a, XyzzPoint<TField> b)
    {
        if (a.IsInfinity) return b;
        if (b.IsInfinity) return a;
        TField u = a.X * b.ZZ, s = a.Y * b.ZZZ;
        TField p = (b.X * a.ZZ) - u, r = (b.Y * a.ZZZ) - s;
        if (p.IsZero) return r.IsZero ? Double(a) : default;
        TField pp = TField.Square(p), ppp = p * pp, q = u * pp;
        TField x = TField.Square(r) - ppp - q - q;
        return new() { X = x, Y = (r * (q - x)) - (s * ppp), ZZ = a.ZZ * b.ZZ * pp, ZZZ = a.ZZZ * b.ZZZ * ppp };
    }

    /// <summary>6 multiplications and 3 squarings; infinity stays infinity. The group's order is odd, so Y is not zero.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static XyzzPoint<TField> Double(XyzzPoint<TField> a)
    {
        TField u = a.Y + a.Y, v = TField.Square(u), w = u * v, s = a.X * v;
        TField square = TField.Square(a.X), m = square + square + square;
        TField x = TField.Square(m) - s - s;
        return new() { X = x, Y = (m * (s - x)) - (w * a.Y), ZZ = v * a.ZZ, ZZZ = w * a.ZZZ };
    }
}
