using System.Text.Json.Nodes;
using ChainProv.Cli.Tests.Support;

namespace ChainProv.Cli.Tests;

/// <summary>The JSON keys that others rely on, of commands that need no chain.</summary>
public sealed class JsonKeyTests(Workshop workshop) : IClassFixture<Workshop>
{
    [Theory]
    [InlineData("authority keygen -o new.key", "authorityId blsPublicKey authorityRoot")]
    [InlineData("authority show authority.key", "authorityId blsPublicKey authorityRoot")]
    [InlineData("dataset commit records.jsonl --manifest manifest.json --threads 1 -o new.json", "datasetRoot records bytes licences manifestDigest seconds")]
    [InlineData("dataset commit records.csv --format csv --key-column id --licence-column license --licence MIT -o new.csv.json", "datasetRoot records bytes licences manifestDigest seconds")]
    [InlineData("dataset open dataset.json --record burns-0001 -o new.proof.json", "datasetRoot index leaf valid")]
    [InlineData("dataset verify record.json", "datasetRoot index leaf valid")]
    [InlineData("dataset certify dataset.json --key authority.key --tree authority.tree.json --tag medical -o new.certified.json", "authorityRoot datasetRoot leafIndex")]
    [InlineData("model commit model.safetensors --base model.json --dataset certified.json -o new.model.json", "modelDigest modelCommitment files")]
    [InlineData("attest release model.json --policy policy.json --keys keys -o new.release.json", "proofDigest statement circuitDigest setup trainingLink seconds")]
    [InlineData("attest base model.safetensors -o new.weights", "weightsDigest tensors parameters chunks bytes resumedChunks seconds")]
    [InlineData("attest base model.safetensors --check base.weights --threads 1", "valid weightsDigest tensors parameters chunks bytes seconds")]
    [InlineData("model refresh model.json --certificate certified.json", "modelCommitment revisions cosignatures")]
    [InlineData("attest disclose model.json --to new.disclosure.json", "datasetRoots")]
    [InlineData("verify release.json --model model.safetensors --keys keys", "valid statement setup trainingLink modelChecked reasons")]
    [InlineData("verify release.json --disclosure disclosure.json --keys keys", "datasetRoots")]
    [InlineData("proof export release.json --format snarkjs --keys keys -o new", "files")]
    [InlineData("proof export release.json --format solidity --keys keys -o new", "files")]
    [InlineData("groth16 verify verification_key.json public.json proof.json", "valid")]
    [InlineData("setup dev --circuit release-1 --keys new-keys", "circuitDigest setup")]
    public async Task Every_key_is_there(string command, string keys)
    {
        using TempFolder folder = new();
        workshop.CopyTo(folder);
        Directory.CreateSymbolicLink(folder.At("keys"), workshop.Keys);

        Run run = await Run.DoneAsync([.. Workshop.Located(command, folder), "--json"]);

        run.Json.Select(pair => pair.Key).Should().Contain(keys.Split(' '));
        run.Error.Should().NotContain("chainprov:");
    }

    [Fact]
    public async Task A_certificate_says_how_little_it_is_worth()
    {
        JsonObject shown = (await Run.DoneAsync("verify", workshop.At("release.json"), "--keys", workshop.Keys, "--json")).Json;
        shown["setup"]!.GetValue<string>().Should().Be("development");
        shown["trainingLink"]!.GetValue<string>().Should().Be("none");
        shown["modelChecked"]!.GetValue<bool>().Should().BeFalse();
        shown["means"]!.ToJsonString().Should().Contain("binding only").And.Contain("could forge").And.Contain("whose root it is was not checked");
    }

    [Theory]
    [InlineData("model commit model.safetensors --dataset certified.json -o new.model.json")]
    [InlineData("attest release model.json --policy policy.json --keys keys -o new.release.json")]
    [InlineData("verify release.json --keys keys")]
    public async Task A_link_of_none_is_binding_only_wherever_it_is_named(string command)
    {
        using TempFolder folder = new();
        workshop.CopyTo(folder);
        Directory.CreateSymbolicLink(folder.At("keys"), workshop.Keys);
        JsonObject shown = (await Run.DoneAsync([.. Workshop.Located(command, folder), "--json"])).Json;
        shown["trainingLink"]!.GetValue<string>().Should().Be("none");
        shown["trainingLinkMeaning"]!.GetValue<string>().Should().StartWith("binding only");
    }

    [Fact]
    public async Task Output_to_stdout_is_the_file_and_nothing_else()
    {
        Run run = await Run.DoneAsync("dataset", "open", workshop.At("dataset.json"), "--record", "7", "-o", "-");
        run.Output.Should().Be(await File.ReadAllTextAsync(workshop.At("record.json")));
        run.Error.Should().Contain("datasetRoot");
    }

    [Theory]
    [InlineData("\"setup\": \"development\"", "\"setup\": \"ceremony\"")]
    [InlineData("\"slots\": 1", "\"slots\": 4")]
    public async Task A_certificate_that_claims_more_than_its_key_is_false(string said, string claimed)
    {
        using TempFolder folder = new();
        string forged = folder.Write("release.json", (await File.ReadAllTextAsync(workshop.At("release.json"))).Replace(said, claimed, StringComparison.Ordinal));
        Run run = await Run.OfAsync("verify", forged, "--model", workshop.At("model.safetensors"), "--keys", workshop.Keys, "--json");
        run.ExitCode.Should().BeOneOf(1, 3);
    }

    [Fact]
    public async Task Another_models_file_is_told_from_the_one_that_was_proved()
    {
        using TempFolder folder = new();
        string other = folder.Write("model.safetensors", (await File.ReadAllBytesAsync(workshop.At("model.safetensors")))[..^1].Append((byte)1).ToArray());
        Run run = await Run.OfAsync("verify", workshop.At("release.json"), "--model", other, "--keys", workshop.Keys, "--json");
        run.ExitCode.Should().Be(1);
        run.Json["valid"]!.GetValue<bool>().Should().BeFalse();
        run.Json["reasons"]!.ToJsonString().Should().Contain("model.safetensors");
    }
}
