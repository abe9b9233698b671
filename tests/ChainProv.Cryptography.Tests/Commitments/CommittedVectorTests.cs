using ChainProv.Cryptography.Commitments;
using ChainProv.Cryptography.Fields;
using ChainProv.Cryptography.Polynomials;

namespace ChainProv.Cryptography.Tests.Commitments;

public sealed class CommittedVectorTests
{
    private const int Size = 16;

    private static readonly Fr Tau = Fr.Random();
    private static readonly KzgSrs Srs = KnownTau.Srs(Size, Tau);
    private static readonly Kzg Scheme = new(Srs);

    [Theory]
    [InlineData(1, 4, 1)]
    [InlineData(12, 4, 1)]
    [InlineData(13, 4, 2)]
    [InlineData(30, 4, 3)]
    [InlineData(16, 0, 1)]
    [InlineData(17, 0, 2)]
    [InlineData(2, 15, 2)]
    public void Values_lie_below_and_blinding_on_top_of_every_chunk(int length, int blinding, int chunks)
    {
        Fr[] values = Random(length);
        CommittedVector vector = CommittedVector.Commit(Srs, values, blinding);
        vector.Shape.Should().Be(new VectorShape(length, blinding));
        vector.Commitments.Length.Should().Be(chunks);
        vector.Values.ToArray().Should().Equal(values);

        int capacity = Size - blinding;
        for (int i = 0; i < chunks; i++)
        {
            Fr[] chunk = vector.Chunk(i), own = [.. values.Skip(i * capacity).Take(capacity)];
            chunk.Should().HaveCount(Size);
            chunk[..own.Length].Should().Equal(own);
            chunk[own.Length..capacity].Should().Equal(new Fr[capacity - own.Length]);
            chunk[capacity..].Should().Equal(vector.Blinding.ToArray()[(i * blinding)..((i + 1) * blinding)]).And.NotContain(Fr.Zero);
            vector.Commitments.Span[i].Should().Be(Scheme.Commit(chunk));
        }

        FluentActions.Invoking(() => vector.Chunk(chunks)).Should().Throw<ArgumentOutOfRangeException>();
        FluentActions.Invoking(() => vector.Chunk(-1)).Should().Throw<ArgumentOutOfRangeException>();
    }

    [Fact]
    public void The_standard_chunk_holds_4064_values()
    {
        new VectorShape(1, CommittedVector.DefaultBlinding).Capacity(4096).Should().Be(4064);
        new VectorShape(4064, 32).ChunkCount(4096).Should().Be(1);
        new VectorShape(4065, 32).ChunkCount(4096).Should().Be(2);
    }

    [Fact]
    public void The_same_values_never_have_the_same_commitment_twice_unless_they_are_public()
    {
        Fr[] values = Random(5);
        CommittedVector Commit(int blinding) => CommittedVector.Commit(Srs, values, blinding);
        Commit(1).Commitments.Span[0].Should().NotBe(Commit(1).Commitments.Span[0]);
        Commit(1).Digest.Should().NotBe(Commit(1).Digest);
        Commit(0).Commitments.ToArray().Should().Equal(Commit(0).Commitments.ToArray());
        Commit(0).Digest.Should().Be(Commit(0).Digest);
        Commit(0).Commitments.Span[0].Should().Be(Scheme.Commit(values));
    }

    [Fact]
    public void What_cannot_be_laid_out_is_refused()
    {
        foreach ((int length, int blinding) in new[] { (0, 4), (3, Size), (3, Size + 1), (3, -1) })
            FluentActions.Invoking(() => CommittedVector.Commit(Srs, Random(length), blinding)).Should().Throw<ArgumentOutOfRangeException>();
    }

    [Fact]
    public void Its_allowance_is_one_less_than_its_blinding()
    {
        CommittedVector.Commit(Srs, Random(3), 4).Allowance.Should().Be(3);
        CommittedVector.Commit(Srs, Random(3), 1).Allowance.Should().Be(0, "the commitment itself is one evaluation");
        CommittedVector.Commit(Srs, Random(3), 0).Allowance.Should().BeNull("there is nothing to hide");
    }

    [Fact]
    public void It_does_not_print_its_values()
    {
        CommittedVector vector = CommittedVector.Commit(Srs, new[] { Fr.From(0xc0ffee) }, 2);
        vector.ToString().Should().Be($"1 values under 2 blinding coefficients, {vector.Digest}").And.NotContain("c0ffee");
    }

    [Fact]
    public void The_digest_names_the_polynomial_that_is_opened_and_not_how_it_is_called()
    {
        CommittedVector vector = CommittedVector.Commit(Srs, Random(20), 4);
        CommittedVector.Restore(Srs, new(21, 4), (Fr[])[.. vector.Values.Span, Fr.Zero], vector.Blinding).Digest.Should().Be(vector.Digest);
        VectorDigest.Of(Srs, G1Affine.Generator).Should().NotBe(VectorDigest.Of(Srs, G1Affine.Infinity));
        VectorDigest.Of(KnownTau.Srs(Size + 1, Tau), G1Affine.Generator).Should().NotBe(VectorDigest.Of(Srs, G1Affine.Generator));
    }

    [Fact]
    public void A_vector_is_restored_from_values_and_blinding()
    {
        CommittedVector vector = CommittedVector.Commit(Srs, Random(20), 4);
        CommittedVector restored = CommittedVector.Restore(Srs, vector.Shape, vector.Values, vector.Blinding);
        restored.Digest.Should().Be(vector.Digest);
        restored.Commitments.ToArray().Should().Equal(vector.Commitments.ToArray());

        FluentActions.Invoking(() => CommittedVector.Restore(Srs, vector.Shape, vector.Values[1..], vector.Blinding)).Should().Throw<ArgumentException>();
        FluentActions.Invoking(() => CommittedVector.Restore(Srs, vector.Shape, vector.Values, vector.Blinding[1..])).Should().Throw<ArgumentException>();
    }

    [Fact]
    public void A_sum_has_the_sums_of_commitments_values_and_blinding()
    {
        CommittedVector a = CommittedVector.Commit(Srs, Random(20), 4), b = CommittedVector.Commit(Srs, Random(20), 4), sum = CommittedVector.Sum(a, b);
        for (int i = 0; i < 2; i++)
        {
            sum.Commitments.Span[i].Should().Be((a.Commitments.Span[i] + b.Commitments.Span[i]).ToAffine()).And.Be(Scheme.Commit(sum.Chunk(i)));
            sum.Chunk(i).Should().Equal(a.Chunk(i).Zip(b.Chunk(i), (x, y) => x + y));
        }

        sum.Shape.Should().Be(a.Shape);
        sum.Values.ToArray().Should().Equal(a.Values.ToArray().Zip(b.Values.ToArray(), (x, y) => x + y));
        sum.Allowance.Should().Be(a.Allowance);
    }

    /// <summary>f₁(z) + f₂(z) tells f₁(z) to whoever knows f₂.</summary>
    [Fact]
    public void An_opening_of_a_sum_counts_against_every_vector_in_it()
    {
        CommittedVector a = CommittedVector.Commit(Srs, Random(3), 4), b = CommittedVector.Commit(Srs, Random(3), 4), c = CommittedVector.Commit(Srs, Random(3), 4);
        a.CountsAgainst.Should().Equal(a.Digest);
        CommittedVector sum = CommittedVector.Sum(CommittedVector.Sum(a, b), c, a);
        sum.CountsAgainst.Should().BeEquivalentTo([a.Digest, b.Digest, c.Digest]);
        CommittedVector.Restore(Srs, sum.Shape, sum.Values, sum.Blinding, sum.CountsAgainst).CountsAgainst.Should().Equal(sum.CountsAgainst);
    }

    [Fact]
    public void Vectors_of_other_shape_or_reference_string_are_not_summed()
    {
        CommittedVector vector = CommittedVector.Commit(Srs, Random(3), 4);
        foreach (CommittedVector other in new[]
        {
            CommittedVector.Commit(Srs, Random(4), 4),
            CommittedVector.Commit(Srs, Random(3), 3),
            CommittedVector.Commit(KnownTau.Srs(Size), Random(3), 4),
        })
            FluentActions.Invoking(() => CommittedVector.Sum(vector, other)).Should().Throw<ArgumentException>().WithMessage("*must be the same.*");

        FluentActions.Invoking(() => CommittedVector.Sum()).Should().Throw<ArgumentException>().WithMessage("There is nothing to sum.*");
    }

    /// <summary>
    /// k = 4 allows three openings. The three values of one fixed vector, a quarter of the field each, fall into 64 cells alike: χ² with 63 degrees of freedom
    /// exceeds 160 with probability below 10⁻⁹, which is how often this test fails by chance.
    /// </summary>
    [Fact]
    public void As_many_openings_as_are_allowed_are_uniform_whatever_the_vector()
    {
        const int Samples = 3200, Cells = 64;
        Fr[] values = [Fr.One, Fr.From(2), .. new Fr[6]], points = [Fr.One, Fr.From(2), -Fr.One];
        int[] counts = new int[Cells];
        for (int sample = 0; sample < Samples; sample++)
        {
            // What Commit does, without the commitment.
            Fr[] chunk = [.. values, .. new Fr[4], .. Random(4)];
            counts[points.Aggregate(0, (cell, point) => (4 * cell) + Quarter(Polynomial.Evaluate<Fr>(chunk, point)))]++;
        }

        double expected = (double)Samples / Cells, squares = counts.Sum(count => (count - expected) * (count - expected) / expected);
        squares.Should().BeLessThan(160);
    }

    /// <summary>
    /// With τ known, so that the commitment's f(τ) is too: for every guess at a value there is a blinding that explains all that was shown, until one opening too many.
    /// </summary>
    [Fact]
    public void One_opening_too_many_lets_a_guess_be_tried_against_the_commitment()
    {
        const int Blinding = 3;
        Fr secret = Fr.From(42);
        Fr[] Values(Fr guess) => [Fr.From(10), guess, Fr.From(30)];
        CommittedVector vector = CommittedVector.Commit(Srs, Values(secret), Blinding);
        (Fr Point, Fr Value)[] Shown(params Fr[] points) => [.. points.Select(point => (point, Polynomial.Evaluate<Fr>(vector.Chunk(0), point)))];
        G1Affine Explain(Fr guess, (Fr Point, Fr Value)[] shown) => CommittedVector.Restore(Srs, vector.Shape, Values(guess), Solve(Values(guess), shown)).Commitments.Span[0];

        (Fr, Fr)[] allowed = Shown(Fr.From(5), Fr.From(6), Tau), tooMany = Shown(Fr.From(5), Fr.From(6), Fr.From(7));
        vector.Allowance.Should().Be(2);
        foreach (Fr guess in new[] { secret, Fr.From(41), Fr.Zero, Fr.Random() })
        {
            Explain(guess, allowed).Should().Be(vector.Commitments.Span[0], "two openings and the commitment fit every guess");
            (Explain(guess, tooMany) == vector.Commitments.Span[0]).Should().Be(guess == secret, "a third fits the truth alone");
        }
    }

    /// <summary>The blinding with which a vector has these values at these points: b(z) = (f(z) − v(z))/z^(N−k).</summary>
    private static Fr[] Solve(Fr[] values, (Fr Point, Fr Value)[] shown) => Polynomial.Interpolate<Fr>(
        [.. shown.Select(one => one.Point)],
        [.. shown.Select(one => (one.Value - Polynomial.Evaluate<Fr>(values, one.Point)) * one.Point.Pow(Size - shown.Length).Inverse())]);

    private static int Quarter(Fr value) => (int)(value.ToBigInteger() * 4 / Fr.Modulus);

    private static Fr[] Random(int count) => [.. Enumerable.Range(0, count).Select(_ => Fr.Random())];
}
