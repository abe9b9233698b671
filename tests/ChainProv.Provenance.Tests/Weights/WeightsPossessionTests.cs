using System.Collections.Immutable;
using ChainProv.Cryptography.Commitments;
using ChainProv.Groth16.Vectors;
using ChainProv.Provenance.Files;
using ChainProv.Provenance.Models;
using ChainProv.Provenance.Tests.Authorities;
using ChainProv.Provenance.Weights;

namespace ChainProv.Provenance.Tests.Weights;

public sealed class WeightsPossessionTests : IDisposable
{
    private const int Chunks = 10;

    private static readonly Sha256Digest Nonce = Sha256Digest.Of("a nonce"u8);

    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private OpeningLedger Ledger => new(_folder.At("openings"));

    [Theory]
    [InlineData(1, false)]
    [InlineData(4, true)]
    [InlineData(Chunks, true)]
    [InlineData(1000, false)]
    public void Random_chunks_are_opened_and_checked_against_the_digest_alone(int asked, bool hiding)
    {
        ChunkBlinding blinding = hiding ? Sample.Hiding : ChunkBlinding.Public;
        (Sha256Digest digest, WeightsPossession possession) = Open(asked, blinding);
        possession.Problem(digest, Nonce, asked).Should().BeNull();
        possession.Chunks.Should().HaveCount(Math.Min(asked, Chunks));
        possession.Write(_folder.At("possession.json"));
        WeightsPossession.Read(_folder.At("possession.json")).Problem(digest, Nonce, asked).Should().BeNull();
    }

    [Fact]
    public void The_challenge_names_distinct_chunks_and_more_begin_with_the_same()
    {
        (int Chunk, Fr Point)[] all = PossessionChallenge.Draw(Nonce, Nonce, 1000, 1000);
        all.Select(drawn => drawn.Chunk).Order().Should().Equal(Enumerable.Range(0, 1000));
        all.Select(drawn => drawn.Point).Should().OnlyHaveUniqueItems();
        PossessionChallenge.Draw(Nonce, Nonce, 1000, 100).Should().Equal(all[..100]);
        Sha256Digest other = Sha256Digest.Of("other"u8);
        PossessionChallenge.Draw(other, Nonce, 1000, 100).Should().NotEqual(all[..100]);
        PossessionChallenge.Draw(Nonce, other, 1000, 100).Should().NotEqual(all[..100]);
    }

    [Fact]
    public void Every_chunk_is_asked_for_about_equally_often()
    {
        int[] counts = new int[5];
        for (int i = 0; i < 2000; i++) counts[PossessionChallenge.Draw(Nonce, Sha256Digest.Of(BitConverter.GetBytes(i)), counts.Length, 2)[1].Chunk]++;
        counts.Should().AllSatisfy(count => count.Should().BeInRange(300, 500));
    }

    /// <summary>Or each link would allow sixteen more.</summary>
    [Fact]
    public void The_openings_of_a_model_that_a_link_leads_to_are_counted_with_its_own()
    {
        string file = _folder.Write("model.safetensors", SafetensorsWriter.Bytes([Sample.Random("a", "BF16", [10])])), model = _folder.Write("model.json", "{}"), link = _folder.At("link.json");
        ModelWeights weights = ModelWeights.Commit(model, WeightSource.Find([file])!, ModelDigest.Of(ModelFiles.Read([file])), isPublic: false, Sample.Options);
        File.CreateSymbolicLink(link, model);
        foreach (string end in (string[])["weights", "weights.secret.json"]) File.Copy(_folder.At($"model.{end}"), _folder.At($"link.{end}"));
        for (int i = 0; i < 8; i++)
        {
            weights.OpenChunks(Nonce, 1);
            ModelWeights.Open(link, [file], Sample.Options).OpenChunks(Nonce, 1);
        }

        FluentActions.Invoking(() => ModelWeights.Open(link, [file], Sample.Options).OpenChunks(Nonce, 1)).Should().Throw<OpeningsUsedUpException>();
    }

    [Fact]
    public void A_proof_with_anything_changed_is_refused()
    {
        (Sha256Digest digest, WeightsPossession possession) = Open(4, Sample.Hiding);
        Sha256Digest other = Sha256Digest.Of("other"u8);
        OpenedChunk first = possession.Chunks[0], second = possession.Chunks[1];
        Problem(possession with { Chunks = possession.Chunks.SetItem(0, first with { Value = first.Value + Fr.One }) }).Should().Match("an opening is false*");
        Problem(possession with { Chunks = possession.Chunks.SetItem(0, first with { Proof = second.Proof }) }).Should().Match("an opening is false*");
        Problem(possession with { Chunks = possession.Chunks.SetItem(0, first with { Commitment = G1Affine.Generator }) }).Should().Match("place 0: the commitment is not that of chunk*");
        Problem(possession with { Chunks = possession.Chunks.SetItem(0, first with { Path = first.Path.SetItem(0, other) }) }).Should().Match("place 0:*");
        Problem(possession with { Chunks = possession.Chunks.SetItem(0, first with { Path = [] }) }).Should().Match("place 0:*");
        Problem(possession with { Chunks = [second, first, .. possession.Chunks[2..]] }).Should().Match("place 0:*");
        Problem(possession with { Chunks = [first, first, .. possession.Chunks[2..]] }).Should().Match("place 1:*");
        Problem(possession with { Chunks = possession.Chunks[..3] }).Should().Match("the proof shows 3 chunks, not the 4*");
        Problem(possession with { Chunks = [] }).Should().Match("the proof shows 0 chunks*");
        possession.Problem(digest, Nonce, 5).Should().Match("the proof shows 4 chunks, not the 5*");
        possession.Problem(digest, other, 4).Should().Match("the proof was made for the context*");
        (possession with { Context = other }).Problem(digest, other, 4).Should().NotBeNull();
        possession.Problem(other, Nonce, 4).Should().Match("the proof is of the weights*");
        foreach (WeightsSummary summary in (WeightsSummary[])[
            possession.Weights with { Blinding = 0 }, possession.Weights with { TensorCount = 1 }, possession.Weights with { ChunkCount = 8 }, possession.Weights with { TensorsDigest = other }, possession.Weights with { ChunkRoot = other }])
            Problem(possession with { Weights = summary }).Should().Match("the proof is of the weights*");

        string? Problem(WeightsPossession changed) => changed.Problem(digest, Nonce, 4);
    }

    [Fact]
    public void Nothing_is_shown_of_nothing()
    {
        WeightsSummary empty = new(0, 0, 0, default, default);
        new WeightsPossession(empty, Nonce, []).Problem(empty.Digest(), Nonce, 1).Should().Match("there is nothing*");
        (Sha256Digest digest, WeightsPossession possession) = Open(1, ChunkBlinding.Public);
        possession.Problem(digest, Nonce, 0).Should().Match("there is nothing*");
        FluentActions.Invoking(() => Open(0, Sample.Hiding)).Should().Throw<ArgumentOutOfRangeException>();
        FluentActions.Invoking(() => Open(WeightsPossession.MaxChunks + 1, Sample.Hiding)).Should().Throw<ArgumentOutOfRangeException>();
    }

    [Theory, InlineData(0.01, 1, 0.99), InlineData(0.5, 3, 0.125), InlineData(1, 1, 0), InlineData(0, 100, 1)]
    public void Odds(double share, int asked, double odds) => WeightsPossession.Odds(share, asked).Should().BeApproximately(odds, 1e-12);

    [Fact]
    public void A_chunk_is_opened_sixteen_times_and_no_more_and_openings_of_all_are_counted_apart()
    {
        TensorData[] tensors = [Sample.Random("a", "BF16", [10]), Sample.Random("b", "BF16", [10])];
        WeightsCommitment weights = Sample.Commit(_folder, tensors, Sample.Hiding);
        WeightsOpener Opener() => new(Sample.Source(_folder, tensors), Sample.Hiding, weights, Ledger, Sample.Options);
        for (int i = 0; i < 16; i++) Opener().OpenChunks(Sha256Digest.Of([(byte)i]), 2);
        FluentActions.Invoking(() => Opener().OpenChunks(Nonce, 2)).Should().Throw<OpeningsUsedUpException>().Which.Allowance.Should().Be(16);
        FluentActions.Invoking(() => Opener().OpenChunks(Nonce, 1)).Should().Throw<OpeningsUsedUpException>();
        weights.Commitments.ToArray().Should().AllSatisfy(commitment => Ledger.Spent(VectorDigest.Of(KzgSrs.Ethereum, commitment)).Should().Be(16));
        Opener().OpenAll(Nonce).Problem(weights, Nonce).Should().BeNull();
    }

    [Fact]
    public void Chunks_of_weights_that_were_changed_or_are_without_their_seed_are_not_shown_and_cost_nothing()
    {
        TensorData[] tensors = [Sample.Random("a", "BF16", [10]), Sample.Random("b", "BF16", [10])];
        WeightsCommitment weights = Sample.Commit(_folder, tensors, Sample.Hiding);
        foreach ((TensorData[] here, ChunkBlinding blinding) in new[] { (Sample.WithBitTurned(tensors, "b", 0), Sample.Hiding), (tensors, ChunkBlinding.FromSeed(new byte[32])) })
        {
            WeightsOpener opener = new(Sample.Source(_folder, here), blinding, weights, Ledger, Sample.Options);
            Authority.Refused(() => opener.OpenChunks(Nonce, 2), "*the model is not the one that was committed to*");
        }

        weights.Commitments.ToArray().Should().AllSatisfy(commitment => Ledger.Spent(VectorDigest.Of(KzgSrs.Ethereum, commitment)).Should().Be(0));
    }

    [Theory]
    [InlineData("\"blinding\": 32", "\"blinding\": 31", "*$.weights.blinding*")]
    [InlineData("\"tensorCount\": 7", "\"tensorCount\": -1", "*$.weights.tensorCount*")]
    [InlineData("\"chunkCount\": 10", "\"chunkCount\": -1", "*$.weights.chunkCount*")]
    [InlineData("\"chunkCount\": 10", "\"chunkCount\": 16777217", "*$.weights.chunkCount*")]
    [InlineData("\"chunkCount\": 10", "\"chunkCount\": 1.5", "*")]
    [InlineData("\"value\"", "\"y\"", "*")]
    [InlineData("\"path\": [", "\"path\": null, \"and\": [", "*")]
    [InlineData("\"chunks\": [", "\"chunks\": null, \"and\": [", "*")]
    [InlineData("\"chunks\": [", "\"chunks\": [null, ", "*")]
    [InlineData("\"commitment\": \"0x", "\"commitment\": \"0x00", "*commitment*")]
    public void A_malformed_file_is_refused(string said, string changed, string message)
    {
        Open(2, Sample.Hiding).Possession.Write(_folder.At("possession.json"));
        string text = File.ReadAllText(_folder.At("possession.json"));
        text.Should().Contain(said);
        Authority.Refused(() => WeightsPossession.Read(_folder.Write("bad.json", text.Replace(said, changed, StringComparison.Ordinal))), message);
    }

    private (Sha256Digest Digest, WeightsPossession Possession) Open(int asked, ChunkBlinding blinding)
    {
        WeightsCommitment weights = Sample.Commit(_folder, Sample.Tensors, blinding);
        return (weights.Digest, new WeightsOpener(Sample.Source(_folder, Sample.Tensors), blinding, weights, Ledger, Sample.Options).OpenChunks(Nonce, asked));
    }
}
