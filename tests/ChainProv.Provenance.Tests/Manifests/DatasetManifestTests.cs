using System.Text;
using ChainProv.Provenance.Files;
using ChainProv.Provenance.Manifests;

namespace ChainProv.Provenance.Tests.Manifests;

public sealed class DatasetManifestTests
{
    [Fact]
    public void Hugging_Face_and_Croissant_names_are_understood()
    {
        DatasetManifest manifest = Parse("""
            {"pretty_name": "Tales", "license": ["cc-by-4.0", "https://spdx.org/licenses/MIT.html"], "tags": ["text"], "datasets": ["a/b"], "base_model": "c/d",
             "url": "https://example.org/tales", "wasDerivedFrom": "https://example.org/raw", "sha256": "AA00000000000000000000000000000000000000000000000000000000000000",
             "contentSize": "12 B", "anything": {"else": [1, 2]}}
            """);
        manifest.Licence!.Text.Should().Be("CC-BY-4.0 AND MIT");
        manifest.Name.Should().Be("Tales");
        manifest.Url.Should().Be("https://example.org/tales");
        manifest.DerivedFrom.Should().Equal("a/b", "https://example.org/raw");
        manifest.BaseModels.Should().Equal("c/d");
        manifest.Sha256.Should().NotBeNull();
    }

    [Fact]
    public void The_digest_is_that_of_the_canonical_form_whatever_the_order_and_spacing()
    {
        Parse("""{"b": 1, "a": "x"}""").Digest.Should().Be(Parse("""{ "a":"x","b":1.0 }""").Digest).And.Be(Sha256Digest.Of("""{"a":"x","b":1}"""u8));
        Parse("""{"b": 1, "a": "y"}""").Digest.Should().NotBe(Parse("""{"b": 1, "a": "x"}""").Digest);
        DatasetManifest.Empty.Digest.Should().Be(Sha256Digest.Of("{}"u8));
    }

    [Theory]
    [InlineData("""{"license": 5}""", "m.json, $.license: a text or a list of texts is needed")]
    [InlineData("""{"license": "MIT OR Apache-2.0"}""", "m.json, $.license: \"MIT OR Apache-2.0\" is not an SPDX licence id*")]
    [InlineData("""{"license": "my own"}""", "m.json, $.license: \"my own\" is not an SPDX licence id*LicenseRef-*")]
    [InlineData("""{"tags": ["a", 1]}""", "m.json, $.tags: *")]
    [InlineData("""{"name": ["a"]}""", "m.json, $.name: a text is needed")]
    [InlineData("""{"sha256": "12"}""", "m.json, $.sha256: 64 hexadecimal digits are needed")]
    [InlineData("""{"contentSize": -1}""", "m.json, $.contentSize: *")]
    [InlineData("""{"big": 9007199254740993}""", "m.json, $: the integer*")]
    [InlineData("[]", "m.json, $: a manifest is a JSON object")]
    [InlineData("""{"a": 1, "a": 2}""", "m.json*")]
    public void A_field_with_a_wrong_value_is_named(string json, string message) =>
        FluentActions.Invoking(() => Parse(json)).Should().Throw<InputException>().WithMessage(message);

    [Fact]
    public void More_fields_than_anyone_needs_are_refused()
    {
        string fields = string.Join(",", Enumerable.Range(0, DatasetManifest.MaxFields + 1).Select(i => $"\"f{i}\":{i}"));
        FluentActions.Invoking(() => Parse($"{{{fields}}}")).Should().Throw<InputException>().WithMessage("*at most 256 fields");
    }

    [Theory]
    [InlineData("mit", "MIT")]
    [InlineData("apache-2.0", "Apache-2.0")]
    [InlineData("CC-by-SA-4.0", "CC-BY-SA-4.0")]
    [InlineData(" MIT ", "MIT")]
    [InlineData("LicenseRef-House.1", "LicenseRef-House.1")]
    [InlineData("some-new-1.0+", "some-new-1.0+")]
    [InlineData("http://spdx.org/licenses/cc0-1.0", "CC0-1.0")]
    [InlineData("https://spdx.org/licenses/MIT.html", "MIT")]
    [InlineData("https://spdx.org/licenses/MIT.json", "MIT")]
    [InlineData("HTTPS://SPDX.org/licenses/MIT/", "MIT")]
    public void Licence_ids_take_the_spelling_of_SPDX(string text, string id)
    {
        SpdxLicence.TryNormalise(text, out string? normal).Should().BeTrue();
        normal.Should().Be(id);
    }

    [Theory]
    [InlineData("")]
    [InlineData("two words")]
    [InlineData("LicenseRef-")]
    [InlineData("a/b")]
    [InlineData("é")]
    [InlineData("and")]
    [InlineData("(MIT)")]
    [InlineData("https://evil.example/?not=spdx.org/licenses/MIT")]
    [InlineData("https://evil.example/spdx.org/licenses/MIT")]
    [InlineData("https://spdx.org.evil.example/licenses/MIT")]
    [InlineData("https://spdx.org@evil.example/licenses/MIT")]
    [InlineData("https://evil.example@spdx.org/licenses/MIT")]
    [InlineData("https://notspdx.org/licenses/MIT")]
    [InlineData("https://spdx.org:8080/licenses/MIT")]
    [InlineData("https://spdxXorg/licenses/MIT")]
    [InlineData("https://spdx.org/licenses/MIT?and=more")]
    [InlineData("https://spdx.org/licenses/MIT#text")]
    [InlineData("https://spdx.org/licenses/a/MIT")]
    [InlineData("https://spdx.org/licenses/")]
    [InlineData("ftp://spdx.org/licenses/MIT")]
    [InlineData("spdx.org/licenses/MIT")]
    public void What_is_no_licence_id_is_refused(string text) => SpdxLicence.TryNormalise(text, out _).Should().BeFalse();

    private static DatasetManifest Parse(string json) => DatasetManifest.Parse(Encoding.UTF8.GetBytes(json), "m.json");
}
