using System.Text.Json.Nodes;
using ChainProv.Cli.Demo;
using ChainProv.Cli.Tests.Support;
using ChainProv.Ethereum;
using ChainProv.Ethereum.Contracts;
using ChainProv.Ethereum.Keys;
using ChainProv.Ethereum.Local;
using ChainProv.Ethereum.Rpc;
using ChainProv.Provenance.Certificates;
using ChainProv.Provenance.Files;

namespace ChainProv.Cli.Tests;

/// <summary>The commands that speak to a chain and to the services, on a real chain.</summary>
public sealed class ChainStoryTests(RegistryWorkshop workshop) : IClassFixture<RegistryWorkshop>
{
    [Fact]
    public void Deploying_and_publishing_give_their_keys()
    {
        workshop.Deployed.Json.Select(pair => pair.Key).Should().Contain(["registry", "verifier", "block"]);
        workshop.Published.Json.Select(pair => pair.Key).Should().Contain(["authorityId", "blsPublicKey", "authorityRoot"]);
        workshop.Published.Json["recognised"]!.GetValue<bool>().Should().BeTrue();
    }

    [Fact]
    public async Task A_release_is_proved_anchored_looked_up_and_verified()
    {
        JsonObject proved = (await workshop.AttestAsync("anchored.json")).Json;
        JsonObject anchored = (await Run.DoneAsync(["anchor", workshop.At("anchored.json"), "--key-file", workshop.At("publisher.key"), "--json", .. workshop.Place])).Json;
        anchored.Select(pair => pair.Key).Should().Contain(["transaction", "block", "gasUsed"]);

        foreach (string what in (string[])["model.safetensors", "model.json", "anchored.json"])
        {
            JsonObject found = (await Run.DoneAsync(["lookup", workshop.At(what), "--json", .. workshop.Place])).Json;
            found.Select(pair => pair.Key).Should().Contain(["found", "kind", "record", "parents", "block", "blockHash", "final"]);
            found["record"]!["proofDigest"]!.GetValue<string>().Should().Be(proved["proofDigest"]!.GetValue<string>());
            found["record"]!["proven"]!.GetValue<bool>().Should().BeTrue();
        }

        Run verified = await Run.DoneAsync(["verify", workshop.At("anchored.json"), "--model", workshop.At("model.safetensors"), "--json", .. workshop.Place]);
        verified.Json["valid"]!.GetValue<bool>().Should().BeTrue();
        verified.Json["means"]!.ToJsonString().Should().Contain("recognises it");

        Run again = await Run.DoneAsync(["anchor", workshop.At("anchored.json"), "--key-file", workshop.At("publisher.key"), "--json", .. workshop.Place]);
        again.Json.ToJsonString().Should().Be(anchored.ToJsonString(), "what is on chain already is not sent again");
        JsonObject release = (await Run.DoneAsync(["lookup", await ReleaseIdAsync(), "--json", .. workshop.Place])).Json;
        release["kind"]!.GetValue<string>().Should().Be("release");

        ResponseTo(ReleaseCertificate.Read(workshop.At("anchored.json"))).Write(workshop.At("response.json"));
        foreach (string what in (string[])[workshop.At("response.json"), release["record"]!["modelCommitment"]!.GetValue<string>()])
        {
            JsonObject found = (await Run.DoneAsync(["lookup", what, "--json", .. workshop.Place])).Json;
            found["kind"]!.GetValue<string>().Should().Be("model-commitment");
            found["record"]!.ToJsonString().Should().Be(release["record"]!.ToJsonString());
        }
    }

    /// <summary>A response's certificate whose parts fit together; a lookup does not ask whether it is true.</summary>
    private static ResponseCertificate ResponseTo(ReleaseCertificate release)
    {
        Sha256Digest words = Sha256Digest.Of("words"u8);
        return new(
            ResponseCertificate.ResponseStatement, release.CircuitDigest, release.KeyDigest, release.Setup, release.TrainingLink, Context: null, release.AuthorityRoot,
            release.ModelCommitment, release.Facts, release.Policy, release.PolicyDigest, Hash32.Zero, Salt: null, words, words,
            new ResponseTranscript(null, Hash32.Zero, words, words).ToElement(), release.Proof, release.ProofDigest);
    }

    private async Task<string> ReleaseIdAsync() =>
        (await Run.DoneAsync(["lookup", workshop.At("anchored.json"), "--json", .. workshop.Place])).Json["record"]!["releaseId"]!.GetValue<string>();

    [Fact]
    public async Task Authorities_and_roots_are_found_by_their_digests()
    {
        string authority = workshop.Published.Json["authorityId"]!.GetValue<string>(), root = workshop.Published.Json["authorityRoot"]!.GetValue<string>();
        JsonObject found = (await Run.DoneAsync(["lookup", authority, "--json", .. workshop.Place])).Json;
        (found["kind"]!.GetValue<string>(), found["record"]!["recognised"]!.GetValue<bool>()).Should().Be(("authority", true));
        found = (await Run.DoneAsync(["lookup", root, "--from-block", "1", "--json", .. workshop.Place])).Json;
        (found["kind"]!.GetValue<string>(), found["parents"]![0]!["digest"]!.GetValue<string>()).Should().Be(("root", authority));
        found = (await Run.DoneAsync(["lookup", await RegistryRootAsync(), "--json", .. workshop.Place])).Json;
        (found["kind"]!.GetValue<string>(), found["record"]!["newest"]!.GetValue<bool>(), found["record"]!["supersededAt"]).Should().Be(("registry-root", true, null));
    }

    private async Task<string> RegistryRootAsync()
    {
        using EthereumClient client = new(new JsonRpcClient(new Uri(workshop.Rpc)));
        return (await new ProvenanceRegistry(client, Address.Parse(workshop.Registry)).RegistryRootAsync()).ToString();
    }

    /// <summary>A file is found by the release that is proven, whoever listed it first.</summary>
    [Fact]
    public async Task A_file_of_a_model_of_several_is_found_by_its_digest()
    {
        string folder = Directory.CreateDirectory(workshop.At("two")).FullName, commitment = workshop.At("two.json"), release = workshop.At("two.release.json");
        await File.WriteAllTextAsync(Path.Combine(folder, "a"), "first file");
        await File.WriteAllTextAsync(Path.Combine(folder, "b"), "second file");
        await Run.DoneAsync("model", "commit", folder, "--dataset", workshop.At("certified.json"), "-o", commitment);
        await Run.DoneAsync(
            ["attest", "release", commitment, "--policy", workshop.At("policy.json"), "--publisher", workshop.Publisher, "--keys", workshop.Files.Keys, "-o", release, .. workshop.Place]);
        await Run.DoneAsync(["anchor", release, "--key-file", workshop.At("publisher.key"), .. workshop.Place]);

        JsonObject found = (await Run.DoneAsync(["lookup", Path.Combine(folder, "b"), "--json", .. workshop.Place])).Json;
        (found["kind"]!.GetValue<string>(), found["record"]!["proven"]!.GetValue<bool>()).Should().Be(("file", true));
    }

    [Fact]
    public async Task What_nobody_anchored_is_not_found()
    {
        Run run = await Run.OfAsync(["lookup", $"0x{new string('5', 64)}", "--json", .. workshop.Place]);
        run.ExitCode.Should().Be(1);
        run.Json["found"]!.GetValue<bool>().Should().BeFalse();
    }

    [Fact]
    public async Task A_dataset_can_be_committed_on_chain()
    {
        string[] anchor = ["anchor", workshop.At("dataset.json"), "--key-file", workshop.At("publisher.key"), "--json", .. workshop.Place];
        JsonObject anchored = (await Run.DoneAsync(anchor)).Json;
        anchored.Select(pair => pair.Key).Should().Contain(["transaction", "block", "gasUsed"]);
        (await Run.DoneAsync(anchor)).Json.ToJsonString().Should().Be(anchored.ToJsonString());

        string root = (await Run.DoneAsync("dataset", "show", workshop.At("dataset.json"), "--json")).Json["datasetRoot"]!.GetValue<string>();
        JsonObject found = (await Run.DoneAsync(["lookup", root, "--json", .. workshop.Place])).Json;
        found["kind"]!.GetValue<string>().Should().Be("dataset");
    }

    [Fact]
    public async Task A_registry_shows_its_owner_and_circuits()
    {
        JsonObject shown = (await Run.DoneAsync(["registry", "show", "--json", .. workshop.Place])).Json;
        shown["circuits"]!["1"]!["setup"]!.GetValue<string>().Should().Be("development");
        shown["chainId"]!.GetValue<ulong>().Should().Be(31337);
    }

    [Fact]
    public async Task A_hosted_prover_proves_and_anchors_and_an_indexer_answers()
    {
        using EthereumKey publisher = DevAccounts.Key(3);
        await using HostedServices services = await HostedServices.StartAsync(
            new Uri(workshop.Rpc), Address.Parse(workshop.Registry), 0, publisher, workshop.Files.Keys);
        string model = workshop.At("another.bin"), commitment = workshop.At("another.json");
        await File.WriteAllTextAsync(model, "another model");
        await Run.DoneAsync("model", "commit", model, "--dataset", workshop.At("certified.json"), "-o", commitment);
        string[] release = [commitment, "--policy", workshop.At("policy.json"), "--prover", services.ProverUrl, "--json"];

        JsonObject submitted = (await Run.DoneAsync(["prover", "submit", .. release])).Json;
        submitted.Select(pair => pair.Key).Should().Contain(["job", "state", "progress", "transaction"]);
        string ownKeys = workshop.At("own-keys");
        await Run.DoneAsync("setup", "dev", "--circuit", "release-1", "--keys", ownKeys);
        Run withAnotherKey = await Run.DoneAsync(["attest", "release", .. release, "-o", workshop.At("unchecked.json"), "--keys", ownKeys]);
        withAnotherKey.Error.Should().Contain("The prover's proof was not checked");
        JsonObject proved = (await Run.DoneAsync(["attest", "release", .. release, "--anchor", "-o", workshop.At("hosted.json"), .. workshop.Place])).Json;
        proved.Select(pair => pair.Key).Should().Contain(["proofDigest", "statement", "circuitDigest", "setup", "trainingLink", "seconds", "transaction"]);
        JsonObject status = (await Run.DoneAsync("prover", "status", proved["job"]!.GetValue<string>(), "--prover", services.ProverUrl, "--json")).Json;
        (status["state"]!.GetValue<string>(), status["progress"]!.GetValue<double>()).Should().Be(("anchored", 1));

        await services.LookUpAsync([Hash32.Zero], status["block"]!.GetValue<ulong>(), CancellationToken.None);
        JsonObject found = (await Run.DoneAsync("lookup", model, "--indexer", services.IndexerUrl, "--json")).Json;
        found.Select(pair => pair.Key).Should().Contain(["found", "kind", "record", "parents", "block", "blockHash", "final"]);
        foreach (string what in (string[])[model, workshop.Published.Json["authorityId"]!.GetValue<string>(), await RegistryRootAsync()])
        {
            JsonObject indexed = (await Run.DoneAsync("lookup", what, "--indexer", services.IndexerUrl, "--json")).Json;
            JsonObject onChain = (await Run.DoneAsync(["lookup", what, "--json", .. workshop.Place])).Json;
            ((string)indexed["kind"]!).Should().Be((string)onChain["kind"]!);
            SharedValues(indexed["record"]!).Should().Equal(SharedValues(onChain["record"]!), "the index and the chain say the same under the same names");
        }

        (await Run.OfAsync("prover", "status", "nonsense", "--prover", services.ProverUrl)).ExitCode.Should().Be(1, "there is no such job");
    }

    /// <summary>A record but for what one of the two ways of lookup alone can say or says in another form: where and when, how many, and addresses.</summary>
    private static SortedDictionary<string, string> SharedValues(JsonNode record) => new(record.AsObject()
        .Where(pair => pair.Key is not ("publisher" or "validOn" or "fileListValid" or "file" or "anchored" or "registered" or "changed" or "anchoredAtBlock" or "releases"))
        .ToDictionary(pair => pair.Key, pair => pair.Value?.ToJsonString() ?? "null"));
}
