using ChainProv.Cryptography.Fields;
using ChainProv.Cryptography.Polynomials;

namespace ChainProv.Cryptography.Tests.Polynomials;

public sealed class EvaluationDomainTests
{
    private static Fr[] Coefficients(int count) => [.. Enumerable.Range(0, count).Select(_ => Fr.Random())];

    private static Fr Evaluate(ReadOnlySpan<Fr> coefficients, Fr point)
    {
        Fr result = Fr.Zero;
        for (int i = coefficients.Length - 1; i >= 0; i--) result = (result * point) + coefficients[i];
        return result;
    }

    [Theory, InlineData(0), InlineData(1), InlineData(2), InlineData(7)]
    public void The_transform_evaluates_at_every_root(int logarithm)
    {
        EvaluationDomain<Fr> domain = new(logarithm);
        Fr[] coefficients = Coefficients(domain.Size), values = [.. coefficients];

        domain.Forward(values);

        for (int i = 0; i < domain.Size; i++)
            values[i].Should().Be(Evaluate(coefficients, domain.Root.Pow(i)));
    }

    [Fact]
    public void The_coset_transform_evaluates_at_every_shifted_root()
    {
        EvaluationDomain<Fr> domain = new(5);
        Fr[] coefficients = Coefficients(domain.Size), values = [.. coefficients];

        domain.ForwardCoset(values, Fr.Generator);

        for (int i = 0; i < domain.Size; i++)
            values[i].Should().Be(Evaluate(coefficients, Fr.Generator * domain.Root.Pow(i)));
    }

    [Theory, InlineData(1), InlineData(2), InlineData(3), InlineData(8)]
    public void Inverse_transforms_give_the_coefficients_back_in_any_thread_count(int threads)
    {
        EvaluationDomain<Fr> domain = new(13);
        Fr[] coefficients = Coefficients(domain.Size), values = [.. coefficients];

        domain.Forward(values, threads);
        domain.Inverse(values, threads);
        values.Should().Equal(coefficients);

        domain.ForwardCoset(values, Fr.Generator, threads);
        domain.InverseCoset(values, Fr.Generator, threads);
        values.Should().Equal(coefficients);
    }

    [Fact]
    public void Lagrange_polynomials_at_a_point_interpolate()
    {
        EvaluationDomain<Fr> domain = EvaluationDomain<Fr>.ForSize(50);
        Fr[] coefficients = Coefficients(domain.Size), values = [.. coefficients];
        Fr point = Fr.Random();
        domain.Forward(values);

        Fr[] lagrange = domain.LagrangeAt(point);
        Fr interpolated = Fr.Zero;
        for (int i = 0; i < domain.Size; i++) interpolated += lagrange[i] * values[i];

        domain.Size.Should().Be(64);
        interpolated.Should().Be(Evaluate(coefficients, point));
    }

    [Fact]
    public void A_point_of_the_domain_has_no_Lagrange_basis_by_division()
    {
        EvaluationDomain<Fr> domain = new(3);
        FluentActions.Invoking(() => domain.LagrangeAt(domain.Root)).Should().Throw<ArgumentException>();
    }

    [Fact]
    public void Another_root_of_the_same_order_gives_the_same_values_in_another_order()
    {
        EvaluationDomain<Fr> usual = new(4), other = new(4, usual.Root.Pow(5));
        Fr[] coefficients = Coefficients(16), expected = [.. coefficients], values = [.. coefficients];
        usual.Forward(expected);
        other.Forward(values);

        values.Should().Equal(Enumerable.Range(0, 16).Select(i => expected[5 * i % 16]));
        other.Inverse(values);
        values.Should().Equal(coefficients);
    }

    [Fact]
    public void A_root_of_another_order_is_refused()
    {
        Fr root = EvaluationDomain<Fr>.RootOfUnity(4);
        foreach ((int logarithm, Fr wrong) in new[] { (4, root.Square()), (3, root), (4, Fr.One), (4, Fr.Zero), (0, -Fr.One), (4, Fr.From(5)) })
            FluentActions.Invoking(() => new EvaluationDomain<Fr>(logarithm, wrong)).Should().Throw<ArgumentException>().WithParameterName("root");
    }

    [Fact]
    public void A_wrong_length_is_refused() =>
        FluentActions.Invoking(() => new EvaluationDomain<Fr>(3).Forward(new Fr[7])).Should().Throw<ArgumentException>();
}
