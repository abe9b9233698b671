using System.Text.Json.Nodes;
using ChainProv.Cli.Commands;
using ChainProv.Cli.Tests.Support;
using ChainProv.Ethereum;
using ChainProv.Provenance.Certificates;
using ChainProv.Provenance.Registries;

namespace ChainProv.Cli.Tests;

/// <summary>Anchored releases taken back and promoted, on a real chain.</summary>
public sealed class ReleaseCommandTests(RegistryWorkshop workshop) : IClassFixture<RegistryWorkshop>
{
    private string[] Publisher => ["--key-file", workshop.At("publisher.key"), "--json", .. workshop.Place];

    [Fact]
    public void Both_forms_are_there() =>
        Root.Create().Subcommands.Single(command => command.Name == "release").Subcommands.Select(verb => verb.Name).Should().Equal("revoke", "promote");

    [Fact]
    public async Task A_publisher_takes_back_one_release_and_the_model_stays_proven_by_the_next()
    {
        string first = await AnchorAsync("first.json"), second = await AnchorAsync("second.json");

        // The first answers and holds: there is nothing to promote.
        (await Run.OfAsync(["release", "promote", second, .. Publisher])).MustFail(1, "NothingToPromote");
        (await Run.OfAsync(["release", "revoke", first, "--key-file", workshop.At("sender.key"), .. workshop.Place])).MustFail(1, "NotPublisher");

        JsonObject revoked = (await Run.DoneAsync(["release", "revoke", first, .. Publisher])).Json;
        revoked.Select(pair => pair.Key).Should().Contain(["transaction", "block", "gasUsed"]);
        JsonNode found = (await Run.DoneAsync(["lookup", workshop.At("model.json"), "--json", .. workshop.Place])).Json["record"]!;
        found["proven"]!.GetValue<bool>().Should().BeTrue();
        Run verified = await Run.OfAsync(["verify", first, "--json", .. workshop.Place]);
        verified.ExitCode.Should().Be(1);
        verified.Json["reasons"]!.ToJsonString().Should().Contain("its publisher revoked the release");

        Hash32 id = ReleaseAnchor.IdOf(ReleaseCertificate.Read(second));
        (await Run.OfAsync(["release", "promote", id.ToString(), .. Publisher])).MustFail(1, "NothingToPromote");
        await Run.DoneAsync(["release", "revoke", id.ToString(), .. Publisher]);
        (await Run.OfAsync(["release", "revoke", second, .. Publisher])).MustFail(1, "AlreadyRevoked");
        (await Run.OfAsync(["release", "promote", second, .. Publisher])).MustFail(1, "NotProven");
    }

    [Fact]
    public async Task What_is_no_release_of_this_registry_is_refused()
    {
        (await Run.OfAsync(["release", "revoke", $"0x{new string('7', 64)}", .. Publisher])).MustFail(1, "UnknownRelease");
        (await Run.OfAsync(["release", "revoke", "0x12", .. Publisher])).MustFail(2, "64 hexadecimal digits");
        (await Run.OfAsync(["release", "revoke", workshop.At("release.json"), .. Publisher])).MustFail(3, "unbound");
        (await Run.OfAsync(["release", "promote", workshop.At("dataset.json"), .. Publisher])).ExitCode.Should().Be(3);

        string bound = workshop.At("elsewhere.json"), other = "0x00000000000000000000000000000000000000aa";
        await workshop.AttestAsync("elsewhere.json");
        string moved = (await File.ReadAllTextAsync(bound)).Replace(workshop.Registry, other, StringComparison.OrdinalIgnoreCase);
        await File.WriteAllTextAsync(bound, moved);
        (await Run.OfAsync(["release", "revoke", bound, .. Publisher])).MustFail(3, "but the registry is");
    }

    /// <summary>Commits to the model anew, proves it and anchors the release.</summary>
    private async Task<string> AnchorAsync(string name)
    {
        string model = workshop.At($"model-of-{name}"), release = workshop.At(name);
        await Run.DoneAsync("model", "commit", workshop.At("model.safetensors"), "--dataset", workshop.At("certified.json"), "-o", model);
        await Run.DoneAsync(["attest", "release", model, "--policy", workshop.At("policy.json"), "--publisher", workshop.Publisher,
            "--keys", workshop.Files.Keys, "-o", release, .. workshop.Place]);
        await Run.DoneAsync(["anchor", release, .. Publisher]);
        return release;
    }
}
