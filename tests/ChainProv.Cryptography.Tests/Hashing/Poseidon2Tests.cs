using ChainProv.Cryptography.Hashing;

namespace ChainProv.Cryptography.Tests.Hashing;

public sealed class Poseidon2Tests
{
    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    public void The_derived_round_constants_are_the_published_ones(int width)
    {
        var rounds = Published(width).Items("roundConstants").ToArray();
        Poseidon2Permutation<Fr> permutation = new(width);
        rounds.Should().HaveCount(Poseidon2Permutation<Fr>.FullRounds + Poseidon2Permutation<Fr>.PartialRounds);
        for (int round = 0; round < rounds.Length; round++)
        {
            Fr[] published = [.. rounds[round].EnumerateArray().Select(Vectors.Element)];
            int used = Poseidon2Permutation<Fr>.IsFull(round) ? width : 1;
            permutation.RoundConstants(round).ToArray().Should().Equal(published[..used], "round {0}", round);
            published[used..].Should().Equal(new Fr[width - used]);
        }
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    public void The_permutation_gives_the_published_answer(int width)
    {
        Fr[] state = Published(width).Elements("input");
        new Poseidon2Permutation<Fr>(width).Permute(state);
        state.Should().Equal(Published(width).Elements("output"));
    }

    [Fact]
    public void The_permutation_by_reference_is_the_permutation()
    {
        Fr[] two = [Fr.From(7), Fr.From(8)], three = [Fr.From(7), Fr.From(8), Fr.From(9)];
        (Fr a, Fr b) = (two[0], two[1]);
        (Fr c, Fr d, Fr e) = (three[0], three[1], three[2]);
        Poseidon2.Permute(ref a, ref b);
        Poseidon2.Permute(ref c, ref d, ref e);
        Poseidon2.Width2.Permute(two);
        Poseidon2.Width3.Permute(three);
        new[] { a, b }.Should().Equal(two);
        new[] { c, d, e }.Should().Equal(three);
    }

    [Fact]
    public void Elements_sponges_and_nodes_equal_those_of_a_second_implementation()
    {
        var vectors = Vectors.Read("hashing.json");
        foreach (var v in vectors.Items("elements"))
            FieldText.Element(v.GetProperty("domain").GetString()!, v.GetProperty("text").GetString()!).Should().Be(v.Element("element"));
        foreach (var v in vectors.Items("sponges"))
            Poseidon2.Hash(new HashTag(v.GetProperty("tag").GetString()!), v.Elements("inputs")).Should().Be(v.Element("output"));
        foreach (var v in vectors.Items("nodes"))
            Poseidon2.Compress(v.Element("left"), v.Element("right")).Should().Be(v.Element("parent"));
    }

    [Fact]
    public void Inputs_that_differ_only_in_trailing_zeros_or_in_the_tag_hash_differently()
    {
        HashTag record = new("chainprov/record/v1"), dataset = new("chainprov/dataset/v1");
        Fr[] hashes =
        [
            Poseidon2.Hash(record, Fr.One),
            Poseidon2.Hash(record, Fr.One, Fr.Zero),
            Poseidon2.Hash(record, Fr.One, Fr.Zero, Fr.Zero),
            Poseidon2.Hash(dataset, Fr.One),
            Poseidon2.Compress(Fr.One, Fr.Zero),
        ];
        hashes.Should().OnlyHaveUniqueItems();
    }

    [Fact]
    public void Many_hashes_are_the_single_ones()
    {
        HashTag tag = new("chainprov/record/v1");
        Fr[] inputs = [.. Enumerable.Range(1, 12).Select(i => Fr.From((ulong)i))], outputs = new Fr[4];
        Poseidon2.HashMany(tag, inputs, outputs);
        outputs.Should().Equal(inputs.Chunk(3).Select(three => Poseidon2.Hash(tag, three)));

        Action uneven = () => Poseidon2.HashMany(tag, inputs.AsSpan(1), outputs);
        uneven.Should().Throw<ArgumentException>();
    }

    [Fact]
    public void Nothing_is_hashed_without_a_name_or_without_an_input()
    {
        ((Action)(() => Poseidon2.Hash(new HashTag("chainprov/record/v1")))).Should().Throw<ArgumentOutOfRangeException>();
        ((Action)(() => Poseidon2.Hash(default, Fr.One))).Should().Throw<InvalidOperationException>();
        ((Action)(() => _ = new HashTag(""))).Should().Throw<ArgumentException>();
        ((Action)(() => _ = new Poseidon2Permutation<Fr>(4))).Should().Throw<ArgumentOutOfRangeException>();
        ((Action)(() => Poseidon2.Width3.Permute(new Fr[2]))).Should().Throw<ArgumentException>();
    }

    [Fact]
    public void A_domain_cannot_run_into_its_text_and_a_lone_surrogate_is_refused()
    {
        FieldText.Element("a", "b").Should().NotBe(FieldText.Element("ab", ""));
        ((Action)(() => FieldText.Element("a\0b", ""))).Should().Throw<ArgumentException>();
        ((Action)(() => FieldText.Element("a", "\ud800"))).Should().Throw<ArgumentException>();
    }

    private static System.Text.Json.JsonElement Published(int width) =>
        Vectors.Read("poseidon2-bls12-381.json").Items("instances").Single(instance => instance.GetProperty("width").GetInt32() == width);
}
