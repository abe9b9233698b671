using ChainProv.Cryptography.Commitments;
using ChainProv.Cryptography.Polynomials;

namespace ChainProv.Cryptography.Tests.Commitments;

/// <summary>Several polynomials with one proof: at one point, and each at points of its own.</summary>
public sealed class BatchOpeningTests
{
    private const int Size = 16;

    private static readonly Kzg Scheme = new(KnownTau.Srs(Size));
    private static readonly Kzg OtherScheme = new(KnownTau.Srs(Size));

    /// <summary>Full, half, constant, zero, empty, and the first again.</summary>
    private static readonly KzgPolynomial[] Polynomials = MakePolynomials();

    private static readonly G1Affine[] Commitments = [.. Polynomials.Select(polynomial => polynomial.Commitment)];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(6)]
    public void Polynomials_at_one_point_open_with_one_proof(int count)
    {
        Fr z = Fr.Random();
        SharedPointOpening opening = SharedPoint.Open(Scheme, Polynomials[..count], z);
        opening.Values.ToArray().Should().Equal(Polynomials[..count].Select(polynomial => Polynomial.Evaluate(polynomial.Coefficients.Span, z)));
        SharedPoint.Verify(Scheme, Commitments.AsMemory(..count), z, opening).Should().BeTrue();
    }

    [Fact]
    public void Every_element_of_an_opening_at_one_point_is_bound()
    {
        Fr z = Fr.Random();
        SharedPointOpening opening = SharedPoint.Open(Scheme, Polynomials, z);
        for (int i = 0; i < Polynomials.Length; i++)
        {
            Fr[] values = opening.Values.ToArray();
            values[i] += Fr.One;
            SharedPoint.Verify(Scheme, Commitments, z, opening with { Values = values }).Should().BeFalse("value {0} is wrong", i);

            G1Affine[] commitments = [.. Commitments];
            commitments[i] = (commitments[i] + G1Affine.Generator).ToAffine();
            SharedPoint.Verify(Scheme, commitments, z, opening).Should().BeFalse("commitment {0} is another", i);
        }

        SharedPoint.Verify(Scheme, Commitments, z + Fr.One, opening).Should().BeFalse();
        SharedPoint.Verify(Scheme, Commitments, z, opening with { Proof = (opening.Proof + G1Affine.Generator).ToAffine() }).Should().BeFalse();
        SharedPoint.Verify(Scheme, Commitments.AsMemory(..^1), z, opening).Should().BeFalse("a value has no commitment");
        SharedPoint.Verify(Scheme, Commitments.Reverse().ToArray(), z, opening).Should().BeFalse();
        SharedPoint.Verify(OtherScheme, Commitments, z, opening).Should().BeFalse();
    }

    /// <summary>With a challenge that does not know the values, y₀ + δ and y₁ − δ/γ would pass.</summary>
    [Fact]
    public void Errors_made_for_one_challenge_change_the_challenge()
    {
        Fr z = Fr.Random();
        SharedPointOpening opening = SharedPoint.Open(Scheme, Polynomials[..2], z);
        SharedPoint.TryFold(Scheme.Srs, Commitments.AsMemory(..2), z, opening, out KzgClaim claim).Should().BeTrue();
        Fr gamma = (claim.Value - opening.Values.Span[0]) * opening.Values.Span[1].Inverse();

        Fr[] values = [opening.Values.Span[0] + Fr.One, opening.Values.Span[1] - gamma.Inverse()];
        (values[0] + (gamma * values[1])).Should().Be(claim.Value);
        SharedPoint.Verify(Scheme, Commitments.AsMemory(..2), z, opening with { Values = values }).Should().BeFalse();
    }

    /// <summary>With a challenge that does not know the commitments, C₀ + D and C₁ − D/γ would pass.</summary>
    [Fact]
    public void Commitments_made_for_one_challenge_change_the_challenge()
    {
        Fr z = Fr.Random();
        SharedPointOpening opening = SharedPoint.Open(Scheme, Polynomials[..2], z);
        SharedPoint.TryFold(Scheme.Srs, Commitments.AsMemory(..2), z, opening, out KzgClaim claim).Should().BeTrue();
        Fr gamma = (claim.Value - opening.Values.Span[0]) * opening.Values.Span[1].Inverse();

        G1Affine[] commitments = Shifted(Commitments[0], Commitments[1], gamma);
        Kzg.Combine(commitments, new[] { Fr.One, gamma }).Should().Be(claim.Commitment);
        SharedPoint.Verify(Scheme, commitments, z, opening).Should().BeFalse();
    }

    /// <summary>The same with many points: values or commitments that agree under γ leave h, and so the proof, as they were.</summary>
    [Fact]
    public void Claims_made_for_the_first_challenge_of_many_points_change_it()
    {
        Fr[] point = [Fr.From(3)];
        (ShplonkClaim[] claims, ShplonkProof proof) = Shplonk.Open(Scheme, [new(Polynomials[0], point), new(Polynomials[1], point)]);
        Fr y0 = claims[0].Values.Span[0], y1 = claims[1].Values.Span[0];
        Shplonk.TryFold(Scheme.Srs, claims, proof, out KzgClaim folded).Should().BeTrue();
        Fr gamma = ((folded.Value * (folded.Point - point[0])) - y0) * y1.Inverse();

        Shplonk.Verify(Scheme, [claims[0] with { Values = new[] { y0 + Fr.One } }, claims[1] with { Values = new[] { y1 - gamma.Inverse() } }], proof).Should().BeFalse();
        G1Affine[] commitments = Shifted(claims[0].Commitment, claims[1].Commitment, gamma);
        Shplonk.Verify(Scheme, [claims[0] with { Commitment = commitments[0] }, claims[1] with { Commitment = commitments[1] }], proof).Should().BeFalse();
    }

    /// <summary>With a second challenge z that does not know W, a constant for h makes L vanish at z whatever the values are.</summary>
    [Fact]
    public void A_quotient_made_for_the_second_challenge_changes_it()
    {
        Fr s = Fr.From(3);
        ShplonkClaim wrong = new(Commitments[0], new[] { s }, new[] { Fr.From(12345) });
        Shplonk.TryFold(Scheme.Srs, [wrong], default, out KzgClaim folded).Should().BeTrue();
        Fr z = folded.Point, factor = (z - s).Inverse();

        Fr[] l = [.. Polynomials[0].Coefficients.ToArray().Select(coefficient => coefficient * factor)];
        Fr h = Polynomial.Evaluate<Fr>(l, z) - (factor * wrong.Values.Span[0]);
        l[0] -= (factor * wrong.Values.Span[0]) + h;
        KzgOpening opening = Scheme.Open(l, z);
        opening.Value.IsZero.Should().BeTrue("the forgery would hold at this z");
        Shplonk.Verify(Scheme, [wrong], new(Scheme.Commit(new[] { h }), opening.Proof)).Should().BeFalse();
    }

    [Fact]
    public void Nothing_to_open_is_refused()
    {
        FluentActions.Invoking(() => SharedPoint.Open(Scheme, [], Fr.One)).Should().Throw<ArgumentException>().WithMessage("There is nothing to open.*");
        FluentActions.Invoking(() => Shplonk.Open(Scheme, [])).Should().Throw<ArgumentException>().WithMessage("There is nothing to open.*");
        FluentActions.Invoking(() => Shplonk.Open(Scheme, [new(Polynomials[0], default)])).Should().Throw<ArgumentException>().WithMessage("There is nothing to open.*");
        SharedPoint.Verify(Scheme, default, Fr.One, default).Should().BeFalse();
        Shplonk.Verify(Scheme, [], default).Should().BeFalse();
        Shplonk.Verify(Scheme, [new(Commitments[0], default, default)], default).Should().BeFalse();
    }

    [Fact]
    public void Too_high_a_degree_is_refused()
    {
        KzgPolynomial tooLong = new(G1Affine.Generator, new Fr[Size + 1]);
        FluentActions.Invoking(() => SharedPoint.Open(Scheme, [tooLong], Fr.One)).Should().Throw<ArgumentException>();
        FluentActions.Invoking(() => Shplonk.Open(Scheme, [new(tooLong, new[] { Fr.One })])).Should().Throw<ArgumentException>();
    }

    [Fact]
    public void Polynomials_each_at_points_of_its_own_open_with_one_proof()
    {
        (ShplonkClaim[] claims, ShplonkProof proof) = Shplonk.Open(Scheme, Queries());
        claims.Zip(Queries()).Should().AllSatisfy(pair =>
            pair.First.Values.ToArray().Should().Equal(pair.Second.Points.ToArray().Select(point => Polynomial.Evaluate(pair.Second.Polynomial.Coefficients.Span, point))));
        Shplonk.Verify(Scheme, claims, proof).Should().BeTrue();
        Shplonk.Verify(OtherScheme, claims, proof).Should().BeFalse();
    }

    [Fact]
    public void One_polynomial_may_be_opened_at_more_points_than_it_has_coefficients()
    {
        Fr[] points = [.. Enumerable.Range(0, Size + 3).Select(i => Fr.From((ulong)i))];
        (ShplonkClaim[] claims, ShplonkProof proof) = Shplonk.Open(Scheme, [new(Polynomials[0], points)]);
        Shplonk.Verify(Scheme, claims, proof).Should().BeTrue();
        proof.Quotient.IsInfinity.Should().BeTrue("the interpolant is the polynomial itself");
    }

    [Fact]
    public void Every_element_of_openings_at_many_points_is_bound()
    {
        (ShplonkClaim[] claims, ShplonkProof proof) = Shplonk.Open(Scheme, Queries());
        bool Verifies(int index, Func<ShplonkClaim, ShplonkClaim> change) =>
            Shplonk.Verify(Scheme, [.. claims.Select((claim, i) => i == index ? change(claim) : claim)], proof);

        for (int i = 0; i < claims.Length; i++)
        {
            Verifies(i, claim => claim with { Commitment = (claim.Commitment + G1Affine.Generator).ToAffine() }).Should().BeFalse();
            for (int j = 0; j < claims[i].Points.Length; j++)
            {
                Verifies(i, claim => claim with { Values = Plus(claim.Values, j, Fr.One) }).Should().BeFalse();
                Verifies(i, claim => claim with { Points = Plus(claim.Points, j, Fr.From(1000)) }).Should().BeFalse();
            }
        }

        Shplonk.Verify(Scheme, claims, proof with { Quotient = (proof.Quotient + G1Affine.Generator).ToAffine() }).Should().BeFalse();
        Shplonk.Verify(Scheme, claims, proof with { Opening = (proof.Opening + G1Affine.Generator).ToAffine() }).Should().BeFalse();
        Shplonk.Verify(Scheme, claims[..^1], proof).Should().BeFalse();
        Shplonk.Verify(Scheme, [.. claims.Reverse()], proof).Should().BeFalse();
        Shplonk.Verify(Scheme, claims, default).Should().BeFalse();
    }

    [Fact]
    public void Malformed_claims_are_refused()
    {
        (ShplonkClaim[] claims, ShplonkProof proof) = Shplonk.Open(Scheme, [new(Polynomials[0], new[] { Fr.One, Fr.From(2) })]);
        Shplonk.Verify(Scheme, [claims[0] with { Values = claims[0].Values[..1] }], proof).Should().BeFalse();
        Shplonk.Verify(Scheme, [claims[0] with { Points = new[] { Fr.One, Fr.One } }], proof).Should().BeFalse();
        FluentActions.Invoking(() => Shplonk.Open(Scheme, [new(Polynomials[0], new[] { Fr.One, Fr.One })])).Should().Throw<ArgumentException>().WithMessage("A point stands twice.*");
    }

    /// <summary>C₀ + D and C₁ − D/γ.</summary>
    private static G1Affine[] Shifted(G1Affine first, G1Affine second, Fr gamma) =>
        [(first + G1Affine.Generator).ToAffine(), (second + (G1Affine.Generator * -gamma.Inverse()).ToAffine()).ToAffine()];

    /// <summary>Points that are shared, of one polynomial alone, zero, and several.</summary>
    private static ShplonkQuery[] Queries()
    {
        Fr[] Points(params ulong[] points) => [.. points.Select(Fr.From)];
        return
        [
            new(Polynomials[0], Points(3)),
            new(Polynomials[1], Points(3, 5, 0)),
            new(Polynomials[2], Points(7, 3)),
            new(Polynomials[3], Points(9)),
            new(Polynomials[4], Points(1, 2)),
            new(Polynomials[5], Points(11)),
        ];
    }

    private static Fr[] Plus(ReadOnlyMemory<Fr> values, int index, Fr difference)
    {
        Fr[] changed = values.ToArray();
        changed[index] += difference;
        return changed;
    }

    private static KzgPolynomial[] MakePolynomials()
    {
        Fr[] Random(int count) => [.. Enumerable.Range(0, count).Select(_ => Fr.Random())];
        Fr[] first = Random(Size);
        return [.. new[] { first, Random(Size / 2), [Fr.From(7)], new Fr[Size], [], first }.Select(f => new KzgPolynomial(Scheme.Commit(f), f))];
    }
}
