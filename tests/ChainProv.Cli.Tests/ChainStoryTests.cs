using System.Text.Json.Nodes;
using ChainProv.Cli.Demo;
using ChainProv.Cli.Tests.Support;
using ChainProv.Ethereum;
using ChainProv.Ethereum.Keys;
using ChainProv.Ethereum.Local;

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

        Run again = await Run.OfAsync(["anchor", workshop.At("anchored.json"), "--key-file", workshop.At("publisher.key"), .. workshop.Place]);
        again.MustFail(1, "AlreadyAnchored");
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
        Run run = await Run.DoneAsync(["anchor", workshop.At("dataset.json"), "--key-file", workshop.At("publisher.key"), "--json", .. workshop.Place]);
        run.Json.Select(pair => pair.Key).Should().Contain(["transaction", "block", "gasUsed"]);
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
            new Uri(workshop.Rpc), Address.Parse(workshop.Registry), 0, publisher, workshop.Files.Keys, CancellationToken.None);
        string model = workshop.At("another.bin"), commitment = workshop.At("another.json");
        await File.WriteAllTextAsync(model, "another model");
        await Run.DoneAsync("model", "commit", model, "--dataset", workshop.At("certified.json"), "-o", commitment);
        string[] release = [commitment, "--policy", workshop.At("policy.json"), "--prover", services.ProverUrl, "--json"];

        JsonObject submitted = (await Run.DoneAsync(["prover", "submit", .. release])).Json;
        submitted.Select(pair => pair.Key).Should().Contain(["job", "state", "progress", "transaction"]);
        JsonObject proved = (await Run.DoneAsync(["attest", "release", .. release, "--anchor", "-o", workshop.At("hosted.json"), .. workshop.Place])).Json;
        proved.Select(pair => pair.Key).Should().Contain(["proofDigest", "statement", "circuitDigest", "setup", "trainingLink", "seconds", "transaction"]);
        JsonObject status = (await Run.DoneAsync("prover", "status", proved["job"]!.GetValue<string>(), "--prover", services.ProverUrl, "--json")).Json;
        (status["state"]!.GetValue<string>(), status["progress"]!.GetValue<double>()).Should().Be(("anchored", 1));

        await services.LookUpAsync([Hash32.Zero], status["block"]!.GetValue<ulong>(), CancellationToken.None);
        JsonObject found = (await Run.DoneAsync("lookup", model, "--indexer", services.IndexerUrl, "--json")).Json;
        found.Select(pair => pair.Key).Should().Contain(["found", "kind", "record", "parents", "block", "blockHash", "final"]);
        (await Run.OfAsync("prover", "status", "nonsense", "--prover", services.ProverUrl)).MustFail(4, "404");
    }
}
