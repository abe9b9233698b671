using System.Text.Json.Nodes;
using ChainProv.Provenance.Authorities;
using ChainProv.Provenance.Datasets;
using ChainProv.Provenance.Tests.Authorities;

namespace ChainProv.Provenance.Tests.Datasets;

/// <summary>A publisher can write into his files what he likes: an authority certifies only what his records add up to.</summary>
public sealed class DatasetAuditTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly string _dataset, _records;
    private readonly DatasetCommitment _honest;

    public DatasetAuditTests()
    {
        _dataset = _folder.At("dataset.json");
        _records = DatasetCommitment.RecordsPath(_dataset);
        _honest = Commit("""
            {"id":"a","license":"MIT"}
            {"id":"b","license":"LicenseRef-Proprietary AND MIT","source":"s","bin":4}
            {"id":"c"}

            """);
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Files_that_agree_are_verified_and_certified_with_every_licence()
    {
        VerifiedDataset verified = DatasetAudit.Verify(_dataset);
        verified.Commitment.DatasetRoot.Should().Be(_honest.DatasetRoot);
        (AuthorityTree tree, int index) = AuthorityTree.Empty(Authority.Key).Certify(verified, [], null, Authority.Clock);
        tree.Certificate(index).Certification.Licences.Should().Equal("LicenseRef-Proprietary", "MIT", "NOASSERTION");
    }

    [Fact]
    public void More_records_than_a_batch_are_verified()
    {
        Commit(string.Concat(Enumerable.Range(0, 9000).Select(i => $$"""{"id":"k{{i}}","license":"{{(i % 3 == 0 ? "MIT" : "CC0-1.0")}}"}""" + "\n")));
        DatasetAudit.Verify(_dataset).Commitment.Licences.Should().Equal(new LicenceCount("CC0-1.0", 6000), new LicenceCount("MIT", 3000));
    }

    [Fact]
    public void A_licence_that_was_left_out_is_found()
    {
        Claim(json => json["licences"]!.AsArray().RemoveAt(0));
        Refused($"{_dataset}, $.licences: the records beside it are under LicenseRef-Proprietary (1), MIT (2), NOASSERTION (1)");
    }

    [Fact]
    public void Any_other_claim_about_the_licences_is_refused()
    {
        foreach (Action<JsonArray> lie in (Action<JsonArray>[])
        [
            licences => licences[0]!["licence"] = "CC0-1.0",
            licences => licences[0]!["records"] = 2,
            licences => licences.Add(new JsonObject { ["licence"] = "MIT-0", ["records"] = 1 }),
            licences => licences.Add(licences[0]!.DeepClone()),
        ])
        {
            byte[] honest = File.ReadAllBytes(_dataset);
            Claim(json => lie(json["licences"]!.AsArray()));
            Refused($"{_dataset}, $.licences: *");
            File.WriteAllBytes(_dataset, honest);
        }
    }

    [Fact]
    public void Another_size_count_or_root_is_refused()
    {
        Claim(json => json["bytes"] = _honest.Bytes + 1);
        Refused($"{_dataset}, $.bytes: the records beside it have {_honest.Bytes} bytes");
        Claim(json => json["records"] = 2);
        Refused($"{_records}: holds 3 records, not the 2 that the dataset file says");
        Claim(json => json["datasetRoot"] = Fr.One.ToString());
        Refused($"{_records}: belongs to another dataset than the one with root {Fr.One}");
    }

    [Fact]
    public void Without_the_records_nothing_is_certified()
    {
        File.Delete(_records);
        Refused($"{_records}: no such file");
    }

    [Fact]
    public void A_licence_changed_in_the_records_no_longer_has_its_leaf()
    {
        Rewrite(_honest, entries => entries[1] = entries[1] with { Record = entries[1].Record with { Licence = "MIT" } });
        Refused($"{_records}, record 1: its leaf is not that of its fields");
    }

    [Fact]
    public void Records_that_are_changed_together_with_their_leaves_no_longer_have_the_root()
    {
        Rewrite(_honest, entries => entries[1] = With(entries[1].Record with { Licence = "MIT" }));
        Refused($"{_dataset}, $.datasetRoot: the records beside it have the root *");
    }

    [Fact]
    public void More_or_fewer_records_than_are_counted_are_refused()
    {
        Rewrite(_honest, entries => entries.Add(With(new DatasetRecord("d", 1, default, "MIT", "", 0))));
        Refused($"{_records}: is truncated or damaged*");
        Rewrite(_honest, entries => entries.RemoveAt(2));
        Refused($"{_records}*is truncated or damaged*");
    }

    [Theory]
    [InlineData("mit", "record 0: the licence \"mit\" should be written \"MIT\"")]
    [InlineData("MIT AND CC0-1.0", "record 0: the licence \"MIT AND CC0-1.0\" should be written \"CC0-1.0 AND MIT\"")]
    [InlineData("MIT AND MIT", "record 0: the licence \"MIT AND MIT\" should be written \"MIT\"")]
    [InlineData("my own", "record 0: \"my own\" is not an SPDX licence id*")]
    [InlineData("", "record 0: \"\" is not an SPDX licence id*")]
    public void A_licence_that_no_commitment_writes_is_refused(string licence, string message)
    {
        Forge(new DatasetRecord("k", 1, default, licence, "", 0));
        Refused($"{_records}, {message}");
    }

    [Fact]
    public void A_key_that_stands_twice_is_refused()
    {
        Forge(new DatasetRecord("k", 1, default, "MIT", "", 0), new DatasetRecord("l", 1, default, "MIT", "", 0), new DatasetRecord("k", 2, default, "MIT", "", 0));
        Refused($"{_records}, record 2: duplicate key \"k\" (first on record 0)");
    }

    [Fact]
    public void Sizes_that_are_negative_or_add_up_to_too_much_are_refused()
    {
        Forge(new DatasetRecord("k", -1, default, "MIT", "", 0));
        Refused($"{_records}, record 0: is truncated or damaged*");
        Forge(new DatasetRecord("k", long.MaxValue, default, "MIT", "", 0), new DatasetRecord("l", 1, default, "MIT", "", 0));
        Refused($"{_records}, record 1: the records are larger than any disk");
    }

    private void Refused(string message) => Authority.Refused(() => DatasetAudit.Verify(_dataset), message);

    private DatasetCommitment Commit(string lines) => DatasetCommitter.CommitAsync(_folder.Write("data.jsonl", lines), _dataset).GetAwaiter().GetResult();

    /// <summary>Changes what the dataset file says.</summary>
    private void Claim(Action<JsonNode> lie)
    {
        JsonNode json = JsonNode.Parse(File.ReadAllBytes(_dataset))!;
        lie(json);
        File.WriteAllText(_dataset, json.ToJsonString());
    }

    /// <summary>Changes the records, and puts a fresh digest under them that belongs to the commitment.</summary>
    private void Rewrite(DatasetCommitment commitment, Action<List<LeafRecord>> change)
    {
        Commit(File.ReadAllText(_folder.At("data.jsonl")));
        List<LeafRecord> entries = [.. RecordsFile.Open(_records, _honest).Records(_honest.Records)];
        change(entries);
        Write(commitment, entries);
    }

    /// <summary>A dataset of records that no commitment would make, in files that fit together.</summary>
    private void Forge(params DatasetRecord[] records)
    {
        DatasetCommitment forged = _honest with { Records = records.Length, DatasetRoot = Fr.From(5) };
        forged.Write(_dataset);
        Write(forged, [.. records.Select(With)]);
    }

    private void Write(DatasetCommitment commitment, List<LeafRecord> entries)
    {
        using RecordsFileWriter writer = RecordsFileWriter.Create(_records);
        foreach (LeafRecord entry in entries) writer.Append(entry);
        writer.Commit(commitment);
    }

    private static LeafRecord With(DatasetRecord record) => new(record, record.Leaf());
}
