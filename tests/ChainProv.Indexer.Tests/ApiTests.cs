using System.Net;
using System.Text.Json.Nodes;
using ChainProv.Ethereum;
using ChainProv.Indexer.Tests.Support;

namespace ChainProv.Indexer.Tests;

public sealed class ApiTests : IAsyncLifetime
{
    private static readonly Hash32 Authority = Events.Id("authority");
    private static readonly Hash32 Root = Events.Id("root");
    private static readonly Hash32 Tree = Events.Id("tree");
    private static readonly Hash32 Shared = Events.Id("shared file");
    private static readonly byte[] Model = Events.FileList(("a.json", 3, Events.Id("a")), ("shared", ulong.MaxValue, Shared));
    private static readonly byte[] Other = Events.FileList(("shared", 5, Shared), ("z", 1, Events.Id("z")));
    private static readonly Address Checksummed = Address.Parse("0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed");

    private readonly FakeNode _node = new();
    private RunningIndexer _indexer = null!;

    public async ValueTask InitializeAsync()
    {
        _node.Mine([
            Events.CircuitAdded(), Events.Registered(Authority), Events.Recognised(Authority), Events.Published(Authority, 1, Root),
            Events.RegistryRootChanged(Tree, 2)]);
        _node.Mine([Events.Anchored(Events.Id("release 1"), Model, Authority, Root, publisher: Checksummed, baseDigest: Events.Id("base"),
            weightsDigest: Events.Id("weights"), baseWeightsDigest: Events.Id("base weights"), hyperParametersDigest: Events.Id("parameters"), trainingLink: 1)]);
        _node.Mine([Events.Anchored(Events.Id("release 2"), Model, Authority, Root), Events.Anchored(Events.Id("release 3"), Other, Authority, Root)]);
        _node.Mine([Events.Committed(Events.Id("dataset")), Events.Committed(Events.Id("dataset"), Checksummed)]);
        _node.MineEmpty(10);
        _indexer = await RunningIndexer.StartAsync(_node);
        await _indexer.CatchUpAsync(_node);
    }

    public async ValueTask DisposeAsync()
    {
        await _indexer.DisposeAsync();
        _node.Dispose();
    }

    [Fact]
    public async Task A_lookup_of_a_model_has_the_keys_that_others_rely_on()
    {
        JsonNode answer = await OkAsync($"/v1/lookup/{Events.DigestOf(Model)}");
        answer.AsObject().Select(property => property.Key).Should().Contain(["found", "kind", "record", "parents", "block", "blockHash", "final"]);
        ((bool)answer["found"]!, (string)answer["kind"]!, (bool)answer["final"]!, (int)answer["block"]!).Should().Be((true, "model", false, 14));
        ((string)answer["blockHash"]!).Should().Be(_node.Head.Hash.ToString());
        answer["parents"]!.ToJsonString().Should().Be($$"""[{"kind":"root","digest":"{{Root}}"},{"kind":"model","digest":"{{Events.Id("base")}}"}]""");
        JsonNode record = answer["record"]!;
        ((bool)record["proven"]!, (bool)record["recognised"]!, (bool)record["rootSuperseded"]!, (bool)record["expired"]!, (bool)record["revoked"]!)
            .Should().Be((true, true, false, false, false));
        ((string)record["trainingLink"]!, (string)record["setup"]!).Should().Be(("authority-cosigned", "development"));
        ((string)record["trainingLinkMeaning"]!).Should().StartWith("the authority that held the data vouches");
        ((string)record["weightsDigest"]!, (string)record["baseWeightsDigest"]!, (string)record["hyperParametersDigest"]!)
            .Should().Be((Events.Id("weights").ToString(), Events.Id("base weights").ToString(), Events.Id("parameters").ToString()));
        ((string)record["publisher"]!).Should().Be(Checksummed.ToString().ToLowerInvariant());
        ((string)record["validOnDate"]!).Should().Be("2079-07-08");
        ((int)record["anchored"]!["block"]!, (bool)record["anchored"]!["final"]!).Should().Be((2, true));
    }

    [Fact]
    public async Task A_release_that_says_nothing_of_weights_says_so()
    {
        JsonNode record = (await OkAsync($"/v1/releases/{Events.Id("release 2")}"))["release"]!;
        foreach (string key in (string[])["baseDigest", "weightsDigest", "baseWeightsDigest", "hyperParametersDigest"])
            (record.AsObject().ContainsKey(key), record[key]).Should().Be((true, null), key);
        ((string)record["trainingLinkMeaning"]!).Should().StartWith("binding only");
    }

    [Fact]
    public async Task A_response_leads_to_the_releases_of_its_model_commitment_and_to_its_registry_root()
    {
        JsonNode answer = await OkAsync($"/v1/lookup/{Events.Id("commitment")}");
        ((string)answer["kind"]!, (string)answer["record"]!["releaseId"]!).Should().Be(("model-commitment", Events.Id("release 1").ToString()));
        (await OkAsync($"/v1/model-commitments/{Events.Id("commitment")}"))["items"]!.AsArray().Select(item => (string)item!["releaseId"]!)
            .Should().Equal(((string[])["release 3", "release 2", "release 1"]).Select(name => Events.Id(name).ToString()));
        _node.Mine([Events.Revoked(Events.Id("release 1"), Events.DigestOf(Model)), Events.Committed(Events.Id("commitment"))]);
        await _indexer.CatchUpAsync(_node);
        answer = await OkAsync($"/v1/lookup/{Events.Id("commitment")}");
        ((string)answer["record"]!["releaseId"]!, answer["kinds"]!.ToJsonString())
            .Should().Be((Events.Id("release 2").ToString(), """["model-commitment","dataset"]"""), "that one is proven");

        answer = await OkAsync($"/v1/registry-roots/{Tree}");
        JsonNode root = answer["registryRoot"]!;
        ((int)answer["block"]!, (int)root["change"]!, (bool)root["newest"]!, (bool)root["revoked"]!, root["supersededAt"]).Should().Be((15, 2, true, false, null));
        FakeBlock block = _node.Mine([Events.Recognised(Authority, false), Events.RegistryRootChanged(Events.Id("empty"), 3, revokes: true)]);
        await _indexer.CatchUpAsync(_node);
        root = (await OkAsync($"/v1/registry-roots/{Tree}"))["registryRoot"]!;
        ((bool)root["newest"]!, (bool)root["revoked"]!, (DateTimeOffset)root["supersededAt"]!)
            .Should().Be((false, true, DateTimeOffset.FromUnixTimeSeconds((long)block.Timestamp)));
        answer = await OkAsync($"/v1/lookup/{Tree}");
        ((string)answer["kind"]!, answer["record"]!.ToJsonString()).Should().Be(("registry-root", root.ToJsonString()));
    }

    [Fact]
    public async Task What_nobody_published_is_not_found_at_a_named_block()
    {
        JsonNode answer = await OkAsync($"/v1/lookup/{Events.Id("unknown")}");
        ((bool)answer["found"]!, (string?)answer["kind"], answer["record"], (int)answer["block"]!).Should().Be((false, null, null, 14));
    }

    [Fact]
    public async Task A_digest_that_is_several_things_says_so_and_can_be_asked_for_as_each()
    {
        _node.Mine([Events.Committed(Events.DigestOf(Model)), Events.Committed(Shared)]);
        await _indexer.CatchUpAsync(_node);
        JsonNode answer = await OkAsync($"/v1/lookup/{Events.DigestOf(Model)}");
        ((string)answer["kind"]!, answer["kinds"]!.ToJsonString()).Should().Be(("model", """["model","dataset"]"""));
        ((string)(await OkAsync($"/v1/lookup/{Shared}"))["kind"]!).Should().Be("file", "committing a file's digest as a dataset must not hide the file");
        ((string)(await OkAsync($"/v1/lookup/{Shared}?kind=dataset"))["kind"]!).Should().Be("dataset");
    }

    [Fact]
    public async Task A_file_is_found_in_the_proven_release_rather_than_in_an_earlier_one_that_is_not()
    {
        _node.Mine([Events.Revoked(Events.Id("release 1"), Events.DigestOf(Model)), Events.Revoked(Events.Id("release 2"), Events.DigestOf(Model))]);
        await _indexer.CatchUpAsync(_node);
        JsonNode record = (await OkAsync($"/v1/lookup/{Shared}"))["record"]!;
        ((string)record["releaseId"]!, (ulong)record["file"]!["size"]!).Should().Be((Events.Id("release 3").ToString(), 5UL));
        ((ulong)(await OkAsync($"/v1/lookup/{Events.Id("a")}"))["record"]!["file"]!["size"]!).Should().Be(3);
    }

    [Fact]
    public async Task Lists_come_in_pages_that_together_are_the_whole()
    {
        List<string> found = [];
        string? next = null;
        do
        {
            JsonNode page = await OkAsync($"/v1/files/{Shared}?limit=1{(next is null ? "" : $"&after={next}")}");
            found.AddRange(page["items"]!.AsArray().Select(item => (string)item!["releaseId"]!));
            next = (string?)page["next"];
        }
        while (next is not null);
        found.Should().Equal(((string[])["release 3", "release 2", "release 1"]).Select(name => Events.Id(name).ToString()));
    }

    [Fact]
    public async Task Every_kind_of_record_has_its_own_page()
    {
        JsonNode model = await OkAsync($"/v1/models/{Events.DigestOf(Model)}");
        ((string)model["answer"]!["releaseId"]!, model["releases"]!["items"]!.AsArray().Count).Should().Be((Events.Id("release 1").ToString(), 2));
        JsonNode release = await OkAsync($"/v1/releases/{Events.Id("release 2")}");
        ((string)release["release"]!["modelDigest"]!).Should().Be(Events.DigestOf(Model).ToString());
        JsonNode files = await OkAsync($"/v1/releases/{Events.Id("release 2")}/files?limit=1");
        ((string)files["items"]![0]!["name"]!, (string)files["next"]!).Should().Be(("a.json", "0-1"));
        files = await OkAsync($"/v1/releases/{Events.Id("release 2")}/files?limit=1&after=0-1");
        ((ulong)files["items"]![0]!["size"]!, files["next"]).Should().Be((ulong.MaxValue, null));
        JsonNode dataset = await OkAsync($"/v1/datasets/{Events.Id("dataset")}");
        ((int)dataset["dataset"]!["commitments"]!, dataset["commitments"]!["items"]!.AsArray().Count).Should().Be((2, 2));
        JsonNode authority = await OkAsync($"/v1/authorities/{Authority}");
        ((bool)authority["authority"]!["recognised"]!, (int)authority["authority"]!["rotations"]!, (string)authority["roots"]!["items"]![0]!["root"]!)
            .Should().Be((true, 0, Root.ToString()));
        (await OkAsync($"/v1/publishers/{Checksummed}"))["items"]!.AsArray().Should().ContainSingle();
        (await OkAsync($"/v1/lookup/{Root}"))["parents"]![0]!["kind"]!.GetValue<string>().Should().Be("authority");
    }

    [Theory]
    [InlineData("/v1/lookup/0x12", 400)]
    [InlineData("/v1/lookup/nonsense", 400)]
    [InlineData("/v1/lookup/0x0000000000000000000000000000000000000000000000000000000000000000?at=yesterday", 400)]
    [InlineData("/v1/lookup/0x0000000000000000000000000000000000000000000000000000000000000000?kind=spirit", 400)]
    [InlineData("/v1/files/0x0000000000000000000000000000000000000000000000000000000000000000?limit=0", 400)]
    [InlineData("/v1/files/0x0000000000000000000000000000000000000000000000000000000000000000?limit=201", 400)]
    [InlineData("/v1/files/0x0000000000000000000000000000000000000000000000000000000000000000?limit=many", 400)]
    [InlineData("/v1/files/0x0000000000000000000000000000000000000000000000000000000000000000?after=1", 400)]
    [InlineData("/v1/files/0x0000000000000000000000000000000000000000000000000000000000000000", 404)]
    [InlineData("/v1/models/0x0000000000000000000000000000000000000000000000000000000000000000", 404)]
    [InlineData("/v1/releases/0x0000000000000000000000000000000000000000000000000000000000000000", 404)]
    [InlineData("/v1/releases/0x0000000000000000000000000000000000000000000000000000000000000000/files", 404)]
    [InlineData("/v1/datasets/0x0000000000000000000000000000000000000000000000000000000000000000", 404)]
    [InlineData("/v1/authorities/0x0000000000000000000000000000000000000000000000000000000000000000", 404)]
    [InlineData("/v1/model-commitments/0x0000000000000000000000000000000000000000000000000000000000000000", 404)]
    [InlineData("/v1/registry-roots/0x0000000000000000000000000000000000000000000000000000000000000000", 404)]
    [InlineData("/v1/registry-roots/0x12", 400)]
    [InlineData("/v1/publishers/0x0000000000000000000000000000000000000001", 404)]
    [InlineData("/v1/publishers/0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAeD", 400)]
    [InlineData("/v1/nothing", 404)]
    public async Task What_cannot_be_answered_is_refused_with_problem_details(string path, int status)
    {
        (HttpStatusCode code, string type, JsonNode problem) = await _indexer.GetAsync(path);
        ((int)code, type, (int)problem["status"]!).Should().Be((status, "application/problem+json", status));
    }

    [Fact]
    public async Task The_answer_at_the_finalized_block_is_final()
    {
        JsonNode answer = await OkAsync($"/v1/lookup/{Events.DigestOf(Model)}?at=finalized");
        ((bool)answer["final"]!, (int)answer["block"]!, (string)answer["kind"]!).Should().Be((true, 8, "model"));
    }

    [Fact]
    public async Task The_status_says_how_far_the_index_is()
    {
        JsonNode status = await OkAsync("/v1/status");
        ((int)status["chainId"]!, (string)status["registry"]!, (int)status["head"]!, (int)status["block"]!, (int)status["finalized"]!, (int)status["lag"]!)
            .Should().Be((31337, FakeNode.Registry.ToString().ToLowerInvariant(), 14, 14, 8, 0));
    }

    [Fact]
    public async Task The_program_is_ready_while_the_node_answers_and_alive_always()
    {
        (await _indexer.GetAsync("/health/ready")).Status.Should().Be(HttpStatusCode.OK);
        _node.IsDown = true;
        await RunningIndexer.UntilAsync(async () => (await _indexer.GetAsync("/health/ready")).Status == HttpStatusCode.ServiceUnavailable);
        (await _indexer.GetAsync("/health/live")).Status.Should().Be(HttpStatusCode.OK);
        (await OkAsync("/v1/status"))["problem"]!.GetValue<string>().Should().Contain("node.example");
        (await OkAsync($"/v1/lookup/{Root}"))["found"]!.GetValue<bool>().Should().BeTrue("the index answers with what it has");
        _node.IsDown = false;
        await RunningIndexer.UntilAsync(async () => (await _indexer.GetAsync("/health/ready")).Status == HttpStatusCode.OK);
    }

    [Fact]
    public async Task Nothing_secret_is_logged()
    {
        _node.IsDown = true;
        await RunningIndexer.UntilAsync(async () => (await _indexer.GetAsync("/health/ready")).Status == HttpStatusCode.ServiceUnavailable);
        _indexer.Log.Lines.Should().Contain(line => line.Contains("node.example"));
        _indexer.Log.Lines.Should().NotContain(line => line.Contains("secret-path") || line.Contains("word@"));
    }

    [Fact]
    public async Task The_description_knows_every_path_and_says_what_hashes_look_like()
    {
        JsonNode document = await OkAsync("/openapi/indexer.json");
        document["paths"]!.AsObject().Select(path => path.Key).Should().BeEquivalentTo(
            "/v1/lookup/{digest}", "/v1/releases/{id}", "/v1/releases/{id}/files", "/v1/models/{modelDigest}",
            "/v1/model-commitments/{modelCommitment}", "/v1/files/{sha256}", "/v1/datasets/{root}", "/v1/authorities/{id}", "/v1/registry-roots/{root}",
            "/v1/publishers/{address}", "/v1/status");
        JsonNode lookup = document["paths"]!["/v1/lookup/{digest}"]!["get"]!;
        lookup["parameters"]!.AsArray().Select(parameter => (string)parameter!["name"]!).Should().Equal("digest", "at", "after", "limit", "kind");
        lookup["responses"]!["200"].Should().NotBeNull();
        document.ToJsonString().Should().Contain("[0-9a-f]{64}");
    }

    private async Task<JsonNode> OkAsync(string path)
    {
        (HttpStatusCode status, _, JsonNode json) = await _indexer.GetAsync(path);
        status.Should().Be(HttpStatusCode.OK, json.ToJsonString());
        return json;
    }
}
