using System.Text;
using ChainProv.Provenance.Datasets;
using ChainProv.Provenance.Manifests;

namespace ChainProv.Provenance.Tests.Datasets;

public sealed class JsonLinesTests : IDisposable
{
    private const string A = """{"id": "a", "license": "mit", "source": "s1", "bin": 3, "text": "é"}""", B = """{"id":7,"text":"x"}""";

    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_root_is_that_of_the_statement()
    {
        DatasetCommitment commitment = Commitments.Of(_folder.Write("d.jsonl", $"{A}\n{B}\n"));
        commitment.DatasetRoot.Should().Be(Commitments.Root(("a", A, "MIT", "s1", 3), ("7", B, "NOASSERTION", "", 0)));
        commitment.Records.Should().Be(2);
        commitment.Bytes.Should().Be(Encoding.UTF8.GetByteCount(A + B));
        commitment.Licences.Should().Equal(new LicenceCount("MIT", 1), new LicenceCount("NOASSERTION", 1));
    }

    [Fact]
    public void Line_ends_a_missing_last_one_and_a_byte_order_mark_change_nothing()
    {
        DatasetCommitment expected = Commitments.Of(_folder.Write("lf.jsonl", $"{A}\n{B}\n"));
        Commitments.Of(_folder.Write("crlf.jsonl", $"{A}\r\n{B}\r\n")).DatasetRoot.Should().Be(expected.DatasetRoot);
        Commitments.Of(_folder.Write("unended.jsonl", $"{A}\n{B}")).DatasetRoot.Should().Be(expected.DatasetRoot);
        Commitments.Of(_folder.Write("mark.jsonl", $"\uFEFF{A}\n{B}\n")).DatasetRoot.Should().Be(expected.DatasetRoot);
        Commitments.Of(_folder.Write("untold", $"{A}\n{B}\n")).DatasetRoot.Should().Be(expected.DatasetRoot);
    }

    [Fact]
    public void One_changed_byte_changes_the_root() =>
        Commitments.Of(_folder.Write("1.jsonl", A)).DatasetRoot.Should().NotBe(Commitments.Of(_folder.Write("2.jsonl", A.Replace("é", "e"))).DatasetRoot);

    [Fact]
    public void The_number_of_threads_changes_nothing()
    {
        string path = _folder.Write("d.jsonl", string.Concat(Enumerable.Range(0, 3000).Select(i => $$"""{"id":"{{i}}","text":"{{new string('x', i)}}"}""" + "\n")));
        Commitments.Of(path, new DatasetOptions { Threads = 1 }).DatasetRoot.Should().Be(Commitments.Of(path, new DatasetOptions { Threads = 5 }).DatasetRoot);
    }

    [Fact]
    public void A_record_without_id_is_keyed_by_its_index() =>
        Commitments.Of(_folder.Write("d.jsonl", "{}\n{\"id\":null}\n")).DatasetRoot
            .Should().Be(Commitments.Root(("0", "{}", "NOASSERTION", "", 0), ("1", "{\"id\":null}", "NOASSERTION", "", 0)));

    [Fact]
    public void Columns_can_be_named()
    {
        const string line = """{"id":"x","uid":"u","rights":"MIT"}""";
        DatasetOptions options = new() { KeyColumn = "uid", LicenceColumn = "rights" };
        Commitments.Of(_folder.Write("d.jsonl", line), options).DatasetRoot.Should().Be(Commitments.Root(("u", line, "MIT", "", 0)));
        Commitments.Refused(_folder.Write("e.jsonl", $"{line}\n{{\"id\":\"y\"}}\n"), ", line 2: the record has no \"uid\"*", options);
    }

    [Fact]
    public void A_line_longer_than_a_block_is_read_whole()
    {
        string line = $$"""{"id":"long","text":"{{new string('x', 5_000_000)}}"}""";
        Commitments.Of(_folder.Write("d.jsonl", $"{A}\n{line}\n{B}\n")).DatasetRoot
            .Should().Be(Commitments.Root(("a", A, "MIT", "s1", 3), ("long", line, "NOASSERTION", "", 0), ("7", B, "NOASSERTION", "", 0)));
    }

    [Fact]
    public void A_file_without_line_ends_does_not_take_all_memory() =>
        Commitments.Refused(_folder.Write("d.jsonl", new byte[JsonLinesReader.MaxLineBytes + 1]), ", line 1: the line is longer than 16,777,216 bytes");

    [Fact]
    public void A_duplicate_key_is_refused_with_both_lines() => Commitments.Refused(
        _folder.Write("d.jsonl", string.Concat(Enumerable.Range(1, 1200).Select(i => $$"""{"id":"{{(i == 1100 ? 12 : i)}}"}""" + "\n"))),
        ", line 1,100: duplicate key \"12\" (first on line 12)");

    [Fact]
    public void A_key_that_equals_another_records_index_is_a_duplicate() =>
        Commitments.Refused(_folder.Write("d.jsonl", "{\"id\":\"1\"}\n{}\n"), ", line 2: duplicate key \"1\" (first on line 1)");

    [Fact]
    public void The_first_error_in_the_file_is_the_one_reported()
    {
        string path = _folder.Write("d.jsonl", string.Concat(Enumerable.Repeat("{}\n", 5000)) + "bad\n" + new string('{', 2_000_000) + "\n");
        for (int threads = 1; threads < 5; threads++) Commitments.Refused(path, ", line 5,001, byte 1: not valid JSON*", new DatasetOptions { Threads = threads });
    }

    [Theory]
    [InlineData("", ": is empty; an empty dataset cannot be committed")]
    [InlineData("\n", ", line 1: the line is blank; take it out")]
    [InlineData("{}\n\n{}\n", ", line 2: the line is blank; take it out")]
    [InlineData("{}\n  \n", ", line 2: the line is blank; take it out")]
    [InlineData("{}\n[1]\n", ", line 2: a record is a JSON object")]
    [InlineData("{}\n{\"a\":1,\"a\":2}\n", ", line 2*'a'*")]
    [InlineData("{}\n{\"a\":1,}\n", ", line 2, byte 8: not valid JSON*")]
    [InlineData("{\"id\":1.5}", ", line 1: \"id\" must be a text or a whole number")]
    [InlineData("{\"id\":{}}", ", line 1: \"id\" must be a text or a whole number")]
    [InlineData("{\"id\":\"\\ud800\"}", ", line 1: *surrogate*")]
    [InlineData("{\"license\":[\"MIT\"]}", ", line 1: \"license\" must be a text")]
    [InlineData("{\"license\":\"not a licence\"}", ", line 1: \"not a licence\" is not an SPDX licence id*")]
    [InlineData("{\"bin\":-1}", ", line 1: \"bin\" is \"-1\"; a whole number from 0 to 4294967295 is needed")]
    [InlineData("{\"bin\":4294967296}", ", line 1: \"bin\" is*")]
    [InlineData("{\"source\":1}", ", line 1: \"source\" must be a text")]
    public void A_wrong_line_is_named(string content, string message) => Commitments.Refused(_folder.Write("d.jsonl", content), message);

    [Fact]
    public void Deep_binary_and_wrongly_encoded_lines_are_refused()
    {
        Commitments.Refused(_folder.Write("deep.jsonl", "{\"a\":" + new string('[', 70) + new string(']', 70) + "}"), ", line 1, byte *depth*");
        Commitments.Refused(_folder.Write("latin.jsonl", [.. "{\"a\":\""u8, 0xe9, .. "\"}"u8]), ", line 1: the text is not UTF-8");
        Commitments.Refused(_folder.Write("utf16.jsonl", Encoding.Unicode.GetBytes("{}\n")), ", line 1*");
        Commitments.Refused(_folder.Write("gzip", [0x1f, 0x8b, 8, 0, 0, 0]), ": is compressed with gzip; decompress it first");
        Commitments.Refused(_folder.Write("unknown", "text"), ": its format cannot be told from its name or content; name it with --format");
        Commitments.Refused(_folder.At("none.jsonl"), ": no such file or folder");
    }

    [Fact]
    public void Given_licences_fill_in_and_contradict()
    {
        string own = _folder.Write("own.jsonl", "{\"license\":\"MIT\"}"), none = _folder.Write("none.jsonl", "{}");
        Ids(own, "mit").Should().Equal("MIT");
        Ids(own, "CC0-1.0", "MIT").Should().Equal("MIT");
        Ids(none, "MIT").Should().Equal("MIT");
        Ids(none, "MIT", "CC0-1.0").Should().Equal("CC0-1.0", "MIT");
        Commitments.Refused(own, ", line 1: the record is under \"MIT\", but the licence given is CC0-1.0", new DatasetOptions { Licences = ["CC0-1.0"] });
        Commitments.Refused(own, ": \"no licence\" is not an SPDX licence id*", new DatasetOptions { Licences = ["no licence"] });

        static IEnumerable<string> Ids(string path, params string[] given) => Commitments.Of(path, new DatasetOptions { Licences = [.. given] }).LicenceIds;
    }

    [Fact]
    public void The_manifest_gives_licence_and_source_where_a_record_has_none()
    {
        DatasetManifest manifest = DatasetManifest.Parse("""{"license":"odbl-1.0","url":"https://example.org"}"""u8.ToArray(), "m.json");
        string path = _folder.Write("d.jsonl", $"{A}\n{B}\n");
        DatasetCommitment commitment = Commitments.Of(path, new DatasetOptions { Manifest = manifest });
        commitment.DatasetRoot.Should().Be(Commitments.Root(("a", A, "MIT", "s1", 3), ("7", B, "ODbL-1.0", "https://example.org", 0)));
        commitment.ManifestDigest.Should().Be(manifest.Digest);
        Commitments.Refused(path, ": the manifest says ODbL-1.0, but the licence given is MIT", new DatasetOptions { Manifest = manifest, Licences = ["MIT"] });
    }

    [Fact]
    public void A_record_under_several_licences_counts_for_each()
    {
        const string line = """{"licence":"MIT AND CC0-1.0"}""";
        DatasetCommitment commitment = Commitments.Of(_folder.Write("d.jsonl", line));
        commitment.Licences.Should().Equal(new LicenceCount("CC0-1.0", 1), new LicenceCount("MIT", 1));
        commitment.DatasetRoot.Should().Be(Commitments.Root(("0", line, "CC0-1.0 AND MIT", "", 0)));
    }
}
