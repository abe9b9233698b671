using System.Text.Json.Nodes;
using ChainProv.Cryptography.Curves;
using ChainProv.Ethereum;
using ChainProv.Groth16;
using ChainProv.Provenance.Certificates;
using ChainProv.Provenance.Files;
using ChainProv.Provenance.Policies;
using ChainProv.Provenance.Statements;
using ChainProv.Provenance.Tests.Authorities;

namespace ChainProv.Provenance.Tests.Certificates;

/// <summary>A response's certificate has one form, and one reading.</summary>
public sealed class ResponseCertificateTests : IDisposable
{
    private static readonly ReleasePolicy Policy = new(["a", "b"], ["CC-BY-4.0", "MIT"], new(2026, 1, 1), new(2026, 12, 31));

    private readonly TempFolder _folder = new();

    private string Path => _folder.At("response.json");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_certificate_whose_parts_fit_together_reads_back()
    {
        Sample().Write(Path);
        ResponseCertificate.Read(Path).Should().BeEquivalentTo(Sample());
    }

    /// <summary>An unbound response is bound to zeros: written as a registry it would look like one.</summary>
    [Fact]
    public void A_context_of_no_chain_or_no_registry_is_refused()
    {
        Refused(Sample(new ResponseContext(0, Sample().Context!.Registry)), "*$.context.chainId: *");
        Refused(Sample(new ResponseContext(1, default)), "*$.context.registry: *");
        Refused(Sample(new ResponseContext(0, default)), "*$.context*");
    }

    [Theory]
    [InlineData("nonce")]
    [InlineData("salt")]
    [InlineData("circuitDigest")]
    [InlineData("keyDigest")]
    [InlineData("proofDigest")]
    [InlineData("promptDigest")]
    [InlineData("registryRoot")]
    [InlineData("proof")]
    public void Digits_in_upper_case_are_refused(string name)
    {
        Change(json => json[name] = "0x" + ((string)json[name]!)[2..].ToUpperInvariant());
        Authority.Refused(() => ResponseCertificate.Read(Path), $"*$.{name}: *lower-case*");
    }

    /// <summary>A checksum is in the case of an address's digits.</summary>
    [Fact]
    public void A_registry_is_read_with_its_checksum_and_without()
    {
        Change(json => json["context"]!["registry"] = ((string)json["context"]!["registry"]!).ToLowerInvariant());
        ResponseCertificate.Read(Path).Context.Should().Be(Sample().Context);
    }

    [Fact]
    public void A_salt_that_was_taken_out_may_be_null_or_absent()
    {
        Change(json => json["salt"] = null);
        ResponseCertificate.Read(Path).Salt.Should().BeNull();
        Change(json => json.Remove("salt"));
        ResponseCertificate.Read(Path).Salt.Should().BeNull();
    }

    [Theory]
    [InlineData("nonce")]
    [InlineData("context")]
    [InlineData("transcript")]
    public void Nothing_else_may_be_absent(string name)
    {
        Change(json => json.Remove(name));
        Authority.Refused(() => ResponseCertificate.Read(Path), $"*{name}*");
    }

    [Theory]
    [InlineData("audited")]
    [InlineData("proved")]
    public void A_link_that_no_circuit_shows_is_refused(string link)
    {
        Change(json => json["trainingLink"] = link);
        Authority.Refused(() => ResponseCertificate.Read(Path), "*trainingLink*");
    }

    private static ResponseCertificate Sample(ResponseContext? context = null)
    {
        context ??= new(31337, Address.Parse("0xabcdefabcdefabcdefabcdefabcdefabcdefabcd"));
        Proof proof = new(G1Affine.Generator, G2Affine.Generator, G1Affine.Generator);
        Hash32 digest = Keccak256.Hash("digits"), salt = Keccak256.Hash("salt");
        ResponseTranscript transcript = ResponseTranscript.Of(context, digest, salt, "prompt"u8, "response"u8);
        return new(
            ResponseCertificate.ResponseStatement, digest, digest, "development", TrainingLink.None, context, -Fr.One, -Fr.From(2), ModelFacts.None, Policy, Policy.ToStatement().Digest(),
            digest, salt, transcript.PromptDigest, transcript.ResponseDigest, transcript.ToElement(), proof, ReleaseCertificate.DigestOf(proof));
    }

    private void Refused(ResponseCertificate certificate, string message)
    {
        certificate.Write(Path);
        Authority.Refused(() => ResponseCertificate.Read(Path), message);
    }

    private void Change(Action<JsonObject> change)
    {
        Sample().Write(Path);
        JsonObject json = JsonNode.Parse(File.ReadAllText(Path))!.AsObject();
        change(json);
        File.WriteAllText(Path, json.ToJsonString());
    }
}
