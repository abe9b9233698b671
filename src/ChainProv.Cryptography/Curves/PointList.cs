using ChainProv.Cryptography.Fields;

namespace ChainProv.Cryptography.Curves;

/// <summary>Many encoded points, one after the other.</summary>
public static class PointList
{
    /// <summary>Reads them on all cores, and asks of the subgroup for all together (<see cref="BatchValidation"/>).</summary>
    /// <param name="bytes">A whole number of points.</param>
    /// <param name="format">How they are written.</param>
    /// <param name="invalid">The lowest index of a point that is not one of the group, and why; null where all are.</param>
    /// <exception cref="ArgumentException">The length is that of no whole number of points.</exception>
    public static AffinePoint<TCurve, TField, TScalar>[] Read<TCurve, TField, TScalar>(ReadOnlyMemory<byte> bytes, PointFormat format, out (int Index, PointError Error)? invalid)
        where TCurve : struct, ICurve<TCurve, TField, TScalar>
        where TField : unmanaged, IField<TField>
        where TScalar : unmanaged, IPrimeField<TScalar>
    {
        int length = AffinePoint<TCurve, TField, TScalar>.EncodedLength(format);
        if (bytes.Length % length != 0) throw new ArgumentException($"{bytes.Length} bytes are no whole number of points of {length}.", nameof(bytes));
        AffinePoint<TCurve, TField, TScalar>[] points = new AffinePoint<TCurve, TField, TScalar>[bytes.Length / length];
        PointError[] errors = new PointError[points.Length];
        Parallel.For(0, points.Length, i => AffinePoint<TCurve, TField, TScalar>.TryReadOnCurve(bytes.Span.Slice(i * length, length), format, out points[i], out errors[i]));
        int bad = Array.FindIndex(errors, error => error != PointError.None);
        invalid = bad >= 0 ? (bad, errors[bad])
            : BatchValidation.FirstInvalid<TCurve, TField, TScalar>(points) is { } outside ? (outside, points[outside].Validate()) : null;
        return points;
    }
}
