using System.Text;
using ChainProv.Provenance.Files;
using ChainProv.Provenance.Policies;
using ChainProv.Provenance.Statements;

namespace ChainProv.Provenance.Tests.Policies;

public sealed class PolicyFileTests
{
    [Fact]
    public void A_policy_file_gives_the_policy_of_the_statement()
    {
        ReleasePolicy policy = Parse("""{"requiredTags": ["text", "de"], "allowedLicences": ["mit", "CC-BY-4.0"], "certifiedNotBefore": "2025-01-01", "validOn": "2026-11-23"}""");
        policy.RequiredTags.Should().Equal("de", "text");
        policy.AllowedLicences.Should().Equal("CC-BY-4.0", "MIT");
        Policy expected = new(
            [ReleaseElements.Tag("text"), ReleaseElements.Tag("de")],
            [ReleaseElements.Licence("MIT"), ReleaseElements.Licence("CC-BY-4.0")],
            Day.Of(new DateOnly(2025, 1, 1)),
            Day.Of(new DateOnly(2026, 11, 23)));
        policy.ToStatement().Digest().Should().Be(expected.Digest());
    }

    [Fact]
    public void The_order_in_the_file_does_not_change_the_digest() =>
        Parse("""{"requiredTags": ["a", "b"], "allowedLicences": ["MIT"], "certifiedNotBefore": "2025-01-01", "validOn": "2026-01-01"}""").ToStatement().Digest()
            .Should().Be(Parse("""{"validOn": "2026-01-01", "requiredTags": ["b", "a"], "allowedLicences": ["MIT"], "certifiedNotBefore": "2025-01-01"}""").ToStatement().Digest());

    [Theory]
    [InlineData("""{"allowedLicences": [], "certifiedNotBefore": "2025-01-01", "validOn": "2026-01-01"}""", "$.allowedLicences: at least one*")]
    [InlineData("""{"certifiedNotBefore": "2025-01-01", "validOn": "2026-01-01"}""", "$.allowedLicences: is missing")]
    [InlineData("""{"requiredTags": ["1","2","3","4","5"], "allowedLicences": ["MIT"], "certifiedNotBefore": "2025-01-01", "validOn": "2026-01-01"}""", "$.requiredTags: has 5 entries; there is room for 4")]
    [InlineData("""{"requiredTags": ["a","a"], "allowedLicences": ["MIT"], "certifiedNotBefore": "2025-01-01", "validOn": "2026-01-01"}""", "$.requiredTags[1]: \"a\" stands twice")]
    [InlineData("""{"allowedLicences": ["mit", "MIT"], "certifiedNotBefore": "2025-01-01", "validOn": "2026-01-01"}""", "$.allowedLicences[1]: \"MIT\" stands twice")]
    [InlineData("""{"allowedLicences": ["no licence"], "certifiedNotBefore": "2025-01-01", "validOn": "2026-01-01"}""", "$.allowedLicences[0]: *SPDX*")]
    [InlineData("""{"requiredTags": [" a"], "allowedLicences": ["MIT"], "certifiedNotBefore": "2025-01-01", "validOn": "2026-01-01"}""", "$.requiredTags[0]: *spaces*")]
    [InlineData("""{"allowedLicences": ["MIT"], "certifiedNotBefore": "2025-13-01", "validOn": "2026-01-01"}""", "$.certifiedNotBefore: a date as YYYY-MM-DD*")]
    [InlineData("""{"allowedLicences": ["MIT"], "certifiedNotBefore": "2025-01-01", "validOn": "1969-12-31"}""", "$.validOn: *")]
    [InlineData("""{"allowedLicences": ["MIT"], "certifiedNotBefore": "2025-01-01", "validOn": 5}""", "$.validOn: *")]
    [InlineData("""{"allowedLicenses": ["MIT"]}""", "$.allowedLicenses: is no field of a policy*")]
    [InlineData("""{"allowedLicences": "MIT"}""", "$.allowedLicences: a list of texts is needed")]
    public void A_wrong_field_is_named(string json, string message) =>
        FluentActions.Invoking(() => Parse(json)).Should().Throw<InputException>().WithMessage("policy.json, " + message);

    [Fact]
    public void Seventeen_licences_are_one_too_many()
    {
        string licences = string.Join(",", Enumerable.Range(0, 17).Select(i => $"\"LicenseRef-{i}\""));
        FluentActions.Invoking(() => Parse($$"""{"allowedLicences": [{{licences}}], "certifiedNotBefore": "2025-01-01", "validOn": "2026-01-01"}"""))
            .Should().Throw<InputException>().WithMessage("*has 17 entries; there is room for 16");
    }

    private static ReleasePolicy Parse(string json) => PolicyFile.Parse(Encoding.UTF8.GetBytes(json), "policy.json");
}
