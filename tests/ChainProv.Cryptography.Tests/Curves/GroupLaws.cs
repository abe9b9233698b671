using System.Runtime.CompilerServices;
using ChainProv.Cryptography.Curves;
using ChainProv.Cryptography.Fields;
using CsCheck;

namespace ChainProv.Cryptography.Tests.Curves;

/// <summary>What both groups must satisfy.</summary>
public abstract class GroupLaws<TCurve, TField>
    where TCurve : struct, ICurve<TCurve, TField, Fr>
    where TField : unmanaged, IField<TField>
{
    private static readonly Gen<JacobianPoint<TCurve, TField, Fr>> Points = Sampling.Point<TCurve, TField>();

    [Fact]
    public void An_affine_point_is_two_coordinates_and_nothing_else() =>
        Unsafe.SizeOf<AffinePoint<TCurve, TField, Fr>>().Should().Be(2 * TField.ByteLength);

    [Fact]
    public void The_generator_is_on_the_curve_and_has_order_r()
    {
        TCurve.Generator.IsOnCurve.Should().BeTrue();
        TCurve.Generator.IsInfinity.Should().BeFalse();
        TCurve.Generator.ToJacobian().Multiply(Fr.Modulus).IsInfinity.Should().BeTrue();
    }

    [Fact]
    public void Addition_is_a_commutative_group() => Gen.Select(Points, Points, Points).Sample((a, b, c) =>
        a + b == b + a && a + (b + c) == (a + b) + c && a + JacobianPoint<TCurve, TField, Fr>.Infinity == a
        && (a - a).IsInfinity && a + a == a.Double() && (a + -a).IsInfinity && -(-a) == a, iter: 60);

    [Fact]
    public void Mixed_addition_agrees_with_addition_also_where_points_are_equal_opposite_or_infinite() => Gen.Select(Points, Points).Sample((a, b) =>
    {
        AffinePoint<TCurve, TField, Fr> affine = b.ToAffine(), same = a.ToAffine();
        return a + affine == a + b && a - affine == a - b && a + same == a.Double() && (a - same).IsInfinity
            && affine + same == b + a && affine.IsOnCurve && (affine.IsInfinity == b.IsInfinity);
    }, iter: 60);

    [Fact]
    public void Multiplication_is_linear_in_the_scalar() => Gen.Select(Points, Sampling.Scalar, Sampling.Scalar).Sample((p, a, b) =>
        (p * a) + (p * b) == p * (a + b) && p * a * b == p * (a * b), iter: 20);

    [Fact]
    public void Multiplication_agrees_with_double_and_add() => Gen.Select(Points, Sampling.Scalar).Sample((p, k) =>
        p * k == p.Multiply(k.ToBigInteger()) && p.Multiply(-k.ToBigInteger()) == p * -k, iter: 20);

    [Fact]
    public void Multiplication_by_a_word_agrees_with_multiplication() => Gen.Select(Points, Gen.ULong).Sample((p, k) =>
        p.Multiply(k) == p * Fr.From(k), iter: 20);

    [Fact]
    public void A_batch_becomes_affine_as_its_points_do() => Points.Array[0, 6].Sample(points =>
        JacobianPoint<TCurve, TField, Fr>.BatchToAffine(points).SequenceEqual(points.Select(p => p.ToAffine())), iter: 30);

    [Fact]
    public void Equal_points_are_equal_and_hash_alike_whatever_their_Z() => Points.Sample(p =>
    {
        JacobianPoint<TCurve, TField, Fr> other = p + p - p;
        return p == other && p.Equals((object)other) && p.GetHashCode() == other.GetHashCode() && p.ToAffine() == other.ToAffine();
    }, iter: 20);

    [Fact]
    public void The_fast_subgroup_check_accepts_the_group() => Points.Sample(p => p.ToAffine().IsInSubgroup, iter: 20);

    [Fact]
    public void The_fast_subgroup_check_agrees_with_multiplication_by_r_on_points_of_the_curve()
    {
        int outside = 0;
        foreach (AffinePoint<TCurve, TField, Fr> point in CurvePoints().Take(20))
        {
            bool expected = point.ToJacobian().Multiply(Fr.Modulus).IsInfinity;
            point.IsInSubgroup.Should().Be(expected);
            if (!expected) outside++;
        }

        outside.Should().BeGreaterThan(10);
    }

    [Fact]
    public void Clearing_the_cofactor_leads_into_the_group()
    {
        JacobianPoint<TCurve, TField, Fr>[] cleared = [.. CurvePoints().Take(5).Select(point => TCurve.ClearCofactor(point.ToJacobian()))];
        cleared.Should().OnlyContain(point => point.Multiply(Fr.Modulus).IsInfinity).And.Contain(point => !point.IsInfinity);
    }

    /// <summary>Points of the curve with x = 0, 1, 2, …, nearly all outside the group.</summary>
    private static IEnumerable<AffinePoint<TCurve, TField, Fr>> CurvePoints()
    {
        for (TField x = TField.Zero; ; x += TField.One)
        {
            if (((x.Square() * x) + TCurve.B).TrySquareRoot(out TField y)) yield return AffinePoint<TCurve, TField, Fr>.FromTrusted(x, y);
        }
    }
}
