using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using ChainProv.Provenance.Authorities;
using ChainProv.Provenance.Files;
using ChainProv.Provenance.Json;
using ChainProv.Provenance.Models;
using ChainProv.Provenance.Statements;
using ChainProv.Provenance.Tests.Authorities;
using ChainProv.Provenance.Weights;

namespace ChainProv.Provenance.Tests.Models;

public sealed class ModelTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_digest_is_that_of_the_page()
    {
        _folder.Write("m/b", "B");
        _folder.Write("m/a/c", "CC");
        byte[] list =
        [
            .. "chainprov/model/v1\0"u8, 0, 0, 0, 2,
            0, 0, 0, 3, .. "a/c"u8, 0, 0, 0, 0, 0, 0, 0, 2, .. SHA256.HashData("CC"u8),
            0, 0, 0, 1, .. "b"u8, 0, 0, 0, 0, 0, 0, 0, 1, .. SHA256.HashData("B"u8),
        ];
        ModelDigest.Of(ModelFiles.Read([_folder.At("m")])).ToArray().Should().Equal(SHA256.HashData(list));
    }

    [Fact]
    public void A_files_name_is_its_own_and_a_folders_files_are_named_inside_it()
    {
        _folder.Write("m/x/b", "B");
        string file = _folder.Write("other/a", "A");
        ModelFiles.Read([_folder.At("m"), file]).Select(entry => entry.Name).Should().Equal("a", "x/b");
        ModelDigest.Of(ModelFiles.Read([_folder.Write("n/a", "A")])).Should().Be(ModelDigest.Of(ModelFiles.Read([file])));
        ModelDigest.Of(ModelFiles.Read([_folder.Write("n/b", "A")])).Should().NotBe(ModelDigest.Of(ModelFiles.Read([file])));
    }

    [Fact]
    public void Paths_that_are_missing_empty_or_share_a_name_are_refused()
    {
        string one = _folder.Write("1/a", "A"), two = _folder.Write("2/a", "A");
        Authority.Refused(() => ModelFiles.Read([one, two]), "*two files are named \"a\"*");
        Authority.Refused(() => ModelFiles.Read([_folder.At("none")]), "*none: no such file");
        Directory.CreateDirectory(_folder.At("empty"));
        Authority.Refused(() => ModelFiles.Read([_folder.At("empty")]), "*empty: holds no files");
        Authority.Refused(() => ModelFiles.Read([]), "*between 1 and*");
        File.CreateSymbolicLink(_folder.At("1/link"), "/etc/hostname");
        Authority.Refused(() => ModelFiles.Read([_folder.At("1")]), "*link: is a symbolic link*");
    }

    [Fact]
    public void A_committed_model_opens_and_its_public_half_hides_the_rest()
    {
        string path = _folder.At("model.json");
        DatasetCertificate[] datasets = [Authority.Certificate(1), Authority.Certificate(2)];
        CommittedModel model = TestModels.Commit(_folder.Write("weights.bin", "W"), ModelFacts.None with { BaseDigest = Sha256Digest.Of("base"u8) }, TrainingLink.None, datasets);
        model.Write(path);
        PublicModel read = PublicModel.Read(path);
        SecretModel secret = SecretModel.Read(SecretModel.PathFor(path));
        read.Slots.Should().Be(4);
        read.TrainingLink.Should().Be(TrainingLink.None);
        secret.Opening().Commitment().Should().Be(read.ModelCommitment);
        string text = File.ReadAllText(path);
        text.Should().NotContain(datasets[0].DatasetRoot.ToString()).And.NotContain(secret.Blinding.ToString()).And.NotContain(_folder.Root);
        model.ToString().Should().NotContain(secret.Blinding.ToString());
        SecretModel.PathFor(path).Should().Be(_folder.At("model.secret.json"));
        if (!OperatingSystem.IsWindows()) File.GetUnixFileMode(SecretModel.PathFor(path)).Should().Be(UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }

    [Fact]
    public void Two_commitments_to_the_same_model_cannot_be_linked()
    {
        string weights = _folder.Write("weights.bin", "W");
        CommittedModel Commit() => TestModels.Commit(weights, Authority.Certificate(1));
        Commit().Public.ModelCommitment.Should().NotBe(Commit().Public.ModelCommitment);
    }

    [Fact]
    public void Datasets_that_cannot_stand_in_one_release_are_refused()
    {
        string weights = _folder.Write("weights.bin", "W");
        Refused([], "*at least one*");
        Refused([Authority.Certificate(1), Authority.Certificate(1)], "*declared twice");
        Refused([Authority.Certificate(1), Authority.Certificate(2, Authority.OtherKey)], "*one authority");
        Refused([.. Enumerable.Range(1, 17).Select(i => Authority.Certificate((ulong)i))], "*room for 16");

        void Refused(DatasetCertificate[] datasets, string message) =>
            FluentActions.Invoking(() => TestModels.Commit(weights, datasets)).Should().Throw<CertificationException>().WithMessage(message);
    }

    [Fact]
    public void A_secret_that_opens_to_one_dataset_twice_is_refused()
    {
        string path = _folder.At("model.secret.json");
        AuthorityTree first = AuthorityTree.Empty(Authority.Key).With(1), again = first.Revoke(Fr.From(1), Authority.Clock).With(1, "with", "other", "tags");
        foreach (DatasetCertificate[] twice in (DatasetCertificate[][])[[first.Certificate(0), first.Certificate(0)], [first.Certificate(0), again.Certificate(1)]])
        {
            SecretModel secret = new(ModelFacts.None, TrainingLink.None, Fr.Zero, Fr.One, [.. twice], []);
            JsonFile.Write(path, secret with { ModelCommitment = secret.Opening().Commitment() }, secret: true);
            Authority.Refused(() => SecretModel.Read(path), $"{path}, $.datasets: dataset {Fr.From(1)} is declared twice");
        }
    }

    [Fact]
    public void A_secret_that_others_can_read_is_refused()
    {
        if (OperatingSystem.IsWindows()) return;
        string path = _folder.At("model.json"), secretPath = SecretModel.PathFor(path);
        TestModels.Commit(_folder.Write("w", "W"), Authority.Certificate(1)).Write(path);
        foreach (UnixFileMode others in (UnixFileMode[])[UnixFileMode.GroupRead, UnixFileMode.OtherRead, UnixFileMode.OtherWrite])
        {
            File.SetUnixFileMode(secretPath, UnixFileMode.UserRead | UnixFileMode.UserWrite | others);
            Authority.Refused(() => SecretModel.Read(secretPath), $"{secretPath}: others than its owner can read or change it; make it private with chmod 600");
        }
    }

    [Fact]
    public void Certificates_are_refreshed_to_the_newest_root()
    {
        AuthorityTree first = AuthorityTree.Empty(Authority.Key).With(1), second = first.MarkPublished(1).With(2);
        SecretModel secret = TestModels.Commit(_folder.Write("w", "W"), first.Certificate(0), second.Certificate(1)).Secret;
        secret.Datasets.Select(certificate => certificate.Revision).Should().Equal(1, 2);
        SecretModel refreshed = secret.Refreshed([second.Certificate(0)], []);
        refreshed.Datasets.Select(certificate => certificate.Head()).Should().AllBeEquivalentTo(second.Head());
        refreshed.Opening().Commitment().Should().Be(secret.ModelCommitment);
        refreshed.Refreshed([first.Certificate(0), Authority.Certificate(1, Authority.OtherKey)], []).Datasets.Should().Equal(refreshed.Datasets);
    }

    [Fact]
    public void A_certificate_that_was_issued_again_before_the_revision_was_published_is_taken()
    {
        AuthorityTree first = AuthorityTree.Empty(Authority.Key).With(1), second = first.With(2);
        SecretModel secret = TestModels.Commit(_folder.Write("w", "W"), first.Certificate(0)).Secret;
        SecretModel refreshed = secret.Refreshed([second.Certificate(0)], []);
        refreshed.Align(refreshed.Datasets).Head.Should().Be(second.Head());
    }

    [Fact]
    public void A_model_keeps_the_newest_cosignatures_of_its_own_and_needs_one_for_each_dataset()
    {
        string path = _folder.At("model.secret.json");
        ModelFacts facts = ModelFacts.None with { WeightsDigest = Sha256Digest.Of("weights"u8) };
        AuthorityTree tree = AuthorityTree.Empty(Authority.Key).With(1).With(2);
        SecretModel secret = TestModels.Commit(_folder.Write("w", "W"), facts, TrainingLink.AuthorityCosigned, tree.Certificate(0), tree.Certificate(1)).Secret;
        FluentActions.Invoking(() => secret.Align(secret.Datasets)).Should().Throw<CertificationException>().WithMessage("*nobody vouches*");

        (AuthorityTree one, int first) = tree.Cosign(Fr.From(1), secret.Facts);
        (AuthorityTree both, int second) = one.Cosign(Fr.From(2), secret.Facts);
        (AuthorityTree strange, int other) = both.Cosign(Fr.From(1), secret.Facts with { BaseDigest = Sha256Digest.Of("another base"u8) });
        SecretModel refreshed = secret.Refreshed([], [one.CosignatureCertificate(first), strange.CosignatureCertificate(other)]);
        refreshed.Cosignatures.Should().ContainSingle().Which.LeafIndex.Should().Be(first);
        FluentActions.Invoking(() => refreshed.Align(refreshed.Datasets)).Should().Throw<CertificationException>().WithMessage($"*{Fr.From(2)}*");
        refreshed.Align([refreshed.Datasets[0]]).Datasets.Should().ContainSingle();

        refreshed = refreshed.Refreshed([strange.Certificate(0), strange.Certificate(1)], [strange.CosignatureCertificate(first), strange.CosignatureCertificate(second)]);
        refreshed.Align(refreshed.Datasets).Head.Should().Be(strange.Head());
        JsonFile.Write(path, refreshed, secret: true);
        SecretModel.Read(path).Cosignatures.Should().HaveCount(2);

        foreach (SecretModel bad in new[]
        {
            refreshed with { Cosignatures = [refreshed.Cosignatures[0], refreshed.Cosignatures[0]] }, refreshed with { Cosignatures = [.. refreshed.Cosignatures, refreshed.Cosignatures[0]] },
            refreshed with { Cosignatures = [strange.CosignatureCertificate(other)] }, refreshed with { Cosignatures = [refreshed.Cosignatures[0] with { Salt = Fr.One }] },
            WithoutSecondDataset(refreshed), WithLink(refreshed, TrainingLink.None),
        })
        {
            JsonFile.Write(path, bad, secret: true);
            Authority.Refused(() => SecretModel.Read(path), $"{path}, $.cosignatures*");
        }

        static SecretModel WithoutSecondDataset(SecretModel model) => Reopened(model with { Datasets = [model.Datasets[0]], Cosignatures = [model.Cosignatures[1]] });
        static SecretModel WithLink(SecretModel model, TrainingLink link) => Reopened(model with { TrainingLink = link });
        static SecretModel Reopened(SecretModel model) => model with { ModelCommitment = model.Opening().Commitment() };
    }

    [Fact]
    public void An_opening_of_other_weights_or_for_another_commitment_is_refused()
    {
        string path = _folder.At("model.json");
        ModelFacts facts = ModelFacts.None with { WeightsDigest = Sha256Digest.Of("weights"u8) };
        PublicModel model = TestModels.Commit(_folder.Write("w", "W"), facts, TrainingLink.None, Authority.Certificate(1)).Public;
        WeightsOpening good = new(facts.WeightsDigest, ModelWeights.ContextOf(model.ModelCommitment), Fr.One, G1Affine.Generator);
        JsonFile.Write(path, model with { WeightsOpening = good });
        PublicModel.Read(path).WeightsOpening.Should().Be(good);
        foreach (WeightsOpening? bad in (WeightsOpening?[])[null, good with { WeightsDigest = default }, good with { Context = ModelWeights.ContextOf(Fr.One) }])
        {
            JsonFile.Write(path, model with { WeightsOpening = bad });
            Authority.Refused(() => PublicModel.Read(path), $"{path}, $.weightsOpening*");
        }
    }

    [Fact]
    public void The_secret_of_another_commitment_is_told()
    {
        CommittedModel[] models = [.. Enumerable.Range(0, 2).Select(_ => TestModels.Commit(_folder.Write("w", "W"), Authority.Certificate(1)))];
        models[0].Secret.RequireOf(models[0].Public, "model.json");
        Authority.Refused(() => models[0].Secret.RequireOf(models[1].Public, "model.json"), "model.json: the secret file is not that of this model*");
        Authority.Refused(() => models[0].Secret.RequireOf(models[0].Public with { TrainingLink = TrainingLink.AuthorityCosigned }, "model.json"), "model.json: *");
        Authority.Refused(() => models[0].Secret.RequireOf(models[0].Public with { Facts = ModelFacts.None }, "model.json"), "model.json: *");
    }

    [Fact]
    public void Model_files_with_a_part_changed_are_refused()
    {
        string path = _folder.At("model.json"), secretPath = SecretModel.PathFor(path);
        CommittedModel model = TestModels.Commit(_folder.Write("w", "W"), Authority.Certificate(1));
        foreach (PublicModel bad in new[]
        {
            model.Public with { Facts = ModelFacts.None }, model.Public with { Slots = 2 }, model.Public with { TrainingLink = TrainingLink.Proved }, model.Public with { Files = [] },
            model.Public with { Files = [model.Public.Files[0] with { Name = "../w" }] }, model.Public with { Files = [model.Public.Files[0], model.Public.Files[0]] },
        })
        {
            JsonFile.Write(path, bad);
            Authority.Refused(() => PublicModel.Read(path), $"{path}, *");
        }

        foreach (SecretModel bad in new[]
        {
            model.Secret with { Blinding = Fr.One }, model.Secret with { Facts = ModelFacts.None }, model.Secret with { Facts = model.Secret.Facts with { BaseDigest = model.Public.ModelDigest } },
            model.Secret with { TrainingLink = TrainingLink.AuthorityCosigned },
            model.Secret with { Datasets = [] }, model.Secret with { Datasets = [Authority.Certificate(2)] },
        })
        {
            JsonFile.Write(secretPath, bad, secret: true);
            Authority.Refused(() => SecretModel.Read(secretPath), $"{secretPath}, *");
        }
    }

    [Fact]
    public void A_safetensors_file_is_summarised()
    {
        SafetensorsHeader header = SafetensorsHeader.Read(Safetensors(
            """{"__metadata__":{"format":"pt"},"b":{"dtype":"F32","shape":[2],"data_offsets":[6,14]},"a":{"dtype":"BF16","shape":[1,3],"data_offsets":[0,6]}}   """, 14));
        header.Tensors.Select(tensor => tensor.Name).Should().Equal("a", "b");
        header.Parameters.Should().Be(5);
        SafetensorsHeader.Read(Safetensors("""{"s":{"dtype":"I64","shape":[],"data_offsets":[0,8]}}""", 8)).Parameters.Should().Be(1);
        SafetensorsHeader.Read(Safetensors("{}", 0)).Parameters.Should().Be(0);
    }

    [Theory]
    [InlineData("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}""", 7, "*tensors take 8 bytes, but 7 follow the header (is it truncated?)")]
    [InlineData("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}""", 9, "*tensors take 8 bytes, but 9 follow the header")]
    [InlineData("""{"a":{"dtype":"F32","shape":[3],"data_offsets":[0,8]}}""", 8, "*tensor \"a\": [3] of F32 needs 12 bytes, its offsets give 8")]
    [InlineData("""{"a":{"dtype":"F99","shape":[2],"data_offsets":[0,8]}}""", 8, "*the data type \"F99\" is unknown")]
    [InlineData("""{"a":{"dtype":"U8","shape":[4],"data_offsets":[4,8]}}""", 8, "*its data begins at byte 4, but the data before ends at 0*")]
    [InlineData("""{"a":{"dtype":"U8","shape":[4],"data_offsets":[0,4]},"b":{"dtype":"U8","shape":[4],"data_offsets":[2,6]}}""", 6, "*neither holes nor overlaps*")]
    [InlineData("""{"a":{"dtype":"U8","shape":[4],"data_offsets":[0,4]},"a":{"dtype":"U8","shape":[4],"data_offsets":[0,4]}}""", 4, "*'a'*")]
    [InlineData("""{"a":{"dtype":"U8","shape":[-4],"data_offsets":[0,4]}}""", 4, "*shape must be a list of whole numbers")]
    [InlineData("""{"a":{"dtype":"U8","shape":[9223372036854775807,9223372036854775807,16],"data_offsets":[0,4]}}""", 4, "*larger than any file")]
    [InlineData("""{"a":{"dtype":"U8","shape":[4],"data_offsets":[4,0]}}""", 4, "*data_offsets must be a beginning and an end")]
    [InlineData("""{"a":{"dtype":"U8","shape":[4]}}""", 4, "*needs dtype, shape and data_offsets*")]
    [InlineData("""{"__metadata__":{"a":1}}""", 0, "*must be an object of texts")]
    [InlineData("[]", 0, "*does not begin with {")]
    [InlineData("{", 0, "*")]
    public void A_malformed_safetensors_file_is_no_model(string header, int data, string message) =>
        Authority.Refused(() => ModelFiles.Read([Safetensors(header, data)]), message);

    [Fact]
    public void A_safetensors_file_with_a_wrong_length_is_refused()
    {
        Authority.Refused(() => ModelFiles.Read([_folder.Write("a.safetensors", "abc")]), "*is shorter than a header's length");
        Authority.Refused(() => ModelFiles.Read([_folder.Write("a.safetensors", [0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff])]), "*the format allows 100,000,000");
        Authority.Refused(() => ModelFiles.Read([_folder.Write("a.safetensors", [100, 0, 0, 0, 0, 0, 0, 0, (byte)'{'])]), "*is truncated: it ends inside its header");
        Authority.Refused(() => ModelFiles.Read([_folder.Write("a.safetensors", new byte[8])]), "*does not begin with {");
    }

    private string Safetensors(string header, int data)
    {
        byte[] json = Encoding.UTF8.GetBytes(header), length = new byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(length, json.Length);
        return _folder.Write("model.safetensors", [.. length, .. json, .. new byte[data]]);
    }
}
