using ChainProv.Cryptography.Curves;
using ChainProv.Cryptography.Fields;

namespace ChainProv.Cryptography.Tests.Curves;

/// <summary>Many points at once are judged as each for itself.</summary>
public abstract class BatchValidationTests<TCurve, TField>
    where TCurve : struct, ICurve<TCurve, TField, Fr>
    where TField : unmanaged, IField<TField>
{
    /// <summary>Few enough to be asked one by one, and enough to be summed.</summary>
    public static TheoryData<int> Counts => [1, 600];

    private static AffinePoint<TCurve, TField, Fr> SmallOrder { get; } = FindSmallOrder();

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(600)]
    public void Points_of_the_group_are_valid_infinity_and_repetitions_too(int count) => FirstInvalid(Valid(count)).Should().BeNull();

    [Theory, MemberData(nameof(Counts))]
    public void A_point_outside_the_subgroup_is_found(int count)
    {
        foreach (int index in new[] { 0, count / 2, count - 1 })
            FirstInvalid(With(count, (index, point => (point + SmallOrder).ToAffine()))).Should().Be(index);
    }

    [Theory, MemberData(nameof(Counts))]
    public void A_point_off_the_curve_is_found(int count) =>
        FirstInvalid(With(count, (count - 1, point => AffinePoint<TCurve, TField, Fr>.FromTrusted(point.X, point.Y + TField.One)))).Should().Be(count - 1);

    [Fact]
    public void Points_outside_that_cancel_each_other_are_found()
    {
        FirstInvalid(With(600, (7, point => (point + SmallOrder).ToAffine()), (300, point => (point + -SmallOrder).ToAffine()))).Should().Be(7);
        FirstInvalid(Enumerable.Repeat(SmallOrder, 600).ToArray()).Should().Be(0);
    }

    [Fact]
    public void The_first_of_several_is_named() =>
        FirstInvalid(With(600, (599, _ => SmallOrder), (31, _ => SmallOrder))).Should().Be(31);

    private static int? FirstInvalid(AffinePoint<TCurve, TField, Fr>[] points) => BatchValidation.FirstInvalid<TCurve, TField, Fr>(points);

    /// <summary>Multiples of the generator from −5 to 94, then the same again.</summary>
    private static AffinePoint<TCurve, TField, Fr>[] Valid(int count) =>
        [.. Enumerable.Range(0, count).Select(i => (TCurve.Generator * Fr.Reduce((i % 100) - 5)).ToAffine())];

    private static AffinePoint<TCurve, TField, Fr>[] With(
        int count, params ReadOnlySpan<(int Index, Func<AffinePoint<TCurve, TField, Fr>, AffinePoint<TCurve, TField, Fr>> Change)> changes)
    {
        AffinePoint<TCurve, TField, Fr>[] points = Valid(count);
        foreach ((int index, Func<AffinePoint<TCurve, TField, Fr>, AffinePoint<TCurve, TField, Fr>> change) in changes) points[index] = change(points[index]);
        return points;
    }

    /// <summary>On the curve and nothing of it in the group.</summary>
    private static AffinePoint<TCurve, TField, Fr> FindSmallOrder()
    {
        for (TField x = TField.Zero; ; x += TField.One)
        {
            if (!((x.Square() * x) + TCurve.B).TrySquareRoot(out TField y)) continue;
            AffinePoint<TCurve, TField, Fr> point = AffinePoint<TCurve, TField, Fr>.FromTrusted(x, y).ToJacobian().Multiply(Fr.Modulus).ToAffine();
            if (!point.IsInfinity) return point;
        }
    }
}

/// <summary>G1, where the point with x = 0 has order 3: what a random sign misses most often.</summary>
public sealed class G1BatchValidationTests : BatchValidationTests<Bls12381.G1, Fp>;

public sealed class G2BatchValidationTests : BatchValidationTests<Bls12381.G2, Fp2>;
