using ChainProv.Provenance.Datasets;
using ChainProv.Provenance.Files;
using ChainProv.Provenance.Json;

namespace ChainProv.Provenance.Tests.Datasets;

public sealed class RecordProofTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly string _dataset;

    public RecordProofTests()
    {
        _dataset = _folder.At("dataset.json");
        string data = _folder.Write("data.jsonl", string.Concat(Enumerable.Range(0, 21).Select(i => $$"""{"id":"k{{i}}","license":"MIT","source":"s{{i}}","bin":{{i}}}""" + "\n")));
        DatasetCommitter.CommitAsync(data, _dataset).GetAwaiter().GetResult();
        File.Delete(data);
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Every_record_can_be_opened_by_key_and_by_index_without_the_data()
    {
        for (int i = 0; i < 21; i++)
        {
            RecordProof proof = RecordOpener.Open(_dataset, $"k{i}");
            proof.Index.Should().Be(i);
            proof.IsValid().Should().BeTrue();
            RecordOpener.Open(_dataset, $"{i}").Leaf.Should().Be(proof.Leaf);
            string file = _folder.At("proof.json");
            proof.Write(file);
            RecordProof.Read(file).IsValid().Should().BeTrue();
        }
    }

    [Theory]
    [InlineData("k21")]
    [InlineData("21")]
    [InlineData("-1")]
    [InlineData("")]
    public void What_is_not_there_is_not_opened(string key) => FluentActions.Invoking(() => RecordOpener.Open(_dataset, key)).Should().Throw<KeyNotFoundException>();

    [Fact]
    public void A_proof_with_any_part_changed_is_false()
    {
        RecordProof proof = RecordOpener.Open(_dataset, "k5");
        RecordProof[] forged =
        [
            proof with { DatasetRoot = proof.DatasetRoot + Fr.One },
            proof with { Records = 22 },
            proof with { Index = 4 },
            proof with { Leaf = proof.Leaf + Fr.One },
            proof with { Siblings = proof.Siblings.SetItem(2, Fr.One) },
            proof with { Siblings = proof.Siblings.RemoveAt(4) },
            proof with { Record = proof.Record with { Key = "k6" } },
            proof with { Record = proof.Record with { Size = proof.Record.Size + 1 } },
            proof with { Record = proof.Record with { Sha256 = default } },
            proof with { Record = proof.Record with { Licence = "CC0-1.0" } },
            proof with { Record = proof.Record with { Source = "" } },
            proof with { Record = proof.Record with { Bin = 0 } },
            proof with { Index = 21, Leaf = Fr.Zero },
        ];
        forged.Should().OnlyContain(candidate => !candidate.IsValid());
    }

    [Fact]
    public void A_records_file_that_was_cut_or_changed_is_refused()
    {
        string records = DatasetCommitment.RecordsPath(_dataset);
        byte[] good = File.ReadAllBytes(records);
        for (int length = 0; length < good.Length; length += 61)
        {
            File.WriteAllBytes(records, good[..length]);
            FluentActions.Invoking(() => RecordOpener.Open(_dataset, "k5")).Should().Throw<InputException>().WithMessage($"{records}: *");
        }

        for (int position = 0; position < good.Length; position += 53)
        {
            byte[] bad = [.. good];
            bad[position] ^= 1;
            File.WriteAllBytes(records, bad);
            FluentActions.Invoking(() => RecordOpener.Open(_dataset, "k5")).Should().Throw<InputException>().WithMessage($"{records}: *");
        }

        File.Delete(records);
        FluentActions.Invoking(() => RecordOpener.Open(_dataset, "k5")).Should().Throw<InputException>().WithMessage($"{records}: no such file");
    }

    [Fact]
    public async Task The_records_of_another_dataset_are_refused()
    {
        string other = _folder.At("other.json");
        await DatasetCommitter.CommitAsync(_folder.Write("other.jsonl", "{}\n"), other);
        File.Copy(DatasetCommitment.RecordsPath(other), DatasetCommitment.RecordsPath(_dataset), overwrite: true);
        FluentActions.Invoking(() => RecordOpener.Open(_dataset, "k5")).Should().Throw<InputException>().WithMessage("*belongs to another dataset*");
    }

    [Fact]
    public void The_records_are_private()
    {
        if (OperatingSystem.IsWindows()) return;
        File.GetUnixFileMode(DatasetCommitment.RecordsPath(_dataset)).Should().Be(UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }

    [Theory]
    [InlineData("data.jsonl", "out.records", "out.records: is where the records file would go*")]
    [InlineData("data.jsonl", "data.jsonl", "data.jsonl: would be overwritten by its own commitment*")]
    [InlineData("data.records", "data.json", "data.records: would be overwritten by its own commitment*")]
    public async Task A_commitment_overwrites_neither_itself_nor_the_dataset(string data, string output, string message)
    {
        string path = _folder.Write(data, "{}\n");
        string[] before = [.. _folder.Names()];
        await FluentActions.Invoking(() => DatasetCommitter.CommitAsync(path, _folder.At(output), new DatasetOptions { Format = DatasetFormat.JsonLines }))
            .Should().ThrowAsync<DatasetException>().WithMessage(_folder.At(message));
        File.ReadAllText(path).Should().Be("{}\n");
        _folder.Names().Should().Equal(before);
    }

    [Fact]
    public async Task A_failed_commitment_leaves_the_old_files()
    {
        byte[] dataset = await File.ReadAllBytesAsync(_dataset), records = await File.ReadAllBytesAsync(DatasetCommitment.RecordsPath(_dataset));
        string bad = _folder.Write("bad.jsonl", "{}\n{}\nbad\n");
        await FluentActions.Invoking(() => DatasetCommitter.CommitAsync(bad, _dataset)).Should().ThrowAsync<DatasetException>();
        (await File.ReadAllBytesAsync(_dataset)).Should().Equal(dataset);
        (await File.ReadAllBytesAsync(DatasetCommitment.RecordsPath(_dataset))).Should().Equal(records);
        _folder.Names().Should().Equal("bad.jsonl", "dataset.json", "dataset.records");
    }

    [Fact]
    public void A_dataset_file_reads_back_and_holds_no_path()
    {
        DatasetCommitment commitment = DatasetCommitment.Read(_dataset);
        commitment.Records.Should().Be(21);
        commitment.LicenceIds.Should().Equal("MIT");
        File.ReadAllText(_dataset).Should().NotContain(_folder.Root).And.NotContain("data.jsonl");
    }

    [Theory]
    [InlineData("\"records\": 21", "\"records\": 0", ", $.records*")]
    [InlineData("\"records\": 21", "\"records\": 21.5", ", $.records*")]
    [InlineData("\"records\": 21", "\"records\": 4294967296", ", $.records: a dataset has between 1 and 4,294,967,295 records")]
    [InlineData("\"manifest\": {}", "\"manifest\": {\"license\": \"MIT\"}", ", $.manifestDigest*")]
    [InlineData("\"manifest\": {}", "\"manifest\": []", ", $.manifest*")]
    [InlineData("\"bytes\":", "\"octets\":", "*")]
    [InlineData("\"bytes\":", "\"records\": 1, \"bytes\":", "*")]
    [InlineData("chainprov/dataset/v1", "chainprov/model/v1", ", $.format: is a \"chainprov/model/v1\" file; a chainprov/dataset/v1 file is needed")]
    [InlineData("\"datasetRoot\": \"0x", "\"datasetRoot\": \"0xff", ", $.datasetRoot*")]
    [InlineData("\"licence\": \"MIT\"", "\"licence\": \"mit\"", ", $.licences*")]
    public void A_dataset_file_with_a_wrong_part_is_refused(string old, string replacement, string message)
    {
        string text = File.ReadAllText(_dataset);
        text.Should().Contain(old);
        File.WriteAllText(_dataset, text.Replace(old, replacement, StringComparison.Ordinal));
        FluentActions.Invoking(() => DatasetCommitment.Read(_dataset)).Should().Throw<InputException>().WithMessage($"{_dataset}{message}");
    }

    [Fact]
    public void A_proof_file_that_is_malformed_is_refused()
    {
        string file = _folder.At("proof.json");
        RecordProof proof = RecordOpener.Open(_dataset, "k5");
        foreach (RecordProof bad in new[]
        {
            proof with { Index = -1 }, proof with { Index = 21 }, proof with { Records = 0 }, proof with { Siblings = [] },
            proof with { Records = DatasetCommitment.MaxRecords + 1, Siblings = [.. new Fr[33]] }, proof with { Records = 1L << 50, Siblings = [.. new Fr[50]] },
            proof with { Records = long.MaxValue, Siblings = [.. new Fr[63]] },
        })
        {
            JsonFile.Write(file, bad);
            FluentActions.Invoking(() => RecordProof.Read(file)).Should().Throw<InputException>();
            bad.IsValid().Should().BeFalse();
        }
    }
}
