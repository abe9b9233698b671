using System.Numerics;
using System.Runtime.InteropServices;
using ChainProv.Cryptography.Fields;

namespace ChainProv.Cryptography.Curves;

/// <summary>
/// A point of y² = x³ + b as two coordinates and nothing else: an array of points is one block of memory that can be mapped from a file.
/// </summary>
/// <remarks>
/// Infinity is (0, 0), which is not on the curve; so the default value is infinity. A point is valid (on the curve, in the subgroup) because it was read
/// by a checking reader or computed from points that were; <see cref="FromTrusted"/> is the one way around it.
/// </remarks>
[StructLayout(LayoutKind.Sequential)]
public readonly struct AffinePoint<TCurve, TField, TScalar> :
    IEquatable<AffinePoint<TCurve, TField, TScalar>>,
    IEqualityOperators<AffinePoint<TCurve, TField, TScalar>, AffinePoint<TCurve, TField, TScalar>, bool>,
    IUnaryNegationOperators<AffinePoint<TCurve, TField, TScalar>, AffinePoint<TCurve, TField, TScalar>>
    where TCurve : struct, ICurve<TCurve, TField, TScalar>
    where TField : unmanaged, IField<TField>
    where TScalar : unmanaged, IPrimeField<TScalar>
{
    public readonly TField X, Y;

    private AffinePoint(TField x, TField y) => (X, Y) = (x, y);

    public static AffinePoint<TCurve, TField, TScalar> Infinity => default;

    public static AffinePoint<TCurve, TField, TScalar> Generator => TCurve.Generator;

    /// <summary>A point from coordinates that the caller knows to be a valid point's, or (0, 0). Nothing is checked.</summary>
    public static AffinePoint<TCurve, TField, TScalar> FromTrusted(TField x, TField y) => new(x, y);

    /// <summary>Reads a point and checks all that can be wrong: length, flags, canonical form, curve and subgroup.</summary>
    public static bool TryRead(ReadOnlySpan<byte> source, PointFormat format, out AffinePoint<TCurve, TField, TScalar> point, out PointError error)
    {
        if (TryReadOnCurve(source, format, out point, out error) && !point.IsInSubgroup) error = PointError.OutsideSubgroup;
        if (error != PointError.None) point = default;
        return error == PointError.None;
    }

    /// <inheritdoc cref="TryRead(ReadOnlySpan{byte}, PointFormat, out AffinePoint{TCurve, TField, TScalar}, out PointError)"/>
    public static bool TryRead(ReadOnlySpan<byte> source, PointFormat format, out AffinePoint<TCurve, TField, TScalar> point) =>
        TryRead(source, format, out point, out _);

    /// <summary>
    /// As <see cref="TryRead(ReadOnlySpan{byte}, PointFormat, out AffinePoint{TCurve, TField, TScalar}, out PointError)"/>, for callers
    /// that refuse by exception.
    /// </summary>
    /// <exception cref="PointFormatException">The bytes are not a point of the group.</exception>
    public static AffinePoint<TCurve, TField, TScalar> Read(ReadOnlySpan<byte> source, PointFormat format) =>
        TryRead(source, format, out AffinePoint<TCurve, TField, TScalar> point, out PointError error)
            ? point
            : throw new PointFormatException(TCurve.Name, error);

    /// <summary>
    /// Reads a point of the curve that need not be in the subgroup: for addition alone (EIP-2537's ADD), never for anything that pairs.
    /// </summary>
    public static bool TryReadOnCurve(
        ReadOnlySpan<byte> source, PointFormat format, out AffinePoint<TCurve, TField, TScalar> point, out PointError error)
    {
        error = PointEncoding<TCurve, TField, TScalar>.Read(source, format, out point);
        if (error == PointError.None && !point.IsOnCurve) error = PointError.NotOnCurve;
        if (error != PointError.None) point = default;
        return error == PointError.None;
    }

    /// <summary>Reads bytes that this process wrote: form is checked, curve and subgroup are not.</summary>
    /// <exception cref="PointFormatException">The bytes are malformed.</exception>
    public static AffinePoint<TCurve, TField, TScalar> ReadTrusted(ReadOnlySpan<byte> source, PointFormat format)
    {
        PointError error = PointEncoding<TCurve, TField, TScalar>.Read(source, format, out AffinePoint<TCurve, TField, TScalar> point);
        return error == PointError.None ? point : throw new PointFormatException(TCurve.Name, error);
    }

    public static int EncodedLength(PointFormat format) => PointEncoding<TCurve, TField, TScalar>.Length(format);

    /// <summary>Writes exactly <see cref="EncodedLength"/> bytes.</summary>
    public void Write(Span<byte> target, PointFormat format) => PointEncoding<TCurve, TField, TScalar>.Write(this, target, format);

    public byte[] ToBytes(PointFormat format)
    {
        byte[] bytes = new byte[EncodedLength(format)];
        Write(bytes, format);
        return bytes;
    }

    /// <summary>
    /// What is wrong with a point that came as memory (a mapped file) and not through a reader: limbs not below p, curve, subgroup.
    /// </summary>
    public PointError Validate() =>
        !X.IsReduced || !Y.IsReduced ? PointError.CoordinateNotBelowModulus
        : !IsOnCurve ? PointError.NotOnCurve
        : !IsInSubgroup ? PointError.OutsideSubgroup
        : PointError.None;

    public bool IsInfinity => X.IsZero && Y.IsZero;

    /// <summary>Whether y² = x³ + b, or the point is infinity.</summary>
    public bool IsOnCurve => IsInfinity || Y.Square() == (X.Square() * X) + TCurve.B;

    /// <summary>Whether the point, which must be on the curve, has the group's order; infinity has.</summary>
    public bool IsInSubgroup => TCurve.IsInSubgroup(this);

    public JacobianPoint<TCurve, TField, TScalar> ToJacobian() => new(this);

    public static AffinePoint<TCurve, TField, TScalar> operator -(AffinePoint<TCurve, TField, TScalar> point) => new(point.X, -point.Y);

    public static JacobianPoint<TCurve, TField, TScalar> operator +(AffinePoint<TCurve, TField, TScalar> a, AffinePoint<TCurve, TField, TScalar> b) =>
        a.ToJacobian() + b;

    /// <summary>Scalar multiplication in variable time: not for secret scalars.</summary>
    public static JacobianPoint<TCurve, TField, TScalar> operator *(AffinePoint<TCurve, TField, TScalar> point, TScalar scalar) =>
        point.ToJacobian() * scalar;

    public static bool operator ==(AffinePoint<TCurve, TField, TScalar> a, AffinePoint<TCurve, TField, TScalar> b) => a.X == b.X && a.Y == b.Y;

    public static bool operator !=(AffinePoint<TCurve, TField, TScalar> a, AffinePoint<TCurve, TField, TScalar> b) => !(a == b);

    public bool Equals(AffinePoint<TCurve, TField, TScalar> other) => this == other;

    public override bool Equals(object? obj) => obj is AffinePoint<TCurve, TField, TScalar> other && this == other;

    public override int GetHashCode() => HashCode.Combine(X, Y);

    public override string ToString() => IsInfinity ? $"{TCurve.Name} infinity" : $"{TCurve.Name} ({X}, {Y})";
}
