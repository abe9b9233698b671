using ChainProv.Cli.Tests.Support;
using ChainProv.Ethereum.Local;

namespace ChainProv.Cli.Tests;

/// <summary>A chain that is away, or is another one, or has nothing there, or an account that cannot pay: one sentence, exit 4, nothing lost, and the same command
/// works once that is mended.</summary>
public sealed class ChainFailureTests(RegistryWorkshop workshop) : IClassFixture<RegistryWorkshop>
{
    /// <summary>An address without code.</summary>
    private const string Nowhere = "0x00000000000000000000000000000000000000AA";

    private static readonly string[] Commands =
    [
        "registry show",
        "registry add --slots 1 --key-file sender.key --keys keys",
        "authority publish --key authority.key --key-file sender.key",
        "attest release model.json --policy policy.json --publisher 0x70997970C51812dc3A010C7d01b50e0d17dc79C8 --keys keys -o new.json",
        "anchor bound.json --key-file publisher.key",
        "anchor dataset.json --key-file publisher.key",
        "lookup model.safetensors",
        "verify bound.json",
    ];

    public static TheoryData<string> OnChain => [.. Commands];

    [Theory, MemberData(nameof(OnChain))]
    public Task A_node_that_is_away_is_named(string command)
    {
        string url = FalseNode.NobodysUrl();
        return FailAsync(command, ["--rpc", url, "--registry", workshop.Registry], url);
    }

    [Theory, MemberData(nameof(OnChain))]
    public async Task A_server_that_is_no_node_is_named(string command)
    {
        using FalseNode portal = new("<html>Please log in</html>");
        await FailAsync(command, ["--rpc", portal.Url, "--registry", workshop.Registry], portal.Url);
    }

    [Theory, MemberData(nameof(OnChain))]
    public Task A_registry_that_is_not_there_is_named(string command) =>
        FailAsync(command, ["--rpc", workshop.Rpc, "--registry", Nowhere], Nowhere);

    [Theory]
    [InlineData("registry deploy --slots 1 --key-file poor.key --keys keys")]
    [InlineData("authority publish --key other.key --tree other.tree.json --key-file poor.key")]
    [InlineData("anchor dataset.json --key-file poor.key")]
    public async Task An_account_that_cannot_pay_is_told_so(string command)
    {
        await Run.DoneAsync("authority", "keygen", "-o", workshop.At("other.key"));
        try
        {
            await Run.DoneAsync("dataset", "certify", workshop.At("dataset.json"), "--key", workshop.At("other.key"), "-o", workshop.At("other.json"));
            await FailAsync(command, command.StartsWith("registry deploy", StringComparison.Ordinal) ? ["--rpc", workshop.Rpc] : workshop.Place, "0 ETH");
        }
        finally
        {
            foreach (string name in (string[])["other.key", "other.tree.json", "other.json"]) File.Delete(workshop.At(name));
        }
    }

    [Fact]
    public async Task A_release_for_another_chain_is_not_sent_to_this_one()
    {
        await workshop.AttestAsync("bound.json");
        using AnvilProcess other = await AnvilProcess.StartAsync(new AnvilOptions { ChainId = 1337 });
        Run deployed = await Run.DoneAsync("registry", "deploy", "--slots", "1", "--rpc", other.Url.ToString(), "--key-file", workshop.At("sender.key"), "--keys", workshop.Files.Keys, "--json");
        Run run = await Run.OfAsync("anchor", workshop.At("bound.json"), "--rpc", other.Url.ToString(), "--registry", deployed.Json["registry"]!.GetValue<string>(), "--key-file", workshop.At("publisher.key"));
        run.MustFail(4, "serves chain 1337, but chain 31337 is needed");
    }

    [Fact]
    public async Task Development_keys_are_not_anchored_with_on_a_real_chain()
    {
        using AnvilProcess real = await AnvilProcess.StartAsync(new AnvilOptions { ChainId = 8453 });
        string[] deploy = ["registry", "deploy", "--slots", "1", "--rpc", real.Url.ToString(), "--key-file", workshop.At("sender.key"), "--keys", workshop.Files.Keys];
        (await Run.OfAsync(deploy)).MustFail(2, "--allow-development-keys");
        await Run.DoneAsync([.. deploy, "--allow-development-keys"]);
    }

    [Fact]
    public async Task A_release_for_another_publisher_or_none_is_not_sent()
    {
        await workshop.AttestAsync("bound.json");
        (await Run.OfAsync(["anchor", workshop.At("bound.json"), "--key-file", workshop.At("sender.key"), .. workshop.Place])).MustFail(3, "$.context");
        (await Run.OfAsync(["anchor", workshop.At("release.json"), "--key-file", workshop.At("publisher.key"), .. workshop.Place])).MustFail(3, "unbound");
    }

    [Fact]
    public async Task After_a_failed_publication_the_same_command_publishes()
    {
        string tree = await File.ReadAllTextAsync(workshop.At("authority.tree.json"));
        string[] publish = ["authority", "publish", "--key", workshop.At("authority.key"), "--key-file", workshop.At("sender.key"), "--registry", workshop.Registry, "--rpc"];
        (await Run.OfAsync([.. publish, FalseNode.NobodysUrl()])).ExitCode.Should().Be(4);
        (await File.ReadAllTextAsync(workshop.At("authority.tree.json"))).Should().Be(tree);
        await Run.DoneAsync([.. publish, workshop.Rpc]);
    }

    private async Task FailAsync(string command, string[] place, string about)
    {
        if (!File.Exists(workshop.At("bound.json"))) await workshop.AttestAsync("bound.json");
        using TempFolder folder = new();
        workshop.Files.CopyTo(folder);
        Directory.CreateSymbolicLink(folder.At("keys"), workshop.Files.Keys);
        string[] before = [.. folder.Names()];

        Run run = await Run.OfAsync([.. Workshop.Located(command, folder), .. place]);

        run.MustFail(4, about);
        run.Output.Should().BeEmpty();
        folder.Names().Should().Equal(before);
    }
}
