using System.Text;
using System.Text.Json.Nodes;
using ChainProv.Cryptography.Curves;
using ChainProv.Ethereum;
using ChainProv.Groth16;
using ChainProv.Groth16.Keys;
using ChainProv.Groth16.Setup;
using ChainProv.Provenance.Certificates;
using ChainProv.Provenance.Policies;
using ChainProv.Provenance.Statements;

namespace ChainProv.Web.Tests;

/// <summary>web/verify in a browser, with the key from a file: what it accepts, and that it refuses all else for the right reason.</summary>
public sealed class VerifyPageTests(OpenBrowser browser) : IClassFixture<OpenBrowser>
{
    private const string NotShown = "The proof does not show this statement.";

    private static readonly ResponseSample Sample = ResponseSample.Create(), Other = ResponseSample.Create(1);

    [Fact]
    public async Task A_valid_response_is_accepted_and_the_page_says_what_was_checked()
    {
        Verdict verdict = await CheckAsync(Sample);

        verdict.ShouldBeAccepted();
        verdict.Checked.Should().HaveCount(9)
            .And.Contain("The nonce is yours: the certificate is fresh, made for your question.")
            .And.Contain("The proof holds for all that the certificate says.");
        verdict.Text.Should().Contain("whoever made it could forge").And.Contain(TrainingLinks.MeaningOf(TrainingLink.None));
        verdict.Unchecked.Should().Contain(text => text.StartsWith("No chain was asked", StringComparison.Ordinal));
        browser.Complaints.Should().BeEmpty();
        browser.Requests.Should().NotBeEmpty().And.OnlyContain(url => url.StartsWith(browser.SiteUrl, StringComparison.Ordinal), "what the reader gives stays with him");
    }

    [Fact]
    public async Task A_cosigned_response_is_said_to_be_vouched_for() =>
        (await CheckAsync(ResponseSample.Create(2, TrainingLink.AuthorityCosigned))).Text
            .Should().Contain(TrainingLinks.MeaningOf(TrainingLink.AuthorityCosigned)).And.NotContain("binding only");

    [Fact]
    public async Task What_is_not_given_is_said_not_to_be_checked()
    {
        VerifyPage page = await browser.OpenAsync();
        await page.FillAsync(Sample.With(certificate => certificate.Remove("salt")));
        foreach (string label in (string[])["Your nonce", "Registry", "Chain number", "Registry root"]) await page.Page.GetByLabel(label, new() { Exact = true }).FillAsync("");
        foreach (string label in (string[])["Your prompt, as a file", "The response, as a file"]) await page.Page.GetByLabel(label).SetInputFilesAsync(Array.Empty<string>());
        Verdict verdict = await page.CheckAsync();

        verdict.Classes.Should().Be("verdict incomplete");
        verdict.Text.Should().Contain("The proof holds, and is not enough. Not compared: the prompt, the response, your nonce, chain and registry, the registry root.");
        foreach (string subject in (string[])
        [
            "The prompt was not given", "The response was not given", "No nonce was given", "Chain and registry were not both given", "The registry root was neither given nor asked",
        ])
            verdict.Unchecked.Should().Contain(text => text.StartsWith(subject, StringComparison.Ordinal));
    }

    [Fact]
    public async Task It_works_without_a_network_once_it_is_loaded()
    {
        VerifyPage page = await browser.OpenAsync();
        await page.Page.Context.SetOfflineAsync(true);
        try
        {
            await page.FillAsync(Sample);
            (await page.CheckAsync()).ShouldBeAccepted();
        }
        finally
        {
            await page.Page.Context.SetOfflineAsync(false);
        }
    }

    [Fact]
    public async Task A_keyboard_suffices_and_the_result_is_announced()
    {
        VerifyPage page = await browser.OpenAsync();
        await page.FillAsync(Sample);
        await page.Page.GetByLabel("Your nonce").PressAsync("Enter");
        await page.Page.Locator("#result .verdict").WaitForAsync();

        (await page.Page.EvaluateAsync<string>("document.activeElement.id")).Should().Be("result");
        (await page.Page.Locator("#result").GetAttributeAsync("aria-live")).Should().Be("polite");
        (await page.Page.EvaluateAsync<int>("[...document.querySelectorAll('input, textarea')].filter(input => input.labels.length === 0).length")).Should().Be(0);
    }

    /// <summary>Every member, one at a time.</summary>
    [Fact]
    public async Task A_certificate_with_one_member_altered_is_refused_for_that_member()
    {
        (string Path, JsonNode Value, string Reason)[] alterations =
        [
            ("format", "chainprov/response/v2", "$.format: is \"chainprov/response/v2\""),
            ("statement", "release", "$.statement: is \"release\""),
            ("circuitDigest", Altered("circuitDigest"), "The proof is for circuit "),
            ("keyDigest", Altered("keyDigest"), "The proof was made with another key "),
            ("setup", "ceremony", "claims a ceremony key"),
            ("trainingLink", "authority-cosigned", NotShown),
            ("trainingLink", "proved", "$.trainingLink: is \"proved\""),
            ("context.chainId", ResponseSample.ChainId + 1, "not bound to chain 31337"),
            ("context.registry", StubNode.Verifier.ToString(), $"not bound to registry {ResponseSample.Registry}"),
            ("registryRoot", Altered("registryRoot"), NotShown),
            ("registryRoot", Altered("registryRoot"), "The registry root is not the one that you expect"),
            ("modelCommitment", Altered("modelCommitment"), NotShown),
            ("facts.modelDigest", Altered("facts.modelDigest"), NotShown),
            ("facts.baseDigest", Altered("facts.baseDigest"), NotShown),
            ("facts.weightsDigest", Altered("facts.weightsDigest"), NotShown),
            ("facts.baseWeightsDigest", Altered("facts.baseWeightsDigest"), NotShown),
            ("facts.hyperParametersDigest", Altered("facts.hyperParametersDigest"), NotShown),
            ("policy.requiredTags", new JsonArray("first-aid"), "$.policyDigest: is not the digest of the policy"),
            ("policy.requiredTags", new JsonArray("medical", "first-aid"), "$.policy: tags and licences stand once each, in ordinal order"),
            ("policy.allowedLicences", new JsonArray("CC-BY-4.0", "CC0-1.0"), "$.policyDigest: is not the digest of the policy"),
            ("policy.allowedLicences", new JsonArray("CC-BY-4.0", "CC0-1.0", "mit"), "$.policy: \"mit\" is not an SPDX licence id"),
            ("policy.certifiedNotBefore", "2026-01-02", "$.policyDigest: is not the digest of the policy"),
            ("policy.validOn", "2099-12-30", "$.policyDigest: is not the digest of the policy"),
            ("policy.validOn", "2099-02-30", "$.policy: a date is not one"),
            ("policyDigest", Altered("policyDigest"), "$.policyDigest: is not the digest of the policy"),
            ("nonce", Altered("nonce"), "The nonce is not yours"),
            ("nonce", Altered("nonce"), "$.transcript: is not that of"),
            ("salt", Altered("salt"), "The prompt is not the one"),
            ("promptDigest", Altered("promptDigest"), "The prompt is not the one"),
            ("promptDigest", Altered("promptDigest"), "$.transcript: is not that of"),
            ("responseDigest", Altered("responseDigest"), "The response is not the one"),
            ("responseDigest", Altered("responseDigest"), "$.transcript: is not that of"),
            ("transcript", Altered("transcript"), "$.transcript: is not that of"),
            ("proofDigest", Altered("proofDigest"), "$.proofDigest: is not the digest of the proof"),
        ];
        VerifyPage page = await browser.OpenAsync();
        await page.FillAsync(Sample);
        foreach ((string path, JsonNode value, string reason) in alterations)
        {
            await page.FillCertificateAsync(Sample.With(certificate => Set(certificate, path, value.DeepClone())));
            (await page.CheckAsync()).ShouldBeRefused(reason);
        }

        IEnumerable<string> members = Sample.Certificate.SelectMany(member => member.Value is JsonObject parts ? parts.Select(part => $"{member.Key}.{part.Key}") : [member.Key]);
        alterations.Select(alteration => alteration.Path).Append("proof").Should().Contain(members, "no member may be left out");
    }

    /// <summary>The policy's words with their digest: only the proof is against them.</summary>
    [Fact]
    public async Task Another_policy_with_its_own_digest_is_refused_by_the_proof()
    {
        ReleasePolicy wider = ResponseSample.Policy with { RequiredTags = [] };
        (await CheckAsync(Sample.With(certificate =>
        {
            certificate["policy"]!["requiredTags"] = new JsonArray();
            certificate["policyDigest"] = wider.ToStatement().Digest().ToString();
        }))).ShouldBeRefused(NotShown);
    }

    [Fact]
    public async Task A_prompt_or_response_altered_by_a_byte_is_refused()
    {
        byte[] prompt = [.. Sample.Prompt], response = [.. Sample.Response];
        prompt[^1] ^= 1;
        response[0] ^= 0x20;

        (await CheckAsync(Sample with { Prompt = prompt })).ShouldBeRefused("The prompt is not the one");
        (await CheckAsync(Sample with { Prompt = prompt[..^1] })).ShouldBeRefused("The prompt is not the one");
        (await CheckAsync(Sample with { Response = response })).ShouldBeRefused("The response is not the one");
        (await CheckAsync(Sample.With(certificate => certificate["salt"] = null))).ShouldBeRefused("without its salt");
    }

    [Fact]
    public async Task Parts_of_two_certificates_do_not_mix()
    {
        (await CheckAsync(Sample.WithProof(Other.Proof))).ShouldBeRefused(NotShown);
        foreach (string[] parts in (string[][])[["promptDigest", "responseDigest", "salt", "nonce", "transcript"], ["registryRoot"], ["modelCommitment"], ["facts"]])
        {
            ResponseSample mixed = Sample.With(certificate =>
            {
                foreach (string part in parts) certificate[part] = Other.Certificate[part]!.DeepClone();
            });
            (await CheckAsync(parts.Length == 1 ? mixed : mixed with { Nonce = Other.Nonce, Prompt = Other.Prompt, Response = Other.Response })).ShouldBeRefused(NotShown);
        }
    }

    [Fact]
    public async Task A_proof_that_somebody_made_anew_is_as_good_and_has_another_digest()
    {
        Fr factor = Fr.From(5);
        Proof proof = Sample.Proof, anew = new((proof.A * factor).ToAffine(), (proof.B * factor.Inverse()).ToAffine(), proof.C);

        (await CheckAsync(Sample.WithProof(anew))).ShouldBeAccepted();
        (await CheckAsync(Sample.With(certificate => certificate["proof"] = Hex.Encode(anew.Encode(PointFormat.Compressed))))).ShouldBeRefused("$.proofDigest: is not the digest of the proof");
    }

    [Fact]
    public async Task Another_key_is_refused_whatever_digest_is_named()
    {
        VerifyingKey other = DevelopmentSetup.Run(StatementCircuit.Response.System).VerifyingKey;
        ResponseSample claimed = Sample.With(certificate => certificate["keyDigest"] = Hex.Encode(VerifyingKeyEncoding.Digest(other)));

        (await CheckAsync(Sample with { Key = other })).ShouldBeRefused("The proof was made with another key");
        (await CheckAsync(claimed with { Key = other })).ShouldBeRefused(NotShown);

        VerifyPage page = await browser.OpenAsync();
        await page.FillAsync(Sample);
        await page.Page.GetByLabel("Its key digest").FillAsync(Hex.Encode(VerifyingKeyEncoding.Digest(other)));
        (await page.CheckAsync()).ShouldBeRefused("not the one that you expect");
    }

    [Fact]
    public async Task A_key_file_that_was_altered_or_lets_anyone_forge_is_refused()
    {
        VerifyPage page = await browser.OpenAsync();
        await page.FillAsync(Sample);
        JsonObject file = (JsonObject)JsonNode.Parse(Sample.KeyFile)!;
        string key = (string)file["key"]!;
        // α 128 bytes, then β, γ and δ, 256 each.
        string gamma = key[(2 + (2 * 384))..(2 + (2 * 640))];
        foreach ((string altered, string reason) in ((string, string)[])
        [
            ($"{key[..^1]}{(key[^1] == '0' ? '1' : '0')}", "not on the curve"),
            (key[..^2], "does not have"),
            ($"0x{new string('0', 256)}{key[258..]}", "$.key, α: not a point of G1: infinity is not allowed"),
            ($"{key[..(2 + (2 * 640))]}{gamma}{key[(2 + (2 * 896))..]}", "δ is ± the generator"),
            ($"{key[..(2 + (2 * 128))]}{gamma}{key[(2 + (2 * 384))..]}", "β is ± the generator"),
            ($"{key}{key[^256..]}", "two IC are equal up to sign"),
        ])
        {
            file["key"] = altered;
            await page.Page.GetByLabel("verifying-key.json").SetInputFilesAsync(VerifyPage.File("verifying-key.json", Encoding.UTF8.GetBytes(file.ToJsonString())));
            (await page.CheckAsync()).ShouldBeRefused(reason);
        }
    }

    [Fact]
    public async Task What_is_not_canonical_is_refused_by_its_place()
    {
        string proof = (string)Sample.Certificate["proof"]!, json = Sample.Certificate.ToJsonString();
        (string Certificate, string Reason)[] certificates =
        [
            (json.Replace("\"nonce\":\"0x", "\"nonce\":\"0X", StringComparison.Ordinal), "$.nonce: 0x and 64 lower-case hexadecimal digits are needed"),
            (json.Replace(Sample.KeyDigest, Sample.KeyDigest.ToUpperInvariant().Replace("0X", "0x", StringComparison.Ordinal), StringComparison.Ordinal), "$.keyDigest: 0x and 64 lower-case"),
            (With("nonce", Sample.Nonce[..^2]), "$.nonce: 0x and 64 lower-case"),
            (With("registryRoot", $"0x{Fr.Modulus:x64}"), "$.registryRoot: is no field element"),
            (With("policyDigest", "0x" + new string('f', 64)), "$.policyDigest: is no field element"),
            (With("proof", proof[..^2]), "$.proof: 0x and 384 lower-case"),
            (With("proof", $"0x{(Convert.ToInt32(proof[2..3], 16) & 7):x}{proof[3..]}"), "$.proof, A: not a point of G1: invalid flag bits"),
            (With("proof", $"0xc0{new string('0', 94)}{proof[98..]}"), "$.proof, A: not a point of G1: infinity is not allowed"),
            (With("proof", $"0x9{new string('f', 95)}{proof[98..]}"), "$.proof, A: not a point of G1: a coordinate is not below p"),
            (With("proof", $"0x80{new string('0', 94)}{proof[98..]}"), "$.proof, A: not a point of G1: outside the subgroup"),
            (With("proof", $"{proof[..290]}80{new string('0', 92)}01"), "$.proof, C: not a point of G1: not on the curve"),
            (With("trainingLink", 0), "$.trainingLink: a text is needed"),
            (json.Replace("{\"format\"", "{\"salt\":null,\"format\"", StringComparison.Ordinal), "the name \"salt\" stands twice"),
            (json.Replace("{\"format\"", "{\"more\":1,\"format\"", StringComparison.Ordinal), "$.more: is no member of this format"),
            (Sample.With(certificate => certificate.Remove("facts")).Certificate.ToJsonString(), "$.facts: is missing"),
            (json.Replace("31337", "31337.0", StringComparison.Ordinal), "$.context.chainId: an integer"),
            (json + ",", "there is more after the value"),
        ];
        VerifyPage page = await browser.OpenAsync();
        await page.FillAsync(Sample);
        foreach ((string certificate, string reason) in certificates)
        {
            await page.FillCertificateAsync(certificate);
            (await page.CheckAsync()).ShouldBeRefused(reason);
        }

        static string With(string name, JsonNode value) => Sample.With(certificate => certificate[name] = value).Certificate.ToJsonString();
    }

    private async Task<Verdict> CheckAsync(ResponseSample sample)
    {
        VerifyPage page = await browser.OpenAsync();
        await page.FillAsync(sample);
        return await page.CheckAsync();
    }

    /// <summary>A member's hexadecimal digits with the last one changed.</summary>
    private static string Altered(string path)
    {
        string text = path.Split('.').Aggregate((JsonNode)Sample.Certificate, (node, name) => node[name]!).GetValue<string>();
        return text[..^1] + (text[^1] == '0' ? '1' : '0');
    }

    private static void Set(JsonObject certificate, string path, JsonNode value)
    {
        string[] names = path.Split('.');
        names[..^1].Aggregate((JsonNode)certificate, (node, name) => node[name]!)[names[^1]] = value;
    }
}
