using ChainProv.Cryptography.Commitments;
using ChainProv.Cryptography.Polynomials;
using CsCheck;

namespace ChainProv.Cryptography.Tests.Commitments;

public sealed class KzgTests
{
    private const int Size = 16;

    private static readonly Fr Tau = Fr.Random();
    private static readonly Kzg Scheme = new(KnownTau.Srs(Size, Tau));
    private static readonly Gen<Fr[]> Coefficients = Sampling.Scalar.Array[0, Size];

    [Fact]
    public void A_commitment_is_the_value_at_the_secret() => Coefficients.Sample(f =>
        Scheme.Commit(f) == (G1Affine.Generator * Polynomial.Evaluate<Fr>(f, Tau)).ToAffine(), iter: 20);

    [Fact]
    public void An_opening_verifies_and_nothing_else_does() => Gen.Select(Coefficients, Sampling.Scalar).Sample((f, z) =>
    {
        G1Affine commitment = Scheme.Commit(f), other = (commitment + G1Affine.Generator).ToAffine();
        KzgOpening opening = Scheme.Open(f, z);
        opening.Value.Should().Be(Polynomial.Evaluate<Fr>(f, z));
        Scheme.Verify(commitment, z, opening.Value, opening.Proof).Should().BeTrue();

        Scheme.Verify(other, z, opening.Value, opening.Proof).Should().BeFalse("it is another commitment");
        Scheme.Verify(commitment, z, opening.Value + Fr.One, opening.Proof).Should().BeFalse("it is another value");
        Scheme.Verify(commitment, z, opening.Value, (opening.Proof + G1Affine.Generator).ToAffine()).Should().BeFalse("it is another proof");
        Scheme.Verify(commitment, z + Fr.One, opening.Value, opening.Proof).Should().Be(opening.Proof.IsInfinity, "it is another point, and only a constant is the same there");
        Scheme.Verify(commitment, z, opening.Value, -opening.Proof).Should().Be(opening.Proof.IsInfinity);
    }, iter: 15);

    [Fact]
    public void The_secret_itself_may_be_the_point()
    {
        Fr[] f = Random(Size);
        KzgOpening opening = Scheme.Open(f, Tau);
        Scheme.Verify(Scheme.Commit(f), Tau, opening.Value, opening.Proof).Should().BeTrue();
        Scheme.Verify(Scheme.Commit(f), Tau, opening.Value + Fr.One, opening.Proof).Should().BeFalse();
    }

    [Fact]
    public void Zero_and_constants_open_with_infinity()
    {
        foreach (Fr[] f in new Fr[][] { [], [Fr.Zero], new Fr[Size], [Fr.From(7)], [Fr.From(7), .. new Fr[Size - 1]] })
        {
            Fr value = f.FirstOrDefault();
            G1Affine commitment = Scheme.Commit(f);
            commitment.Should().Be((G1Affine.Generator * value).ToAffine());
            Scheme.Open(f, Fr.From(5)).Should().Be(new KzgOpening(value, G1Affine.Infinity));
            Scheme.Verify(commitment, Fr.From(5), value, G1Affine.Infinity).Should().BeTrue();
            Scheme.Verify(commitment, Fr.From(5), value + Fr.One, G1Affine.Infinity).Should().BeFalse();
        }
    }

    [Fact]
    public void The_highest_degree_is_one_less_than_there_are_powers()
    {
        Fr[] highest = [.. new Fr[Size - 1], Fr.One];
        Scheme.Commit(highest).Should().Be(Scheme.Srs.G1Powers.Span[^1]);
        KzgOpening opening = Scheme.Open(highest, Fr.From(2));
        Scheme.Verify(Scheme.Commit(highest), Fr.From(2), opening.Value, opening.Proof).Should().BeTrue();

        FluentActions.Invoking(() => Scheme.Commit(Random(Size + 1))).Should().Throw<ArgumentException>().WithMessage("17 coefficients, but the reference string has 16 powers.*");
        FluentActions.Invoking(() => Scheme.Open(Random(Size + 1), Fr.One)).Should().Throw<ArgumentException>();
    }

    [Fact]
    public void A_combination_of_commitments_commits_to_the_combination() => Gen.Select(Coefficients, Coefficients, Sampling.Scalar, Sampling.Scalar).Sample((f, g, a, b) =>
    {
        G1Affine cf = Scheme.Commit(f), cg = Scheme.Commit(g);
        Fr[] combined = new Fr[Size];
        for (int i = 0; i < Size; i++) combined[i] = (a * f.ElementAtOrDefault(i)) + (b * g.ElementAtOrDefault(i));
        return Kzg.Combine(new[] { cf, cg }, new[] { a, b }) == Scheme.Commit(combined)
            && Kzg.Sum(cf, cg) == Kzg.Combine(new[] { cf, cg }, new[] { Fr.One, Fr.One });
    }, iter: 20);

    [Fact]
    public void Many_claims_hold_together_and_one_false_one_is_found()
    {
        KzgClaim[] claims = [.. Enumerable.Range(0, 9).Select(i => Claim(Random((i % 3) * (Size / 2)), i == 4 ? Fr.Zero : Fr.Random()))];
        Scheme.VerifyAll(claims).Should().BeTrue();
        Scheme.VerifyAll([claims[3], claims[3]]).Should().BeTrue();

        for (int i = 0; i < claims.Length; i++)
        {
            foreach (KzgClaim wrong in new[]
            {
                claims[i] with { Value = claims[i].Value + Fr.One },
                claims[i] with { Commitment = -claims[i].Commitment, Value = claims[i].Value + Fr.One },
                claims[i] with { Proof = (claims[i].Proof + G1Affine.Generator).ToAffine() },
            })
                Scheme.VerifyAll([.. claims[..i], wrong, .. claims[(i + 1)..]]).Should().BeFalse();
        }
    }

    [Fact]
    public void Errors_that_cancel_are_found()
    {
        KzgClaim a = Claim(Random(Size), Fr.One), b = Claim(Random(Size), Fr.One);
        Scheme.VerifyAll([a with { Value = a.Value + Fr.One }, b with { Value = b.Value - Fr.One }]).Should().BeFalse();
        G1Affine shift = G1Affine.Generator;
        Scheme.VerifyAll([a with { Proof = (a.Proof + shift).ToAffine() }, b with { Proof = (b.Proof + -shift).ToAffine() }]).Should().BeFalse();
    }

    [Fact]
    public void No_claims_at_all_are_refused() => Scheme.VerifyAll([]).Should().BeFalse();

    [Fact]
    public void Proofs_are_of_one_reference_string()
    {
        Kzg other = new(KnownTau.Srs(Size));
        KzgClaim claim = Claim(Random(Size), Fr.From(3));
        other.Verify(claim.Commitment, claim.Point, claim.Value, claim.Proof).Should().BeFalse();
    }

    [Fact]
    public void Equations_add_up()
    {
        KzgEquation a = Kzg.Equation(Claim(Random(Size), Fr.One)), b = Kzg.Equation(Claim(Random(Size), Fr.From(2)));
        Scheme.Holds(new((a.OfOne + b.OfOne).ToAffine(), (a.OfTau + b.OfTau).ToAffine())).Should().BeTrue();
        Scheme.Holds(new(a.OfOne, b.OfTau)).Should().BeFalse();
    }

    private static KzgClaim Claim(Fr[] f, Fr z)
    {
        KzgOpening opening = Scheme.Open(f, z);
        return new(Scheme.Commit(f), z, opening.Value, opening.Proof);
    }

    private static Fr[] Random(int count) => [.. Enumerable.Range(0, count).Select(_ => Fr.Random())];
}
