using ChainProv.Cryptography.Curves;
using ChainProv.Cryptography.Fields;
using CsCheck;

namespace ChainProv.Cryptography.Tests.Curves;

/// <summary>What every format must promise in both groups.</summary>
public abstract class PointEncodingTests<TCurve, TField>(int compressedLength)
    where TCurve : struct, ICurve<TCurve, TField, Fr>
    where TField : unmanaged, IField<TField>
{
    private static readonly PointFormat[] Formats = Enum.GetValues<PointFormat>();

    private static readonly Gen<JacobianPoint<TCurve, TField, Fr>> Points = Sampling.Point<TCurve, TField>();

    [Fact]
    public void Lengths_are_those_of_the_specifications()
    {
        AffinePoint<TCurve, TField, Fr>.EncodedLength(PointFormat.Compressed).Should().Be(compressedLength);
        AffinePoint<TCurve, TField, Fr>.EncodedLength(PointFormat.Uncompressed).Should().Be(2 * compressedLength);
        AffinePoint<TCurve, TField, Fr>.EncodedLength(PointFormat.Eip2537).Should().Be(2 * compressedLength / 3 * 4);
    }

    [Fact]
    public void A_point_reads_back_in_every_format() => Gen.Select(Points, Gen.OneOfConst(Formats)).Sample((point, format) =>
    {
        AffinePoint<TCurve, TField, Fr> affine = point.ToAffine();
        byte[] bytes = affine.ToBytes(format);
        AffinePoint<TCurve, TField, Fr>.TryRead(bytes, format, out AffinePoint<TCurve, TField, Fr> read, out PointError error).Should().BeTrue();
        (read, error).Should().Be((affine, PointError.None));
        AffinePoint<TCurve, TField, Fr>.ReadTrusted(bytes, format).Should().Be(affine);
    }, iter: 40);

    [Fact]
    public void Every_flipped_bit_is_refused_or_gives_another_valid_point()
    {
        foreach (PointFormat format in Formats)
        {
            byte[] valid = TCurve.Generator.ToBytes(format);
            for (int bit = 0; bit < 8 * valid.Length; bit++)
            {
                byte[] bytes = [.. valid];
                bytes[bit / 8] ^= (byte)(1 << (bit % 8));
                if (!AffinePoint<TCurve, TField, Fr>.TryRead(bytes, format, out AffinePoint<TCurve, TField, Fr> point, out PointError error))
                {
                    error.Should().NotBe(PointError.None);
                    point.IsInfinity.Should().BeTrue("a refused reading leaves nothing behind");
                    continue;
                }

                point.Should().NotBe(TCurve.Generator);
                point.Validate().Should().Be(PointError.None);
                point.ToBytes(format).Should().Equal(bytes, "every point has one encoding");
            }
        }
    }

    [Fact]
    public void The_sign_bit_chooses_between_a_point_and_its_negative()
    {
        byte[] bytes = TCurve.Generator.ToBytes(PointFormat.Compressed);
        bytes[0] ^= 0x20;
        AffinePoint<TCurve, TField, Fr>.Read(bytes, PointFormat.Compressed).Should().Be(-TCurve.Generator);
    }

    [Fact]
    public void Infinity_has_one_encoding_in_each_format()
    {
        foreach (PointFormat format in Formats)
        {
            byte[] bytes = AffinePoint<TCurve, TField, Fr>.Infinity.ToBytes(format);
            bytes[0].Should().Be(format switch { PointFormat.Compressed => 0xc0, PointFormat.Uncompressed => 0x40, _ => 0 });
            bytes[1..].Should().OnlyContain(octet => octet == 0);
            for (int i = 0; i < bytes.Length; i++)
            {
                byte[] changed = [.. bytes];
                changed[i] ^= 1;
                AffinePoint<TCurve, TField, Fr>.TryRead(changed, format, out _).Should().BeFalse();
            }
        }

        Error([0xe0, .. new byte[compressedLength - 1]], PointFormat.Compressed).Should().Be(PointError.InvalidFlags);
        Error([0x60, .. new byte[(2 * compressedLength) - 1]], PointFormat.Uncompressed).Should().Be(PointError.InvalidFlags);
        Error(new byte[2 * compressedLength], PointFormat.Uncompressed).Should().Be(PointError.NotOnCurve, "infinity must carry its flag");
    }

    [Fact]
    public void What_is_wrong_is_named()
    {
        byte[] compressed = TCurve.Generator.ToBytes(PointFormat.Compressed), eip = TCurve.Generator.ToBytes(PointFormat.Eip2537);
        Error(compressed[1..], PointFormat.Compressed).Should().Be(PointError.WrongLength);
        Error([.. compressed, 0], PointFormat.Compressed).Should().Be(PointError.WrongLength);
        Error([(byte)(compressed[0] & 0x7f), .. compressed[1..]], PointFormat.Compressed).Should().Be(PointError.InvalidFlags);
        Error([0xc0, .. compressed[1..]], PointFormat.Compressed).Should().Be(PointError.InvalidInfinity);
        Error([0x9f, .. compressed[1..]], PointFormat.Compressed).Should().Be(PointError.CoordinateNotBelowModulus);
        Error([1, .. eip[1..]], PointFormat.Eip2537).Should().Be(PointError.InvalidPadding);
        Error([.. eip[..^1], (byte)(eip[^1] ^ 1)], PointFormat.Eip2537).Should().Be(PointError.NotOnCurve);

        AffinePoint<TCurve, TField, Fr> outside = OutsideSubgroup();
        foreach (PointFormat format in Formats)
        {
            Error(outside.ToBytes(format), format).Should().Be(PointError.OutsideSubgroup);
            AffinePoint<TCurve, TField, Fr>.TryReadOnCurve(outside.ToBytes(format), format, out AffinePoint<TCurve, TField, Fr> read, out _).Should().BeTrue();
            read.Should().Be(outside);
        }

        FluentActions.Invoking(() => AffinePoint<TCurve, TField, Fr>.Read(outside.ToBytes(PointFormat.Compressed), PointFormat.Compressed))
            .Should().Throw<PointFormatException>().WithMessage($"Not a point of {TCurve.Name}: outside the subgroup of order r.").Which.Error.Should().Be(PointError.OutsideSubgroup);
    }

    [Fact]
    public void An_x_without_a_y_is_not_on_the_curve()
    {
        TField x = TField.One;
        while (((x.Square() * x) + TCurve.B).TrySquareRoot(out _)) x += TField.One;
        byte[] bytes = new byte[compressedLength];
        x.Write(bytes);
        bytes[0] |= 0x80;
        Error(bytes, PointFormat.Compressed).Should().Be(PointError.NotOnCurve);
    }

    [Fact]
    public void A_coordinate_plus_p_is_refused_though_it_means_the_same()
    {
        byte[] bytes = TCurve.Generator.ToBytes(PointFormat.Eip2537);
        System.Numerics.BigInteger first = new(bytes.AsSpan(0, 64), isUnsigned: true, isBigEndian: true);
        byte[] raised = (first + TField.Characteristic).ToByteArray(isUnsigned: true, isBigEndian: true);
        bytes.AsSpan(0, 64).Clear();
        raised.CopyTo(bytes.AsSpan(64 - raised.Length));
        Error(bytes, PointFormat.Eip2537).Should().Be(PointError.CoordinateNotBelowModulus);
    }

    [Fact]
    public void Points_that_came_as_memory_are_validated()
    {
        TCurve.Generator.Validate().Should().Be(PointError.None);
        default(AffinePoint<TCurve, TField, Fr>).Validate().Should().Be(PointError.None);
        OutsideSubgroup().Validate().Should().Be(PointError.OutsideSubgroup);
        AffinePoint<TCurve, TField, Fr>.FromTrusted(TField.One, TField.One).Validate().Should().Be(PointError.NotOnCurve);

        byte[] memory = [.. Enumerable.Repeat((byte)0xff, 2 * compressedLength)];
        System.Runtime.InteropServices.MemoryMarshal.Read<AffinePoint<TCurve, TField, Fr>>(memory).Validate().Should().Be(PointError.CoordinateNotBelowModulus);
    }

    private static PointError Error(byte[] bytes, PointFormat format)
    {
        AffinePoint<TCurve, TField, Fr>.TryRead(bytes, format, out _, out PointError error);
        return error;
    }

    private static AffinePoint<TCurve, TField, Fr> OutsideSubgroup()
    {
        for (TField x = TField.One; ; x += TField.One)
        {
            if (!((x.Square() * x) + TCurve.B).TrySquareRoot(out TField y)) continue;
            AffinePoint<TCurve, TField, Fr> point = AffinePoint<TCurve, TField, Fr>.FromTrusted(x, y);
            if (!point.ToJacobian().Multiply(Fr.Modulus).IsInfinity) return point;
        }
    }
}
