using ChainProv.Cryptography.Bls12381;
using ChainProv.Provenance.Files;
using ChainProv.Provenance.Tests.Authorities;
using ChainProv.Provenance.Weights;

namespace ChainProv.Provenance.Tests.Weights;

public sealed class WeightsCommitterTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory, InlineData(false), InlineData(true)]
    public void Commitments_and_digest_are_those_of_the_specification(bool hiding)
    {
        byte[]? seed = hiding ? Sample.Seed : null;
        WeightsCommitment weights = Sample.Commit(_folder, Sample.Tensors, hiding ? Sample.Hiding : ChunkBlinding.Public);
        weights.Commitments.ToArray().Should().Equal(PlainWeights.Commitments(Sample.Tensors, seed));
        weights.Digest.ToArray().Should().Equal(PlainWeights.Digest(Sample.Tensors, seed));
        weights.IsHiding.Should().Be(hiding);
    }

    [Fact]
    public void The_digests_of_a_small_model_are_pinned()
    {
        Sample.Commit(_folder, Sample.Tensors, ChunkBlinding.Public).Digest.ToString().Should().Be("0xde8d4f47e3a3b1ba637069e4f2489f60235fe1edc8c72e35cb79c530be5626c9");
        Sample.Commit(_folder, Sample.Tensors, Sample.Hiding).Digest.ToString().Should().Be("0x67cde2020afea257629ce2c3bf9f19bdbf36db7cfe26b3171122d867b56fae98");
    }

    [Fact]
    public void Where_the_tensors_lie_makes_no_difference()
    {
        Sha256Digest whole = Sample.Commit(_folder, Sample.Tensors, ChunkBlinding.Public).Digest;
        TensorData[] backwards = [.. Sample.Tensors.Reverse()];
        string one = _folder.Write("x.safetensors", SafetensorsWriter.Bytes(backwards[..3])), two = _folder.Write("a.safetensors", SafetensorsWriter.Bytes(backwards[3..]));
        foreach (string[] paths in (string[][])[[one, two], [two, one]])
        {
            foreach (int threads in (int[])[1, 3])
                new WeightsCommitter(WeightSource.Find(paths)!, ChunkBlinding.Public, new() { Threads = threads }).Compute().Digest.Should().Be(whole);
        }
    }

    [Theory]
    [InlineData("a.full", 0, 0)]
    [InlineData("b.two-and-a-bit", (8 * 4 * 28_448) + 7, 2)]
    [InlineData("b.two-and-a-bit", 8 * 4 * 2 * 28_448, 3)]
    [InlineData("ü.last", 15, 9)]
    public void One_bit_changes_one_chunk(string tensor, int bit, int chunk)
    {
        G1Affine[] before = Sample.Commit(_folder, Sample.Tensors, ChunkBlinding.Public).Commitments.ToArray();
        G1Affine[] after = Sample.Commit(_folder, Sample.WithBitTurned(Sample.Tensors, tensor, bit), ChunkBlinding.Public).Commitments.ToArray();
        Enumerable.Range(0, before.Length).Where(i => before[i] != after[i]).Should().Equal(chunk);
    }

    [Fact]
    public void A_tensors_name_type_and_shape_are_bound_though_its_bytes_are_the_same()
    {
        TensorData tensor = Sample.Random("t", "BF16", [4, 6]);
        Sha256Digest[] digests =
        [
            .. new[] { tensor, tensor with { Name = "u" }, tensor with { DataType = "F16" }, tensor with { Shape = [6, 4] }, tensor with { Shape = [24] }, tensor with { DataType = "U8", Shape = [48] } }
                .Select(other => Sample.Commit(_folder, [other], ChunkBlinding.Public).Digest),
        ];
        digests.Should().OnlyHaveUniqueItems();
    }

    [Fact]
    public void Two_seeds_give_other_commitments_everywhere_and_one_seed_the_same()
    {
        G1Affine[] one = Sample.Commit(_folder, Sample.Tensors, Sample.Hiding).Commitments.ToArray();
        Sample.Commit(_folder, Sample.Tensors, ChunkBlinding.FromSeed(Sample.Seed)).Commitments.ToArray().Should().Equal(one);
        G1Affine[] other = Sample.Commit(_folder, Sample.Tensors, ChunkBlinding.FromSeed(new byte[32])).Commitments.ToArray();
        one.Concat(other).Concat(Sample.Commit(_folder, Sample.Tensors, ChunkBlinding.Public).Commitments.ToArray()).Should().OnlyHaveUniqueItems();
    }

    [Fact]
    public void Other_contents_or_another_place_have_another_blinding()
    {
        WeightTensor tensor = Sample.Tensor("t", "BF16", 1), renamed = Sample.Tensor("u", "BF16", 1), retyped = Sample.Tensor("t", "F16", 1);
        Sha256Digest contents = Sha256Digest.Of("a"u8), others = Sha256Digest.Of("b"u8);
        Fr[][] derived = [.. new[] { (tensor, 0L, contents), (tensor, 0L, others), (tensor, 1L, contents), (renamed, 0L, contents), (retyped, 0L, contents) }.Select(place =>
        {
            Fr[] coefficients = new Fr[ChunkBlinding.Coefficients];
            Sample.Hiding.Derive(place.Item1, place.Item2, place.Item3, coefficients);
            return coefficients;
        })];
        derived.SelectMany(coefficients => coefficients).Should().OnlyHaveUniqueItems();
    }

    [Fact]
    public void Equal_chunks_in_two_places_cannot_be_told_to_be_equal()
    {
        TensorData zeros = new("zeros", "BF16", [3 * 60_960], new byte[3 * 121_920]);
        Sample.Commit(_folder, [zeros, zeros with { Name = "more" }], Sample.Hiding).Commitments.ToArray().Should().OnlyHaveUniqueItems();
        Sample.Commit(_folder, [zeros], ChunkBlinding.Public).Commitments.ToArray().Should().AllBeEquivalentTo(G1Affine.Infinity);
    }

    [Fact]
    public void Enough_chunks_for_prepared_powers_give_what_few_do()
    {
        TensorData[] tensors = [Sample.Random("t", "U8", [300 * 121_920])];
        WeightsCommitment weights = Sample.Commit(_folder, tensors, ChunkBlinding.Public);
        weights.Commitments.ToArray()[..5].Should().Equal(PlainWeights.Commitments([tensors[0] with { Data = tensors[0].Data[..(5 * 121_920)] }], null));
        weights.Commitments.ToArray()[^1..].Should().Equal(PlainWeights.Commitments([tensors[0] with { Data = tensors[0].Data[(299 * 121_920)..] }], null));
    }

    [Fact]
    public void A_seed_has_32_bytes() => FluentActions.Invoking(() => ChunkBlinding.FromSeed(new byte[31])).Should().Throw<ArgumentException>();

    [Theory]
    [InlineData("a.full", 5, "chunk 0 of tensor \"a.full\" holds other weights")]
    [InlineData("b.two-and-a-bit", (8 * 4 * 28_448) + 7, "chunk 1 of tensor \"b.two-and-a-bit\" holds other weights")]
    [InlineData("ü.last", 15, "chunk 0 of tensor \"ü.last\" holds other weights")]
    public void The_first_difference_is_found(string tensor, int bit, string problem)
    {
        WeightsCommitment weights = Sample.Commit(_folder, Sample.Tensors, ChunkBlinding.Public);
        TensorData[] changed = Sample.WithBitTurned(Sample.WithBitTurned(Sample.Tensors, tensor, bit), "ü.last", 14);
        WeightsDifference difference = WeightsDifference.First(Sample.Source(_folder, changed), weights, Sample.Options)!;
        (difference.Tensor, difference.Problem).Should().Be((tensor, problem));
        WeightsDifference.First(Sample.Source(_folder, Sample.Tensors), weights, Sample.Options).Should().BeNull();
    }

    [Fact]
    public void Tensors_that_are_missing_in_excess_or_of_another_shape_are_differences()
    {
        WeightsCommitment weights = Sample.Commit(_folder, Sample.Tensors, ChunkBlinding.Public);
        Problem([.. Sample.Tensors[1..]]).Should().Be("the tensor a.full, BF16 [2, 30480] is missing");
        Problem(Sample.Tensors[..^1]).Should().Be("the tensor ü.last, F16 [1] is missing");
        Problem([.. Sample.Tensors, Sample.Random("b", "I8", [1])]).Should().Be("the tensor b, I8 [1] is not among those that were committed to");
        Problem([Sample.Tensors[0] with { Shape = [30_480, 2] }, .. Sample.Tensors[1..]]).Should().Be("the tensor is a.full, BF16 [30480, 2], not a.full, BF16 [2, 30480]");

        string Problem(TensorData[] tensors) => WeightsDifference.First(Sample.Source(_folder, tensors), weights, Sample.Options)!.Problem;
    }

    [Fact]
    public void Hiding_weights_cannot_be_compared_by_others() =>
        FluentActions.Invoking(() => WeightsDifference.First(Sample.Source(_folder, Sample.Tensors), Sample.Commit(_folder, Sample.Tensors, Sample.Hiding), Sample.Options)).Should().Throw<ArgumentException>();
}
