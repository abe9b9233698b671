using ChainProv.Groth16.Aggregation;
using ChainProv.Groth16.Keys;

namespace ChainProv.Groth16.Tests.Aggregation;

public sealed class AggregationSrsTests : IDisposable
{
    private const int Capacity = 4;

    private static readonly AggregationSrs Srs = AggregationDevelopmentSetup.Run(Capacity, Fr.From(12345), Fr.From(67891));

    private readonly string _path = Path.Combine(Directory.CreateTempSubdirectory("chainprov-srs-").FullName, "aggregation.srs");

    public void Dispose() => Directory.Delete(Path.GetDirectoryName(_path)!, recursive: true);

    [Fact]
    public void An_srs_survives_its_file_and_aggregates_what_its_verifier_part_accepts()
    {
        Write(Srs);
        AggregationSrs read = AggregationSrsFile.Read(_path);
        read.Capacity.Should().Be(Capacity);
        read.Setup.Should().Be(SetupKind.Development);
        Batch batch = Batch.Of(3);
        AggregateProof proof = Aggregator.Prove(read, batch.Key, batch.Proofs, batch.PublicInputs);

        using (FileStream stream = File.Create(_path)) AggregationSrsFile.Write(stream, Srs.Verifier);
        AggregationVerifierSrs verifier = AggregationSrsFile.ReadVerifier(_path);
        verifier.Digest().Should().Equal(Srs.Verifier.Digest());
        Aggregate.Verify(batch, proof, verifier).Should().BeTrue();
    }

    [Fact]
    public void Its_powers_are_powers()
    {
        for (int i = 0; i < 2 * Capacity; i++)
        {
            Srs.A.One.Span[i].Should().Be((G1Affine.Generator * Power(12345, i)).ToAffine());
            Srs.B.One.Span[i].Should().Be((G1Affine.Generator * Power(67891, i)).ToAffine());
            if (i < Capacity) Srs.A.Two.Span[i].Should().Be((G2Affine.Generator * Power(12345, i)).ToAffine());
        }
    }

    [Fact]
    public void Two_development_setups_differ_and_say_what_they_are()
    {
        AggregationSrs one = AggregationDevelopmentSetup.Run(2), two = AggregationDevelopmentSetup.Run(2);
        one.Verifier.Digest().Should().NotEqual(two.Verifier.Digest());
        one.Setup.Should().Be(SetupKind.Development);
        foreach (int capacity in (int[])[0, 1, 3, -2, 1 << 21]) FluentActions.Invoking(() => AggregationDevelopmentSetup.Run(capacity)).Should().Throw<ArgumentException>();
    }

    [Fact]
    public void A_word_of_a_ceremony_without_its_transcript_counts_as_a_development_setup()
    {
        byte[] bytes = Bytes();
        bytes[15] = (byte)SetupKind.Ceremony;
        File.WriteAllBytes(_path, bytes);
        AggregationSrsFile.Read(_path).Setup.Should().Be(SetupKind.Development);
    }

    [Fact]
    public void Every_truncation_and_addition_is_refused()
    {
        byte[] bytes = Bytes();
        for (int length = 0; length < bytes.Length; length += 37) Reading(bytes[..length]).Should().Throw<KeyFileException>();
        Reading([.. bytes, 0]).Should().Throw<KeyFileException>().WithMessage("*has 3092 bytes, not 3093*");
    }

    [Fact]
    public void Every_changed_point_is_refused()
    {
        byte[] bytes = Bytes();
        for (int position = 16; position < bytes.Length; position += 41)
        {
            byte[] altered = [.. bytes];
            altered[position] ^= 1;
            Reading(altered).Should().Throw<KeyFileException>($"byte {position} is another");
        }
    }

    [Fact]
    public void Another_kind_of_file_is_said_to_be_one()
    {
        byte[] bytes = Bytes();
        Reading([1, .. bytes[1..]]).Should().Throw<KeyFileException>().WithMessage("*not an aggregation SRS*");
        Reading([.. bytes[..11], 9, .. bytes[12..]]).Should().Throw<KeyFileException>().WithMessage("*not of version 1*");
        Reading([.. bytes[..15], 2, .. bytes[16..]]).Should().Throw<KeyFileException>().WithMessage("*how it was set up*");
        Reading([.. bytes[..14], 1, 0, .. bytes[16..]]).Should().Throw<KeyFileException>().WithMessage("*how it was set up*");
        Reading([.. bytes[..16], 0, 0, 0, 3, .. bytes[20..]]).Should().Throw<KeyFileException>().WithMessage("*capacity, 3,*");
        Reading([.. bytes[..16], 0x40, 0, 0, 0, .. bytes[20..]]).Should().Throw<KeyFileException>().WithMessage("*capacity*");
        Reading([.. bytes[..16], 0, 0x10, 0, 0, .. bytes[20..]]).Should().Throw<KeyFileException>().WithMessage("*bytes, not 3092*");
        FluentActions.Invoking(() => AggregationSrsFile.ReadVerifier(_path)).Should().Throw<KeyFileException>().WithMessage("*not a verifier's part*");
        FluentActions.Invoking(() => AggregationSrsFile.Read(_path + ".none")).Should().Throw<KeyFileException>().WithMessage("*no such file*");
    }

    [Fact]
    public void Powers_that_are_not_those_of_one_number_are_refused_wherever_they_stand()
    {
        for (int i = 0; i < 2 * Capacity; i++)
        {
            G1Affine[] one = Srs.A.One.ToArray();
            one[i] = (one[i] + G1Affine.Generator).ToAffine();
            Making(Srs.A with { One = one }, Srs.B).Should().Throw<ArgumentException>();
            Making(Srs.B, Srs.A with { One = one }).Should().Throw<ArgumentException>();
        }

        for (int i = 0; i < Capacity; i++)
        {
            G2Affine[] two = Srs.A.Two.ToArray();
            two[i] = (two[i] + G2Affine.Generator).ToAffine();
            Making(Srs.A with { Two = two }, Srs.B).Should().Throw<ArgumentException>();
            Making(Srs.B, Srs.A with { Two = two }).Should().Throw<ArgumentException>();
        }

        Making(Srs.A with { Two = Srs.B.Two }, Srs.B).Should().Throw<ArgumentException>().WithMessage("*same in both groups*");
        Making(Srs.A, Srs.B).Should().NotThrow();
    }

    [Fact]
    public void A_point_outside_its_group_is_refused()
    {
        Making(Srs.A with { One = (G1Affine[])[.. Srs.A.One.Span[..^1], SmallOrder.AddTo(Srs.A.One.Span[^1])] }, Srs.B).Should().Throw<ArgumentException>().WithMessage("a in G1[7]: *outside the subgroup*");
        Making(Srs.A, Srs.B with { Two = (G2Affine[])[.. Srs.B.Two.Span[..^1], SmallOrder.AddTo(Srs.B.Two.Span[^1])] }).Should().Throw<ArgumentException>().WithMessage("b in G2[3]: *outside the subgroup*");
    }

    [Fact]
    public void Secrets_that_nobody_contributed_to_or_that_depend_on_each_other_are_refused()
    {
        Fr a = Fr.From(12345);
        foreach (Fr trivial in (Fr[])[Fr.Zero, Fr.One, -Fr.One]) Building(trivial, a).Should().Throw<ArgumentException>().WithMessage("*nobody contributed*");
        Building(a, a).Should().Throw<ArgumentException>().WithMessage("*a is ±b*");
        Building(a, -a).Should().Throw<ArgumentException>().WithMessage("*a is ±b*");

        // b = ω·a with ωⁿ = 1: the vectors (aⁿ, 0 …) in G1 and (−1, 0 …) in G2 commit to nothing under both.
        Fr root = Cryptography.Polynomials.EvaluationDomain<Fr>.RootOfUnity(2);
        SecretPowers first = AggregationDevelopmentSetup.Run(Capacity, a, Fr.From(2)).A, second = AggregationDevelopmentSetup.Run(Capacity, a * root, Fr.From(2)).A;
        first.One.Span[Capacity].Should().Be(second.One.Span[Capacity]);
        Making(first, second).Should().Throw<ArgumentException>().WithMessage("*a power of a is ± a power of b*");
    }

    [Fact]
    public void A_secret_that_is_a_power_of_the_other_is_refused()
    {
        // With b = a², (P, Q, R) = (−Q·a − aⁿ, −Σ aⁿ⁻¹⁺ʲ, 1) is nothing under both: P + Q·a + R·aⁿ = P + Q·b + R·bⁿ = 0.
        Fr a = Fr.From(12345);
        foreach (Fr sign in (Fr[])[Fr.One, -Fr.One])
        {
            for (int power = 2; power < 2 * Capacity; power++)
            {
                AggregationSrs related = AggregationDevelopmentSetup.Run(Capacity, a, Power(12345, power) * sign);
                Making(related.A, related.B).Should().Throw<ArgumentException>().WithMessage("*a power of a is ± a power of b*", $"b is {power} times a");
                Making(related.B, related.A).Should().Throw<ArgumentException>().WithMessage("*a power of a is ± a power of b*");
            }

            Building(a, a.Inverse() * sign).Should().Throw<ArgumentException>().WithMessage("*a is ±1/b*");
        }

        AggregationSrs common = AggregationDevelopmentSetup.Run(Capacity, Power(12345, 2), Power(12345, 3));
        Making(common.A, common.B).Should().Throw<ArgumentException>("a³ = b²");
        AggregationSrs small = AggregationDevelopmentSetup.Run(Capacity, Cryptography.Polynomials.EvaluationDomain<Fr>.RootOfUnity(2), a);
        Making(small.A, small.B).Should().Throw<ArgumentException>("its powers come again");
    }

    [Fact]
    public void A_verifier_part_of_points_outside_their_groups_cannot_be_made()
    {
        AggregationVerifierSrs good = Srs.Verifier;
        FluentActions.Invoking(() => new AggregationVerifierSrs(Capacity, SetupKind.Development, SmallOrder.AddTo(good.A1), good.A2.Point, good.B1, good.B2.Point)).Should().Throw<ArgumentException>().WithMessage("*not in its group*");
        FluentActions.Invoking(() => new AggregationVerifierSrs(Capacity, SetupKind.Development, good.A1, good.A2.Point, good.B1, SmallOrder.AddTo(good.B2.Point))).Should().Throw<ArgumentException>().WithMessage("*not in its group*");
    }

    [Fact]
    public void Sizes_that_do_not_fit_are_refused()
    {
        AggregationSrs larger = AggregationDevelopmentSetup.Run(8);
        Making(Srs.A, larger.B).Should().Throw<ArgumentException>().WithMessage("*more powers of one secret*");
        Making(Srs.A with { One = Srs.A.One[..^1] }, Srs.B).Should().Throw<ArgumentException>().WithMessage("*2n powers of a*");
        Making(new(Srs.A.One[..2], Srs.A.Two[..1]), new(Srs.B.One[..2], Srs.B.Two[..1])).Should().Throw<ArgumentException>();
        Making(new(default, default), new(default, default)).Should().Throw<ArgumentException>();
    }

    [Fact]
    public void No_bit_of_a_verifier_part_can_be_changed_unnoticed()
    {
        byte[] bytes = Srs.Verifier.Encode();
        for (int position = 4; position < bytes.Length; position += 3)
        {
            byte[] altered = [.. bytes];
            altered[position] ^= 1;
            FluentActions.Invoking(() => AggregationVerifierSrs.Decode(altered, SetupKind.Development)).Should().Throw<Exception>().Which.Should().Match(problem => problem is FormatException || problem is ArgumentException);
        }

        FluentActions.Invoking(() => AggregationVerifierSrs.Decode(bytes.AsSpan(1), SetupKind.Development)).Should().Throw<FormatException>();
        FluentActions.Invoking(() => AggregationVerifierSrs.Decode([0, 0, 0, 5, .. bytes[4..]], SetupKind.Development)).Should().Throw<ArgumentException>();
        AggregationVerifierSrs.Decode([0, 0, 0, 8, .. bytes[4..]], SetupKind.Development).Digest().Should().NotEqual(Srs.Verifier.Digest());
    }

    private static Action Making(SecretPowers a, SecretPowers b) => () => AggregationSrs.FromPowers(SetupKind.Development, a, b);

    private static Action Building(Fr a, Fr b) => () => AggregationDevelopmentSetup.Run(Capacity, a, b);

    private static Fr Power(ulong secret, int exponent) => Cryptography.Fields.FieldExtensions.Pow(Fr.From(secret), exponent);

    private Action Reading(byte[] bytes) => () =>
    {
        File.WriteAllBytes(_path, bytes);
        AggregationSrsFile.Read(_path);
    };

    private byte[] Bytes()
    {
        Write(Srs);
        return File.ReadAllBytes(_path);
    }

    private void Write(AggregationSrs srs)
    {
        using FileStream stream = File.Create(_path);
        AggregationSrsFile.Write(stream, srs);
    }
}
