using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using ChainProv.Provenance.Authorities;
using ChainProv.Provenance.Certificates;
using ChainProv.Provenance.Json;
using ChainProv.Prover.Attesting;
using ChainProv.Prover.Tests.Simulation;
using Microsoft.Extensions.DependencyInjection;

namespace ChainProv.Prover.Tests;

/// <summary>Responses attested over HTTP, with real proofs.</summary>
public sealed class AttestationTests(AttestationWorkshop workshop) : IClassFixture<AttestationWorkshop>, IAsyncLifetime
{
    private readonly FakePositions _registry = new();
    private HttpService _service = null!;

    public async ValueTask InitializeAsync() => _service = await StartAsync();

    public async ValueTask DisposeAsync()
    {
        await _service.DisposeAsync();
        workshop.ForgetNonces();
    }

    [Fact]
    public async Task An_answer_comes_with_a_proof_that_holds()
    {
        HttpResponseMessage answer = await AskAsync(1);
        answer.StatusCode.Should().Be(HttpStatusCode.OK);
        ResponseCertificate certificate = JsonFile.Parse<ResponseCertificate>(await answer.Content.ReadAsByteArrayAsync(), "answer");
        certificate.Require("answer");
        ResponseVerifier.Problems(certificate, workshop.Key).Should().BeEmpty();
        ResponseVerifier.TextProblems(certificate, "Why?"u8.ToArray(), "Because ünd."u8.ToArray()).Should().BeEmpty();
        certificate.ModelCommitment.Should().Be(workshop.Model.ModelCommitment);
        certificate.PolicyDigest.Should().Be(workshop.Policy);
        certificate.Context!.ChainId.Should().Be(31337);
    }

    [Fact]
    public async Task A_nonce_is_answered_once_also_by_the_next_process()
    {
        (await AskAsync(2)).StatusCode.Should().Be(HttpStatusCode.OK);
        await RefusedAsync(await AskAsync(2), HttpStatusCode.Conflict, "$.nonce");
        await RefusedAsync(await AskAsync(2, response: "something else"), HttpStatusCode.Conflict, "$.nonce");
        await _service.DisposeAsync();
        _service = await StartAsync();
        await RefusedAsync(await AskAsync(2), HttpStatusCode.Conflict, "$.nonce");
        (await AskAsync(3)).StatusCode.Should().Be(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Of_two_askers_with_one_nonce_one_is_answered()
    {
        HttpResponseMessage[] answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => AskAsync(4)));
        answers.Count(answer => answer.StatusCode == HttpStatusCode.OK).Should().Be(1);
        answers.Count(answer => answer.StatusCode == HttpStatusCode.Conflict).Should().Be(3);
    }

    [Fact]
    public async Task Only_the_policies_and_models_that_are_configured_are_answered()
    {
        await RefusedAsync(await AskAsync(5, policy: Fr.One), HttpStatusCode.NotFound, "$.policy");
        await RefusedAsync(await AskAsync(5, model: Fr.One), HttpStatusCode.NotFound, "$.model");
        (await AskAsync(5, model: workshop.Model.ModelCommitment)).StatusCode.Should().Be(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_policy_that_no_dataset_satisfies_is_not_shown_and_its_nonce_stays_unused()
    {
        await RefusedAsync(await AskAsync(6, policy: workshop.UnmetPolicy), HttpStatusCode.UnprocessableEntity, "$.policy");
        (await AskAsync(6)).StatusCode.Should().Be(HttpStatusCode.OK);
    }

    [Fact]
    public async Task While_the_registry_cannot_be_asked_the_last_root_serves_and_without_one_the_asker_is_told_to_wait()
    {
        await using HttpService fresh = await StartAsync("--Prover:Attesting:RootLifetime=00:00:00");
        _registry.Failure = new RegistryUnavailableException("no answer");
        HttpResponseMessage refused = await AskAsync(7, service: fresh);
        await RefusedAsync(refused, HttpStatusCode.ServiceUnavailable, "$");
        refused.Headers.RetryAfter.Should().NotBeNull();
        _registry.Failure = null;
        (await AskAsync(7, service: fresh)).StatusCode.Should().Be(HttpStatusCode.OK);
        _registry.Failure = new RegistryUnavailableException("no answer");
        (await AskAsync(8, service: fresh)).StatusCode.Should().Be(HttpStatusCode.OK);
        _registry.Failure = new CertificationException("superseded");
        await RefusedAsync(await AskAsync(9, service: fresh), HttpStatusCode.UnprocessableEntity, "$.model");
    }

    /// <summary>Which condition a hidden dataset does not meet is the publisher's to know, and so are his node and what it says.</summary>
    [Fact]
    public async Task A_refusal_says_nothing_of_hidden_datasets_or_of_the_publisher_s_node()
    {
        _registry.Failure = new RegistryUnavailableException("https://node.internal:8545 refused eth_call: project 0123456789abcdef is over its limit (code -32005)");
        string problem = await ProblemOf(await AskAsync(20));
        problem.Should().Contain("the registry cannot be asked").And.NotContain("node.internal").And.NotContain("0123456789abcdef");
        _registry.Failure = null;
        (await ProblemOf(await AskAsync(20, policy: workshop.UnmetPolicy))).Should().Be("no dataset of the model satisfies it");

        static async Task<string> ProblemOf(HttpResponseMessage answer) => (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("detail").GetString()!;
    }

    [Fact]
    public async Task The_registry_is_asked_once_while_its_answer_is_fresh()
    {
        for (int i = 10; i < 13; i++) (await AskAsync(i)).StatusCode.Should().Be(HttpStatusCode.OK);
        _registry.Calls.Should().Be(1);
    }

    [Theory]
    [InlineData("", "line 1, byte 1")]
    [InlineData("[]", "$")]
    [InlineData("""{"policy": "0x12"}""", "$.policy")]
    [InlineData("""{"nonce": 1, "nonce": 2}""", "$")]
    [InlineData("""{"policy": "0x1111111111111111111111111111111111111111111111111111111111111111", "nonce": "0x1111111111111111111111111111111111111111111111111111111111111111", "prompt": 3, "response": ""}""", "$.prompt")]
    [InlineData("""{"policy": "0x1111111111111111111111111111111111111111111111111111111111111111", "nonce": "0x1111111111111111111111111111111111111111111111111111111111111111", "prompt": "a", "response": "b", "x": 1}""", "$")]
    [InlineData("""{"policy": "0x1111111111111111111111111111111111111111111111111111111111111111", "nonce": "0x1111111111111111111111111111111111111111111111111111111111111111", "prompt": "\ud800", "response": ""}""", "$.prompt")]
    [InlineData("""{"policy": "\ud800", "nonce": "0x1111111111111111111111111111111111111111111111111111111111111111", "prompt": "", "response": ""}""", "$.policy")]
    [InlineData("""{"\ud800": ""}""", "$")]
    public async Task Bad_input_is_refused_with_its_place(string body, string place) => await RefusedAsync(await PostAsync(_service, body), HttpStatusCode.BadRequest, place);

    [Fact]
    public async Task A_certificate_is_checked_over_http_and_an_altered_one_refused()
    {
        string certificate = await (await AskAsync(20)).Content.ReadAsStringAsync();
        JsonElement valid = await VerifyAsync(certificate);
        valid.GetProperty("valid").GetBoolean().Should().BeTrue();
        valid.GetProperty("registryRootChecked").GetBoolean().Should().BeTrue();
        valid.GetProperty("nonceChecked").GetBoolean().Should().BeFalse();
        valid.GetProperty("setup").GetString().Should().Be("development");
        valid.GetProperty("trainingLinkMeaning").GetString().Should().StartWith("binding only");

        string other = await (await AskAsync(21)).Content.ReadAsStringAsync();
        JsonElement mixed = await VerifyAsync(With(certificate, ("proof", Part(other, "proof")), ("proofDigest", Part(other, "proofDigest"))));
        mixed.GetProperty("reasons")[0].GetString().Should().Be("the proof does not show this statement");
        await RefusedAsync(await PostAsync(_service, With(certificate, ("responseDigest", Part(other, "responseDigest"))), "/v1/attestations/verify"), HttpStatusCode.BadRequest, "$.transcript");
        await RefusedAsync(await PostAsync(_service, "{}", "/v1/attestations/verify"), HttpStatusCode.BadRequest, "$.format");

        _registry.AcceptsRoots = false;
        (await VerifyAsync(certificate)).GetProperty("reasons")[0].GetString().Should().Contain("does not accept the root");
        _registry.Failure = new RegistryUnavailableException("no answer");
        JsonElement alone = await VerifyAsync(certificate);
        alone.GetProperty("valid").GetBoolean().Should().BeTrue();
        alone.GetProperty("registryRootChecked").GetBoolean().Should().BeFalse();
    }

    [Fact]
    public async Task What_can_be_asked_is_listed()
    {
        JsonElement info = await _service.Client.GetFromJsonAsync<JsonElement>("/v1/info");
        info.GetProperty("models")[0].GetProperty("modelCommitment").GetString().Should().Be(workshop.Model.ModelCommitment.ToString());
        info.GetProperty("models")[0].GetProperty("trainingLink").GetString().Should().Be("none");
        info.GetProperty("models")[0].GetProperty("trainingLinkMeaning").GetString().Should().StartWith("binding only");
        info.GetProperty("policies").EnumerateArray().Select(policy => policy.GetProperty("policyDigest").GetString())
            .Should().Equal(workshop.Policy.ToString(), workshop.UnmetPolicy.ToString());
    }

    [Theory]
    [InlineData("--Prover:Attesting:Models:0=/no/such/model.json", "no such file")]
    [InlineData("--Prover:Proving:Keys=/no/such/keys", "no proving key for responses")]
    public async Task A_service_that_could_not_attest_does_not_start(string argument, string problem) =>
        (await FluentActions.Awaiting(() => StartAsync(argument)).Should().ThrowAsync<ProverException>()).WithMessage($"*{problem}*");

    private Task<HttpService> StartAsync(params string[] arguments) => HttpService.StartAsync(
        new FakeChain(), new FakeProver(), services => services.AddSingleton<IRegistryPositions>(_registry), [.. workshop.Arguments, .. arguments]);

    private Task<HttpResponseMessage> AskAsync(int nonce, Fr? policy = null, Fr? model = null, string response = "Because ünd.", HttpService? service = null)
    {
        Dictionary<string, string> body = new()
        {
            ["policy"] = (policy ?? workshop.Policy).ToString(),
            ["nonce"] = $"0x{nonce:x64}",
            ["prompt"] = "Why?",
            ["response"] = response,
        };
        if (model is { } named) body["model"] = named.ToString();
        return PostAsync(service ?? _service, JsonSerializer.Serialize(body));
    }

    private async Task<JsonElement> VerifyAsync(string certificate)
    {
        HttpResponseMessage answer = await PostAsync(_service, certificate, "/v1/attestations/verify");
        answer.StatusCode.Should().Be(HttpStatusCode.OK);
        return await answer.Content.ReadFromJsonAsync<JsonElement>();
    }

    private static string Part(string certificate, string name) => JsonNode.Parse(certificate)![name]!.GetValue<string>();

    private static string With(string certificate, params (string Name, string Value)[] parts)
    {
        JsonNode json = JsonNode.Parse(certificate)!;
        foreach ((string name, string value) in parts) json[name] = value;
        return json.ToJsonString();
    }

    private static Task<HttpResponseMessage> PostAsync(HttpService service, string body, string path = "/v1/attestations") =>
        service.Client.PostAsync(new Uri(path, UriKind.Relative), new StringContent(body, Encoding.UTF8, "application/json"));

    private static async Task RefusedAsync(HttpResponseMessage answer, HttpStatusCode status, string place)
    {
        answer.StatusCode.Should().Be(status);
        answer.Content.Headers.ContentType!.MediaType.Should().Be("application/problem+json");
        JsonElement problem = await answer.Content.ReadFromJsonAsync<JsonElement>();
        problem.GetProperty("place").GetString().Should().Be(place);
    }
}
