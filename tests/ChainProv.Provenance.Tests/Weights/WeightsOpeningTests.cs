using ChainProv.Cryptography.Commitments;
using ChainProv.Cryptography.Fields;
using ChainProv.Cryptography.Polynomials;
using ChainProv.Groth16.Vectors;
using ChainProv.Provenance.Files;
using ChainProv.Provenance.Tests.Authorities;
using ChainProv.Provenance.Weights;

namespace ChainProv.Provenance.Tests.Weights;

public sealed class WeightsOpeningTests : IDisposable
{
    private static readonly Sha256Digest Context = Sha256Digest.Of("a context"u8);

    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private OpeningLedger Ledger => new(_folder.At("openings"));

    [Theory, InlineData(false), InlineData(true)]
    public void Whoever_has_all_weights_opens_them_and_the_value_is_that_of_the_folded_polynomial(bool hiding)
    {
        ChunkBlinding blinding = hiding ? Sample.Hiding : ChunkBlinding.Public;
        WeightsCommitment weights = Sample.Commit(_folder, Sample.Tensors, blinding);
        WeightsOpening opening = Opener(weights, blinding).OpenAll(Context);
        opening.Problem(weights, Context).Should().BeNull();

        Fr point = WeightsOpening.Point(weights.Digest, Context), step = point.Pow(1L << 32), factor = Fr.One, value = Fr.Zero;
        foreach (Fr[] chunk in Sample.Tensors.SelectMany(tensor => PlainWeights.Chunks(tensor, hiding ? Sample.Seed : null)))
        {
            value += factor * Polynomial.Evaluate<Fr>(chunk, point);
            factor *= step;
        }

        opening.Value.Should().Be(value);
    }

    [Fact]
    public void The_point_depends_on_weights_and_context()
    {
        Sha256Digest other = Sha256Digest.Of("another"u8);
        Fr[] points = [WeightsOpening.Point(Context, Context), WeightsOpening.Point(other, Context), WeightsOpening.Point(Context, other), WeightsOpening.Point(other, other)];
        points.Should().OnlyHaveUniqueItems();
    }

    [Fact]
    public void An_opening_with_anything_changed_is_refused()
    {
        WeightsCommitment weights = Sample.Commit(_folder, Sample.Tensors, Sample.Hiding);
        WeightsOpening opening = Opener(weights).OpenAll(Context);
        Sha256Digest other = Sha256Digest.Of("other"u8);
        (opening with { Value = opening.Value + Fr.One }).Problem(weights, Context).Should().Match("the opening is false*");
        (opening with { Value = Fr.Zero, Proof = G1Affine.Infinity }).Problem(weights, Context).Should().Match("the opening is false*");
        (opening with { Proof = -opening.Proof }).Problem(weights, Context).Should().Match("the opening is false*");
        opening.Problem(weights, other).Should().Match("the opening was made for the context*");
        (opening with { Context = other }).Problem(weights, other).Should().Match("the opening is false*");
        (opening with { WeightsDigest = other }).Problem(weights, Context).Should().Match("the opening is of the weights*");
    }

    [Fact]
    public void Commitments_that_are_exchanged_reordered_or_of_weights_with_one_bit_turned_are_refused()
    {
        WeightsCommitment weights = Sample.Commit(_folder, Sample.Tensors, Sample.Hiding);
        WeightsOpening opening = Opener(weights).OpenAll(Context);
        G1Affine[] wrong = weights.Commitments.ToArray(), reordered = weights.Commitments.ToArray();
        wrong[4] = G1Affine.Generator;
        (reordered[1], reordered[2]) = (reordered[2], reordered[1]);
        WeightsCommitment[] others =
        [
            new(weights.Table, weights.Summary.Blinding, wrong),
            new(weights.Table, weights.Summary.Blinding, reordered),
            Sample.Commit(_folder, Sample.WithBitTurned(Sample.Tensors, "e.bytes", 1_000_000), Sample.Hiding),
            Sample.Commit(_folder, Sample.Tensors, ChunkBlinding.Public),
        ];
        foreach (WeightsCommitment other in others)
        {
            opening.Problem(other, Context).Should().Match("the opening is of the weights*");
            (opening with { WeightsDigest = other.Digest }).Problem(other, Context).Should().Match("the opening is false*");
        }
    }

    [Fact]
    public void Weights_that_were_changed_or_are_without_their_seed_cannot_be_opened_and_cost_nothing()
    {
        WeightsCommitment weights = Sample.Commit(_folder, Sample.Tensors, Sample.Hiding);
        TensorData[] changed = Sample.WithBitTurned(Sample.Tensors, "ü.last", 0);
        Refused(changed, Sample.Hiding);
        Refused(Sample.Tensors, ChunkBlinding.FromSeed(new byte[32]));
        Refused(Sample.Tensors, ChunkBlinding.Public);
        Refused(Sample.Tensors[1..], Sample.Hiding);
        Directory.Exists(Ledger.Folder).Should().BeFalse();

        void Refused(TensorData[] tensors, ChunkBlinding blinding)
        {
            WeightsOpener opener = new(Sample.Source(_folder, tensors), blinding, weights, Ledger, Sample.Options);
            Authority.Refused(() => opener.OpenAll(Context), "*is not the one that was committed to*");
            Authority.Refused(() => opener.OpenChunks(Context, 10), "*is not the one that was committed to*");
        }
    }

    [Fact]
    public void Empty_weights_are_not_opened()
    {
        TensorData[] empty = [new("a", "F32", [0], [])];
        WeightsCommitment weights = Sample.Commit(_folder, empty, ChunkBlinding.Public);
        Authority.Refused(() => new WeightsOpener(Sample.Source(_folder, empty), ChunkBlinding.Public, weights, null, Sample.Options).OpenAll(Context), "*nothing to open*");
        new WeightsOpening(weights.Digest, Context, Fr.Zero, G1Affine.Infinity).Problem(weights, Context).Should().Match("*nothing to open");
    }

    [Fact]
    public void All_together_are_opened_fifteen_times_and_no_more()
    {
        TensorData[] tensors = [Sample.Random("a", "BF16", [10])];
        WeightsCommitment weights = Sample.Commit(_folder, tensors, Sample.Hiding);
        for (int i = 0; i < 15; i++) Open().Problem(weights, Context).Should().BeNull();
        FluentActions.Invoking(Open).Should().Throw<OpeningsUsedUpException>().Which.Allowance.Should().Be(15);
        Ledger.Spent(VectorDigest.OfSet(KzgSrs.Ethereum, weights.Digest.ToArray())).Should().Be(15);

        // Each time with what a process that was started anew would have.
        WeightsOpening Open() => new WeightsOpener(Sample.Source(_folder, tensors), Sample.Hiding, weights, Ledger, Sample.Options).OpenAll(Context);
    }

    [Fact]
    public void Hiding_weights_are_not_opened_without_a_ledger_and_public_ones_need_none()
    {
        WeightsCommitment hiding = Sample.Commit(_folder, Sample.Tensors, Sample.Hiding), shown = Sample.Commit(_folder, Sample.Tensors, ChunkBlinding.Public);
        WeightSource source = Sample.Source(_folder, Sample.Tensors);
        FluentActions.Invoking(() => new WeightsOpener(source, Sample.Hiding, hiding, null, Sample.Options).OpenAll(Context)).Should().Throw<InvalidOperationException>();
        FluentActions.Invoking(() => new WeightsOpener(source, Sample.Hiding, hiding, null, Sample.Options).OpenChunks(Context, 1)).Should().Throw<InvalidOperationException>();
        for (int i = 0; i < 17; i++) new WeightsOpener(source, ChunkBlinding.Public, shown, null, Sample.Options).OpenChunks(Context, 1).Problem(shown.Digest, Context, 1).Should().BeNull();
    }

    [Fact]
    public void It_comes_back_from_its_file()
    {
        WeightsCommitment weights = Sample.Commit(_folder, Sample.Tensors, Sample.Hiding);
        WeightsOpening opening = Opener(weights).OpenAll(Context);
        opening.Write(_folder.At("opening.json"));
        WeightsOpening.Read(_folder.At("opening.json")).Should().Be(opening);
    }

    [Theory]
    [InlineData("\"value\": \"0x", "\"value\": \"0xf", "*$.value*")]
    [InlineData("\"proof\": \"0x", "\"proof\": \"0x0", "*$.proof*")]
    [InlineData("\"proof\": \"0x8", "\"proof\": \"0xc", "*$.proof*")]
    [InlineData("\"context\": \"0x", "\"context\": \"", "*$.context*")]
    [InlineData("\"value\"", "\"y\"", "*")]
    [InlineData("\"format\": \"chainprov/weights-opening/v1\"", "\"format\": \"chainprov/weights-opening/v2\"", "*weights-opening/v1 file is needed")]
    [InlineData("{", "{\"more\": 1,", "*more*")]
    public void A_malformed_file_is_refused(string said, string changed, string message)
    {
        WeightsOpening opening = new(Context, Context, Fr.One, G1Affine.Generator);
        opening.Write(_folder.At("opening.json"));
        string text = File.ReadAllText(_folder.At("opening.json")).Replace("\"proof\": \"0x9", "\"proof\": \"0x8", StringComparison.Ordinal);
        Authority.Refused(() => WeightsOpening.Read(_folder.Write("bad.json", text.Replace(said, changed, StringComparison.Ordinal))), message);
    }

    private WeightsOpener Opener(WeightsCommitment weights, ChunkBlinding? blinding = null) => new(Sample.Source(_folder, Sample.Tensors), blinding ?? Sample.Hiding, weights, Ledger, Sample.Options);
}
