namespace ChainProv.Cli.Tests.Support;

/// <summary>A workshop with two releases of one circuit and their aggregate.</summary>
public sealed class AggregateWorkshop : IAsyncLifetime
{
    public Workshop Files { get; } = new();

    internal Run Aggregated { get; private set; } = null!;

    public string Keys => Files.Keys;

    public string At(string name) => Files.At(name);

    public async ValueTask InitializeAsync()
    {
        await Files.InitializeAsync();
        await Run.DoneAsync("model", "commit", At("model.safetensors"), "--dataset", At("certified.json"), "-o", At("other-model.json"));
        await Run.DoneAsync("attest", "release", At("other-model.json"), "--policy", At("policy.json"), "--keys", Keys, "-o", At("other.json"));
        Aggregated = await Run.DoneAsync("proof", "aggregate", At("release.json"), At("other.json"), "--keys", Keys, "-o", At("aggregate.json"), "--json");
    }

    public ValueTask DisposeAsync() => Files.DisposeAsync();
}
