using ChainProv.Cli.Tests.Support;

namespace ChainProv.Cli.Tests;

/// <summary>Outputs that cannot be written: exit 3, the path's name, and nothing left behind.</summary>
public sealed class BadOutputTests(Workshop workshop) : IClassFixture<Workshop>
{
    public static TheoryData<string> Writers =>
    [
        "authority keygen -o",
        "dataset commit records.jsonl -o",
        "dataset open dataset.json --record 3 -o",
        "dataset certify dataset.json --key authority.key --tag medical -o",
        "model commit model.safetensors --dataset certified.json -o",
        "attest release model.json --policy policy.json --keys keys -o",
        "attest base model.safetensors -o",
        "attest response --model model.json --prompt records.csv --response records.csv --nonce 1 --policy policy.json --keys keys -o",
        "attest disclose model.json --to",
    ];

    public static TheoryData<string> FolderWriters => ["proof export release.json --format snarkjs --keys keys -o", "proof export release.json --format solidity --keys keys -o", "demo --folder"];

    [Theory, MemberData(nameof(Writers))]
    public async Task A_folder_that_is_not_there_is_named(string command) => (await RunAsync(command, folder => folder.At("none/out.json"))).MustFail(3, "none/out");

    [Theory, MemberData(nameof(Writers))]
    public async Task A_folder_in_the_files_place_is_named(string command) => (await RunAsync(command, folder => Directory.CreateDirectory(folder.At("taken")).FullName)).MustFail(3, "taken");

    [Theory, MemberData(nameof(FolderWriters))]
    public async Task A_file_in_the_folders_place_is_named(string command) => (await RunAsync(command, folder => folder.At("records.csv"))).MustFail(3, "records.csv");

    private async Task<Run> RunAsync(string command, Func<TempFolder, string> output)
    {
        using TempFolder folder = new();
        workshop.CopyTo(folder);
        Directory.CreateSymbolicLink(folder.At("keys"), workshop.Keys);
        string target = output(folder);
        string[] before = [.. folder.Names()];
        Run run = await Run.OfAsync([.. Workshop.Located(command, folder), target]);
        folder.Names().Should().Equal(before);
        return run;
    }
}
