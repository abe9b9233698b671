namespace ChainProv.Cli.Tests.Support;

/// <summary>A workshop with a model that its authority vouches for, and a response of it that is bound to no registry.</summary>
public sealed class ResponseWorkshop : IAsyncLifetime
{
    public const string Nonce = "0x5a";

    public Workshop Files { get; } = new();

    internal Run Cosigned { get; private set; } = null!;

    internal Run Responded { get; private set; } = null!;

    public string At(string name) => Files.At(name);

    public async ValueTask InitializeAsync()
    {
        await Files.InitializeAsync();
        await File.WriteAllTextAsync(At("prompt.txt"), "May I cool a burn?");
        await File.WriteAllTextAsync(At("answer.txt"), "Yes, with water.");
        await File.WriteAllTextAsync(At("other.txt"), "No.");
        await DoneAsync("model commit model.safetensors --base model.json --base-weights base.weights --link authority-cosigned --dataset certified.json -o told.json");
        Cosigned = await DoneAsync("authority cosign told.json --dataset certified.json --key authority.key -o cosigned.json");
        await DoneAsync("dataset certify dataset.json --key authority.key --tag medical -o newer.json");
        await DoneAsync("model refresh told.json --certificate newer.json --cosignature cosigned.json");
        Responded = await DoneAsync($"attest response --model told.json --prompt prompt.txt --response answer.txt --nonce {Nonce} --policy policy.json --possession 1 --weights-of model.safetensors --keys keys -o told.response.json");
    }

    public ValueTask DisposeAsync() => Files.DisposeAsync();

    private Task<Run> DoneAsync(string command) => Run.DoneAsync([.. command.Split(' ').Select(word => word == "keys" || Path.HasExtension(word) ? At(word) : word), "--json"]);
}
