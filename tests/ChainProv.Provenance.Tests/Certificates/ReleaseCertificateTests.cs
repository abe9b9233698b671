using System.Text.Json.Nodes;
using ChainProv.Ethereum;
using ChainProv.Groth16;
using ChainProv.Groth16.Keys;
using ChainProv.Provenance.Authorities;
using ChainProv.Provenance.Certificates;
using ChainProv.Provenance.Files;
using ChainProv.Provenance.Models;
using ChainProv.Provenance.Policies;
using ChainProv.Provenance.Statements;
using ChainProv.Provenance.Tests.Authorities;

namespace ChainProv.Provenance.Tests.Certificates;

/// <summary>A certificate claims no more than its proof shows, and a stranger's is read with suspicion.</summary>
public sealed class ReleaseCertificateTests : IDisposable
{
    private static readonly ReleasePolicy Policy = new(["a", "b"], ["CC-BY-4.0", "MIT"], new(2026, 1, 1), new(2026, 12, 31));

    private readonly TempFolder _folder = new();

    private string Path => _folder.At("release.json");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_certificate_whose_parts_fit_together_reads_back()
    {
        Sample().Write(Path);
        ReleaseCertificate.Read(Path).PublicInputs.Should().Be(Sample().PublicInputs);
    }

    [Fact]
    public void A_policy_in_other_words_than_a_policy_file_has_is_refused()
    {
        Refused(Policy with { RequiredTags = ["b", "a"] }, "*ordinal order*");
        Refused(Policy with { RequiredTags = ["a", "a"] }, "*once each*");
        Refused(Policy with { RequiredTags = ["a\u001b[2J"] }, "*control character*");
        Refused(Policy with { RequiredTags = [" a"] }, "*spaces around*");
        Refused(Policy with { RequiredTags = ["1", "2", "3", "4", "5"] }, "*room for 4*");
        Refused(Policy with { AllowedLicences = ["mit"] }, "*not an SPDX licence id*");
        Refused(Policy with { AllowedLicences = [] }, "*at least one allowed licence*");
        Refused(Policy with { AllowedLicences = [.. Enumerable.Range(10, 17).Select(i => $"LicenseRef-{i}")] }, "*room for 16*");
        Refused(Policy with { ValidOn = new(1969, 12, 31) }, "*before 1970*");

        void Refused(ReleasePolicy policy, string message)
        {
            (Sample() with { Policy = policy }).Write(Path);
            Authority.Refused(() => ReleaseCertificate.Read(Path), $"{Path}, $.policy: {message}");
        }
    }

    [Fact]
    public void A_policy_that_is_not_the_digest_s_is_refused()
    {
        (Sample() with { Policy = Policy with { AllowedLicences = ["MIT"] } }).Write(Path);
        Authority.Refused(() => ReleaseCertificate.Read(Path), "*policyDigest*");
    }

    [Theory]
    [InlineData("files")]
    [InlineData("policy/requiredTags")]
    [InlineData("policy/allowedLicences")]
    public void Null_in_a_list_is_refused_and_said_where(string list)
    {
        Sample().Write(Path);
        JsonNode json = JsonNode.Parse(File.ReadAllText(Path))!, target = json;
        foreach (string name in list.Split('/')) target = target[name]!;
        target.AsArray().Add(null);
        File.WriteAllText(Path, json.ToJsonString());
        Authority.Refused(() => ReleaseCertificate.Read(Path), $"{Path}, $.{list.Replace('/', '.')}[*]: is null");
    }

    [Theory]
    [InlineData("modelDigest")]
    [InlineData("publicInputs")]
    [InlineData("unknown")]
    public void What_a_certificate_does_not_hold_cannot_stand_in_its_file(string name)
    {
        Sample().Write(Path);
        JsonNode json = JsonNode.Parse(File.ReadAllText(Path))!;
        json[name] = Fr.One.ToString();
        File.WriteAllText(Path, json.ToJsonString());
        Authority.Refused(() => ReleaseCertificate.Read(Path), $"*{name}*");
    }

    [Fact]
    public void A_certificate_that_claims_a_ceremony_s_key_is_not_believed()
    {
        VerifyingKey key = new(
            (G1Affine.Generator * Fr.From(3)).ToAffine(), (G2Affine.Generator * Fr.From(5)).ToAffine(), G2Affine.Generator, (G2Affine.Generator * Fr.From(7)).ToAffine(),
            [.. Enumerable.Range(1, StatementInputs.Count + 1).Select(i => (G1Affine.Generator * Fr.From((ulong)i)).ToAffine())], StatementCircuit.Release(1).Digest, SetupKind.Development);
        ReleaseVerifier.Problems(Sample(), key).Should().NotContain(problem => problem.Contains("ceremony"));
        ReleaseVerifier.Problems(Sample() with { Setup = "ceremony" }, key).Should().Contain(problem => problem.Contains("claims a ceremony key"));
    }

    internal static ReleaseCertificate Sample()
    {
        Proof proof = new(G1Affine.Generator, G2Affine.Generator, G1Affine.Generator);
        ModelFile file = new("weights.bin", Sha256Digest.Of("W"u8), 1);
        return new ReleaseCertificate(
            ReleaseCertificate.ReleaseStatement, 1, new Hash32(StatementCircuit.Release(1).Digest.Bytes), default, "development", TrainingLink.None, ReleaseContext.Unbound,
            AuthorityId.Of(Authority.Key), Fr.One, ModelFacts.None with { ModelDigest = ModelDigest.Of([file]) }, null, Fr.One, Policy, Policy.ToStatement().Digest(), [file], null, proof, ReleaseCertificate.DigestOf(proof));
    }
}
