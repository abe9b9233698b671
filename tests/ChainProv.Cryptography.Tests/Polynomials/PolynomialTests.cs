using ChainProv.Cryptography.Polynomials;
using CsCheck;

namespace ChainProv.Cryptography.Tests.Polynomials;

public sealed class PolynomialTests
{
    private static readonly Gen<Fr[]> Coefficients = Sampling.Scalar.Array[0, 9];

    [Fact]
    public void Dividing_by_a_root_leaves_the_value() => Gen.Select(Coefficients, Sampling.Scalar, Sampling.Scalar).Sample((f, root, x) =>
    {
        Fr[] quotient = [.. f];
        Fr value = Polynomial.DivideByRoot<Fr>(quotient, root);
        return value == Polynomial.Evaluate<Fr>(f, root)
            && (f.Length == 0 || quotient[^1].IsZero)
            && Polynomial.Evaluate<Fr>(f, x) == (Polynomial.Evaluate<Fr>(quotient, x) * (x - root)) + value;
    });

    [Fact]
    public void Powers_begin_with_one_and_there_may_be_none_of_them()
    {
        Polynomial.Powers(Fr.From(3), 4).Should().Equal(Fr.One, Fr.From(3), Fr.From(9), Fr.From(27));
        Polynomial.Powers(Fr.From(3), 0).Should().BeEmpty();
    }

    [Fact]
    public void A_polynomial_is_interpolated_from_as_many_values_as_it_has_coefficients() => Coefficients.Sample(f =>
    {
        Fr[] points = [.. f.Select((_, i) => Fr.Reduce((i * 7) - 3))];
        Fr[] values = [.. points.Select(point => Polynomial.Evaluate<Fr>(f, point))];
        return Polynomial.Interpolate<Fr>(points, values).SequenceEqual(f);
    });

    [Fact]
    public void No_polynomial_is_interpolated_through_a_point_twice_or_from_too_few_values()
    {
        FluentActions.Invoking(() => Polynomial.Interpolate<Fr>([Fr.One, Fr.Zero, Fr.One], new Fr[3])).Should().Throw<ArgumentException>().WithMessage("A point stands twice.*");
        FluentActions.Invoking(() => Polynomial.Interpolate<Fr>([Fr.One], [])).Should().Throw<ArgumentException>().WithMessage("1 points, but 0 values.*");
    }
}
