using ChainProv.Cryptography.Fields;

namespace ChainProv.Cryptography.Curves;

/// <summary>The byte forms of points. Every point has exactly one in each format; readers refuse all other bytes.</summary>
internal static class PointEncoding<TCurve, TField, TScalar>
    where TCurve : struct, ICurve<TCurve, TField, TScalar>
    where TField : unmanaged, IField<TField>
    where TScalar : unmanaged, IPrimeField<TScalar>
{
    private const byte CompressedFlag = 0x80, InfinityFlag = 0x40, LargestFlag = 0x20, Flags = 0xe0;

    /// <summary>What EIP-2537 pads a coordinate to.</summary>
    private const int PaddedLength = 64;

    private static int PrimeLength => TField.ByteLength / TField.Degree;

    public static int Length(PointFormat format) => format switch
    {
        PointFormat.Compressed => TField.ByteLength,
        PointFormat.Uncompressed => 2 * TField.ByteLength,
        PointFormat.Eip2537 => 2 * TField.Degree * PaddedLength,
        _ => throw new ArgumentOutOfRangeException(nameof(format)),
    };

    public static void Write(AffinePoint<TCurve, TField, TScalar> point, Span<byte> target, PointFormat format)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(target.Length, Length(format));
        if (format == PointFormat.Eip2537)
        {
            WritePadded(point.X, target[..(target.Length / 2)]);
            WritePadded(point.Y, target[(target.Length / 2)..]);
            return;
        }

        point.X.Write(target[..TField.ByteLength]);
        if (format == PointFormat.Uncompressed) point.Y.Write(target[TField.ByteLength..]);
        else target[0] |= point.Y.IsLexicographicallyLargest ? (byte)(CompressedFlag | LargestFlag) : CompressedFlag;
        if (point.IsInfinity) target[0] |= InfinityFlag;
    }

    /// <summary>Reads coordinates of canonical form; a compressed point is also known to be on the curve.</summary>
    public static PointError Read(ReadOnlySpan<byte> source, PointFormat format, out AffinePoint<TCurve, TField, TScalar> point)
    {
        point = default;
        if (source.Length != Length(format)) return PointError.WrongLength;
        return format == PointFormat.Eip2537 ? ReadPadded(source, out point) : ReadFlagged(source, format == PointFormat.Compressed, out point);
    }

    private static PointError ReadFlagged(ReadOnlySpan<byte> source, bool compressed, out AffinePoint<TCurve, TField, TScalar> point)
    {
        point = default;
        int flags = source[0] & Flags;
        bool infinity = (flags & InfinityFlag) != 0, largest = (flags & LargestFlag) != 0;
        if (compressed != ((flags & CompressedFlag) != 0) || (largest && (infinity || !compressed))) return PointError.InvalidFlags;

        Span<byte> coordinates = stackalloc byte[source.Length];
        source.CopyTo(coordinates);
        coordinates[0] &= unchecked((byte)~Flags);
        if (infinity) return coordinates.ContainsAnyExcept((byte)0) ? PointError.InvalidInfinity : PointError.None;

        if (!TField.TryRead(coordinates[..TField.ByteLength], out TField x)) return PointError.CoordinateNotBelowModulus;
        if (compressed) return Decompress(x, largest, out point);
        if (!TField.TryRead(coordinates[TField.ByteLength..], out TField y)) return PointError.CoordinateNotBelowModulus;

        // (0, 0) is how infinity is held in memory; without its flag it is just a point off the curve.
        if (x.IsZero && y.IsZero) return PointError.NotOnCurve;
        point = AffinePoint<TCurve, TField, TScalar>.FromTrusted(x, y);
        return PointError.None;
    }

    private static PointError Decompress(TField x, bool largest, out AffinePoint<TCurve, TField, TScalar> point)
    {
        point = default;
        if (!((x.Square() * x) + TCurve.B).TrySquareRoot(out TField y)) return PointError.NotOnCurve;

        // Where y is zero the sign bit has no meaning, so only one of its values may stand.
        if (y.IsZero && largest) return PointError.InvalidFlags;
        point = AffinePoint<TCurve, TField, TScalar>.FromTrusted(x, y.IsLexicographicallyLargest == largest ? y : -y);
        return PointError.None;
    }

    private static PointError ReadPadded(ReadOnlySpan<byte> source, out AffinePoint<TCurve, TField, TScalar> point)
    {
        point = default;
        int half = source.Length / 2;
        PointError error = ReadPadded(source[..half], out TField x);
        if (error != PointError.None) return error;
        error = ReadPadded(source[half..], out TField y);
        if (error == PointError.None) point = AffinePoint<TCurve, TField, TScalar>.FromTrusted(x, y);
        return error;
    }

    private static PointError ReadPadded(ReadOnlySpan<byte> source, out TField value)
    {
        value = default;
        Span<byte> canonical = stackalloc byte[TField.ByteLength];
        for (int i = 0; i < TField.Degree; i++)
        {
            ReadOnlySpan<byte> padded = source.Slice(i * PaddedLength, PaddedLength);
            if (padded[..^PrimeLength].ContainsAnyExcept((byte)0)) return PointError.InvalidPadding;
            padded[^PrimeLength..].CopyTo(canonical[((TField.Degree - 1 - i) * PrimeLength)..]);
        }

        return TField.TryRead(canonical, out value) ? PointError.None : PointError.CoordinateNotBelowModulus;
    }

    private static void WritePadded(TField value, Span<byte> target)
    {
        target.Clear();
        Span<byte> canonical = stackalloc byte[TField.ByteLength];
        value.Write(canonical);
        for (int i = 0; i < TField.Degree; i++)
            canonical.Slice((TField.Degree - 1 - i) * PrimeLength, PrimeLength).CopyTo(target[((i * PaddedLength) + PaddedLength - PrimeLength)..]);
    }
}
