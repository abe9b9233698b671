using System.Text.Json.Nodes;
using ChainProv.Cli.Tests.Support;

namespace ChainProv.Cli.Tests;

/// <summary>What an authority signs, and what the files that it keeps tell others.</summary>
public sealed class CertifyTests(Workshop workshop) : IClassFixture<Workshop>
{
    [Fact]
    public async Task A_licence_list_that_the_records_contradict_is_not_certified()
    {
        using TempFolder folder = new();
        workshop.CopyTo(folder);
        JsonNode dataset = JsonNode.Parse(await File.ReadAllTextAsync(folder.At("dataset.json")))!;
        dataset["licences"]!.AsArray().RemoveAt(0);
        await File.WriteAllTextAsync(folder.At("dataset.json"), dataset.ToJsonString());
        byte[] tree = await File.ReadAllBytesAsync(folder.At("authority.tree.json"));

        Run run = await Run.OfAsync("dataset", "certify", folder.At("dataset.json"), "--key", folder.At("authority.key"), "-o", folder.At("output.json"));

        run.MustFail(3, $"{folder.At("dataset.json")}, $.licences");
        File.Exists(folder.At("output.json")).Should().BeFalse();
        (await File.ReadAllBytesAsync(folder.At("authority.tree.json"))).Should().Equal(tree);
    }

    [Theory]
    [InlineData("authority.key")]
    [InlineData("authority.tree.json")]
    [InlineData("certified.json")]
    [InlineData("dataset.records")]
    [InlineData("model.secret.json")]
    [InlineData("disclosure.json")]
    public void What_names_hidden_data_is_private(string file)
    {
        if (OperatingSystem.IsWindows()) return;
        File.GetUnixFileMode(workshop.At(file)).Should().Be(UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }

    [Fact]
    public async Task Revoking_before_anything_was_certified_names_the_tree()
    {
        using TempFolder folder = new();
        workshop.CopyTo(folder);
        File.Delete(folder.At("authority.tree.json"));
        Run run = await Run.OfAsync("authority", "revoke", folder.At("dataset.json"), "--key", folder.At("authority.key"));
        run.MustFail(3, $"{folder.At("authority.tree.json")}: no such file: the authority has certified nothing yet");
    }

    [Theory]
    [InlineData("dataset certify dataset.json --key authority.key -o output.json")]
    [InlineData("authority revoke dataset.json --key authority.key")]
    [InlineData("authority show authority.key")]
    public async Task A_tree_that_is_a_link_to_itself_is_no_new_tree(string command)
    {
        using TempFolder folder = new();
        workshop.CopyTo(folder);
        File.Delete(folder.At("authority.tree.json"));
        File.CreateSymbolicLink(folder.At("authority.tree.json"), folder.At("authority.tree.json"));
        Run run = await Run.OfAsync([.. command.Split(' ').Select(word => Path.HasExtension(word) ? folder.At(word) : word)]);
        run.MustFail(3, $"{folder.At("authority.tree.json")}: is a link that leads to no file");
    }
}
