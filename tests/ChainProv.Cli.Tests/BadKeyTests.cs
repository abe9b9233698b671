using ChainProv.Cli.Tests.Support;

namespace ChainProv.Cli.Tests;

/// <summary>Damaged keys of the user's store.</summary>
public sealed class BadKeyTests(Workshop workshop) : IClassFixture<Workshop>
{
    public static TheoryData<string> ProvingKeyDamages => [.. Damage.OfFormed.Select(damage => damage.Name)];

    public static TheoryData<string> VerifyingKeyDamages => [.. Damage.OfJson.Select(damage => damage.Name)];

    [Theory, MemberData(nameof(ProvingKeyDamages))]
    public Task A_damaged_proving_key_is_named(string damage) =>
        DamagedAsync("attest release model.json --policy policy.json --keys keys -o new.json", "proving.zkey", damage, about: "proving");

    [Theory, MemberData(nameof(VerifyingKeyDamages))]
    public Task A_damaged_verifying_key_is_named(string damage) => DamagedAsync("verify release.json --keys keys", "verifying-key.json", damage);

    private async Task DamagedAsync(string command, string file, string damage, string? about = null)
    {
        using TempFolder folder = new();
        workshop.CopyTo(folder);
        string source = Directory.GetDirectories(workshop.Keys).Single(), target = Directory.CreateDirectory(folder.At(Path.Combine("keys", Path.GetFileName(source)))).FullName;
        foreach (string path in Directory.GetFiles(source)) File.Copy(path, Path.Combine(target, Path.GetFileName(path)));
        Damage.OfJson.First(candidate => candidate.Name == damage).Apply(Path.Combine(target, file));

        Run run = await Run.OfAsync(Workshop.Located(command, folder));

        run.MustFail(3, about ?? file);
        File.Exists(folder.At("new.json")).Should().BeFalse();
    }
}
