using ChainProv.Ethereum.Keys;
using ChainProv.Ethereum.Local;

namespace ChainProv.Cli.Tests.Support;

/// <summary>A workshop beside a real chain with a registry, whose owner recognises the authority.</summary>
public sealed class RegistryWorkshop : IAsyncLifetime
{
    private AnvilProcess? _chain;

    public Workshop Files { get; } = new();

    internal Run Deployed { get; private set; } = null!;

    internal Run Published { get; private set; } = null!;

    public string Rpc => _chain!.Url.ToString();

    public string Registry => Deployed.Json["registry"]!.GetValue<string>();

    /// <summary>The owner of <c>publisher.key</c>.</summary>
    public string Publisher { get; private set; } = "";

    /// <summary>Which chain and which registry.</summary>
    public string[] Place => ["--rpc", Rpc, "--registry", Registry];

    public string At(string name) => Files.At(name);

    public async ValueTask InitializeAsync()
    {
        await Files.InitializeAsync();
        _chain = await AnvilProcess.StartAsync();
        using EthereumKey publisher = DevAccounts.Key(1), poor = EthereumKey.Generate();
        KeyFile.Create(At("publisher.key"), publisher);
        KeyFile.Create(At("poor.key"), poor);
        Publisher = publisher.Address.ToString();
        Deployed = await Run.DoneAsync("registry", "deploy", "--slots", "1", "--rpc", Rpc, "--key-file", At("sender.key"), "--keys", Files.Keys, "--json");
        Published = await Run.DoneAsync(["authority", "publish", "--key", At("authority.key"), "--key-file", At("sender.key"), "--json", .. Place]);
    }

    /// <summary>Proves a release of the model for the registry.</summary>
    internal Task<Run> AttestAsync(string output) => Run.DoneAsync(
        ["attest", "release", At("model.json"), "--policy", At("policy.json"), "--publisher", Publisher, "--keys", Files.Keys, "-o", At(output), "--json", .. Place]);

    public async ValueTask DisposeAsync()
    {
        _chain?.Dispose();
        await Files.DisposeAsync();
    }
}
