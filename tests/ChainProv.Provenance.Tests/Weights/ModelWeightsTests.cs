using ChainProv.Groth16.Vectors;
using ChainProv.Provenance.Files;
using ChainProv.Provenance.Json;
using ChainProv.Provenance.Models;
using ChainProv.Provenance.Tests.Authorities;
using ChainProv.Provenance.Weights;

namespace ChainProv.Provenance.Tests.Weights;

/// <summary>The files beside a <c>model.json</c>: which seed is taken, when a fresh one is, and what is refused.</summary>
public sealed class ModelWeightsTests : IDisposable
{
    private static readonly TensorData[] Tensors = [Sample.Random("w", "BF16", [100]), Sample.Random("x", "F32", [10])];

    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private string ModelFile => _folder.At("model.json");

    private string Weights => _folder.At("model.weights");

    private string SecretPath => _folder.At("model.weights.secret.json");

    private string Ledger => _folder.At("model.openings");

    private string Shard(TensorData[]? tensors = null) => _folder.Write("model.safetensors", SafetensorsWriter.Bytes(tensors ?? Tensors));

    [Fact]
    public void The_same_files_have_one_seed_and_are_committed_to_once()
    {
        ModelWeights first = Commit();
        WeightsSecret secret = WeightsSecret.Read(SecretPath);
        ModelWeights second = Commit();
        second.Commitment.Digest.Should().Be(first.Commitment.Digest).And.Be(secret.WeightsDigest);
        (first.Resumed, second.Resumed).Should().Be((0, 2));
        WeightsSecret.Read(SecretPath).Should().Be(secret);
        if (!OperatingSystem.IsWindows()) File.GetUnixFileMode(SecretPath).Should().Be(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        secret.ToString().Should().NotContain(secret.Seed.ToString());
    }

    [Fact]
    public void Other_files_have_another_seed_and_so_do_the_first_ones_after_them()
    {
        List<Sha256Digest> seeds = [];
        foreach (TensorData[] tensors in (TensorData[][])[Tensors, Sample.WithBitTurned(Tensors, "w", 0), Tensors])
        {
            Commit(tensors);
            seeds.Add(WeightsSecret.Read(SecretPath).Seed);
        }

        seeds.Should().OnlyHaveUniqueItems();
    }

    [Fact]
    public void A_seed_on_the_disk_is_gone_on_with_after_an_interruption()
    {
        string shard = Shard();
        WeightsSecret interrupted = WeightsSecret.Create(DigestOf(shard));
        JsonFile.Write(SecretPath, interrupted, secret: true);
        WeightsSecret after = Secret(Commit());
        after.Should().Be(interrupted with { WeightsDigest = after.WeightsDigest });
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void After_fifteen_openings_there_is_a_fresh_seed_even_where_the_commitments_are_gone(bool gone)
    {
        ModelWeights weights = Commit();
        for (uint i = 0; i < WeightsBudget.AllTogether; i++) weights.OpenFor(Fr.From(i));
        FluentActions.Invoking(() => weights.OpenFor(Fr.From(99))).Should().Throw<OpeningsUsedUpException>();
        if (gone) File.Delete(Weights);
        WeightsSecret before = WeightsSecret.Read(SecretPath);
        ModelWeights fresh = Commit();
        WeightsSecret.Read(SecretPath).Seed.Should().NotBe(before.Seed);
        fresh.Commitment.Digest.Should().NotBe(before.WeightsDigest);
        fresh.OpenFor(Fr.One).Problem(fresh.Commitment, ModelWeights.ContextOf(Fr.One)).Should().BeNull();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Whose_ledger_is_lost_is_not_opened_again_under_that_seed(bool commitmentsToo)
    {
        Commit().OpenFor(Fr.One);
        Sha256Digest seed = WeightsSecret.Read(SecretPath).Seed;
        Directory.Delete(Ledger, recursive: true);
        if (commitmentsToo) File.Delete(Weights);
        else Authority.Refused(() => ModelWeights.Open(ModelFile, [_folder.At("model.safetensors")], Sample.Options), $"{Ledger}: is missing*");
        Commit();
        WeightsSecret.Read(SecretPath).Seed.Should().NotBe(seed);
        Directory.Exists(Ledger).Should().BeTrue("it is there before anything is opened, so that its absence tells");
    }

    [Fact]
    public void Files_that_change_while_they_are_committed_to_are_refused_and_not_kept()
    {
        string shard = Shard();
        Sha256Digest before = DigestOf(shard);
        WeightSource source = WeightSource.Find([shard])!;
        Shard(Sample.WithBitTurned(Tensors, "w", 0));
        Authority.Refused(() => ModelWeights.Commit(ModelFile, source, before, isPublic: false, Sample.Options), "*was changed while it was read*");
        WeightsSecret.Read(SecretPath).WeightsDigest.IsZero.Should().BeTrue();

        Commit().OpenFor(Fr.One);
    }

    [Fact]
    public void Public_weights_need_no_secret_and_no_ledger_and_anyone_has_the_same()
    {
        ModelWeights weights = Commit(isPublic: true);
        _folder.Names().Should().Equal("model.safetensors", "model.weights");
        for (uint i = 0; i <= WeightsBudget.AllTogether; i++) weights.OpenFor(Fr.From(i));
        weights.Commitment.Digest.Should().Be(Sample.Commit(_folder, Tensors, ChunkBlinding.Public).Digest);
        ModelWeights.Open(ModelFile, [_folder.At("model.safetensors")], Sample.Options).OpenChunks(Sha256Digest.Of("nonce"u8), 1).Chunks.Should().ContainSingle();
        _folder.Names().Should().Equal("model.safetensors", "model.weights");
    }

    [Fact]
    public void Going_public_and_back_keeps_seed_and_count()
    {
        ModelWeights hiding = Commit();
        hiding.OpenFor(Fr.One);
        Commit(isPublic: true).Commitment.IsHiding.Should().BeFalse();
        ModelWeights again = Commit();
        again.Commitment.Digest.Should().Be(hiding.Commitment.Digest);
        for (uint i = 1; i < WeightsBudget.AllTogether; i++) again.OpenFor(Fr.From(i));
        FluentActions.Invoking(() => again.OpenFor(Fr.From(99))).Should().Throw<OpeningsUsedUpException>();
    }

    [Fact]
    public void A_secret_that_others_can_read_is_refused()
    {
        if (OperatingSystem.IsWindows()) return;
        Commit();
        File.SetUnixFileMode(SecretPath, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead);
        Authority.Refused(() => Commit(), $"{SecretPath}: others*");
    }

    [Fact]
    public void An_opening_is_for_one_model_commitment()
    {
        ModelWeights weights = Commit();
        weights.OpenFor(Fr.One).Problem(weights.Commitment, ModelWeights.ContextOf(Fr.From(2))).Should().Match("the opening was made for the context*");
        ModelWeights.ContextOf(Fr.One).Should().Be(Sha256Digest.Of([.. "chainprov/weights-of-model/v1\0"u8, .. new byte[31], 1]));
    }

    private ModelWeights Commit(TensorData[]? tensors = null, bool isPublic = false)
    {
        string shard = Shard(tensors);
        return ModelWeights.Commit(ModelFile, WeightSource.Find([shard])!, DigestOf(shard), isPublic, Sample.Options);
    }

    private WeightsSecret Secret(ModelWeights weights)
    {
        WeightsSecret secret = WeightsSecret.Read(SecretPath);
        secret.WeightsDigest.Should().Be(weights.Commitment.Digest);
        return secret;
    }

    private static Sha256Digest DigestOf(string shard) => ModelDigest.Of(ModelFiles.Read([shard]));
}
