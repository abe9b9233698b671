using ChainProv.Cli.Demo;
using ChainProv.Groth16.Keys;

namespace ChainProv.EndToEnd.Tests;

/// <summary>The demo's story, once, and every forgery against it.</summary>
[Trait("Category", "Slow")]
public sealed class ForgeryTests : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("chainprov-story-").FullName;
    private Story _story = null!;

    public async ValueTask InitializeAsync()
    {
        KeyStore keys = new(Path.Combine(_folder, "keys"));
        string files = Directory.CreateDirectory(Path.Combine(_folder, "files")).FullName;
        _story = await Story.RunAsync(files, null, keys, _ => { }, CancellationToken.None);
    }

    public async ValueTask DisposeAsync()
    {
        if (_story is not null) await _story.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task Every_forgery_is_refused_off_chain_and_on_chain_for_its_own_reason()
    {
        foreach (Forgery forgery in Forgery.All)
        {
            Refusal refusal = await forgery.Attempt(_story, CancellationToken.None);
            forgery.IsRefusedBy(refusal).Should().BeTrue($"{forgery.Name} gave {refusal}");
        }
    }
}
