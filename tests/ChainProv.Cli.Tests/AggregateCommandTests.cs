using System.Text.Json.Nodes;
using ChainProv.Cli.Tests.Support;

namespace ChainProv.Cli.Tests;

/// <summary>Many certificates at once: checked together, or made into one proof.</summary>
public sealed class AggregateCommandTests(AggregateWorkshop workshop) : IClassFixture<AggregateWorkshop>
{
    public static TheoryData<string> JsonDamages => [.. Damage.OfJson.Select(damage => damage.Name)];

    public static TheoryData<string> FileDamages => [.. Damage.OfFormed.Select(damage => damage.Name)];

    private string Release => workshop.At("release.json");

    private string Other => workshop.At("other.json");

    [Fact]
    public void An_aggregate_tells_its_size_and_that_its_srs_is_a_development_one()
    {
        workshop.Aggregated.Json.Select(pair => pair.Key).Should().Contain(["count", "bytes", "seconds"]);
        workshop.Aggregated.Json["count"]!.GetValue<int>().Should().Be(2);
        workshop.Aggregated.Json["bytes"]!.GetValue<int>().Should().Be(5234);
        workshop.Aggregated.Json["srsSetup"]!.GetValue<string>().Should().Be("development");
        workshop.Aggregated.Error.Should().Contain("making a development SRS").And.Contain("could forge aggregates");
    }

    [Fact]
    public async Task An_aggregate_holds_and_says_how_little_that_is_worth()
    {
        Run run = await Run.DoneAsync("verify", workshop.At("aggregate.json"), "--keys", workshop.Keys, "--json");
        run.Json.Select(pair => pair.Key).Should().Contain("valid statement count setup srsSetup trainingLink modelChecked reasons".Split(' '));
        run.Json["valid"]!.GetValue<bool>().Should().BeTrue();
        run.Json["count"]!.GetValue<int>().Should().Be(2);
        run.Json["means"]!.ToJsonString().Should().Contain("development SRS").And.Contain("binding only").And.Contain("whose roots they are was not checked");
        run.Error.Should().Contain("whoever made it could forge this aggregate").And.Contain("model files not checked");
    }

    [Fact]
    public async Task An_srs_that_is_there_is_used_again()
    {
        using TempFolder folder = new();
        Run again = await Run.DoneAsync("proof", "aggregate", Other, Release, "--keys", workshop.Keys, "-o", folder.At("aggregate.json"), "--json");
        again.Error.Should().NotContain("making");
        again.Json["srsDigest"]!.GetValue<string>().Should().Be(workshop.Aggregated.Json["srsDigest"]!.GetValue<string>());
        await Run.DoneAsync("verify", folder.At("aggregate.json"), "--keys", workshop.Keys);
    }

    [Fact]
    public async Task An_aggregate_goes_to_stdout_alone()
    {
        Run run = await Run.DoneAsync("proof", "aggregate", Release, Other, "--keys", workshop.Keys, "-o", "-");
        run.Output.Should().Be(await File.ReadAllTextAsync(workshop.At("aggregate.json")));
        (await Run.OfAsync("proof", "aggregate", Release, Other, "--keys", workshop.Keys, "-o", "-", "--json")).MustFail(2, "both write to stdout");
    }

    [Fact]
    public async Task Certificates_are_checked_together()
    {
        Run run = await Run.DoneAsync("proof", "batch", Release, Other, "--keys", workshop.Keys, "--json");
        run.Json.Select(pair => pair.Key).Should().Contain(["valid", "count", "setup", "reasons", "seconds"]);
        run.Json["valid"]!.GetValue<bool>().Should().BeTrue();
        run.Json["count"]!.GetValue<int>().Should().Be(2);
        await Run.DoneAsync("proof", "batch", Release, "--keys", workshop.Keys);
    }

    [Fact]
    public async Task A_false_certificate_is_named_among_true_ones()
    {
        // The other certificate with the first one's proof.
        using TempFolder folder = new();
        JsonObject first = JsonNode.Parse(await File.ReadAllTextAsync(Release))!.AsObject(), second = JsonNode.Parse(await File.ReadAllTextAsync(Other))!.AsObject();
        second["proof"] = first["proof"]!.DeepClone();
        second["proofDigest"] = first["proofDigest"]!.DeepClone();
        string forged = folder.Write("forged.json", second.ToJsonString());

        Run run = await Run.OfAsync("proof", "batch", Release, forged, Other, "--keys", workshop.Keys, "--json");
        run.ExitCode.Should().Be(1);
        run.Json["reasons"]!.AsArray().Should().ContainSingle().Which!.GetValue<string>().Should().Be($"{forged}: the proof does not show this statement");

        (await Run.OfAsync("proof", "aggregate", Release, forged, "--keys", workshop.Keys, "-o", folder.At("new.json"))).MustFail(1, "forged.json: the proof does not show this statement");
        File.Exists(folder.At("new.json")).Should().BeFalse();
    }

    [Fact]
    public async Task A_release_stands_once_in_an_aggregate()
    {
        (await Run.OfAsync("proof", "aggregate", Release, Other, Release, "--keys", workshop.Keys, "-o", workshop.At("none.json"))).MustFail(3, "counts a release once");
        (await Run.OfAsync("proof", "aggregate", Release, "--keys", workshop.Keys, "-o", workshop.At("none.json"))).MustFail(2, "at least two");

        JsonObject repeated = await AggregateAsync();
        repeated["releases"]!.AsArray().Add(repeated["releases"]![0]!.DeepClone());
        (await VerifyAsync(repeated)).ExitCode.Should().Be(1);
        repeated["releases"]!.AsArray().RemoveAt(1);
        (await VerifyAsync(repeated)).ExitCode.Should().Be(1, "two of three are the same, and the aggregate was of others");
    }

    [Fact]
    public async Task Whatever_an_aggregate_says_is_bound_by_its_proof()
    {
        foreach (string name in (string[])["authorityRoot", "facts/modelDigest", "facts/baseDigest", "facts/weightsDigest", "modelCommitment"])
        {
            JsonObject changed = await AggregateAsync();
            JsonNode target = changed["releases"]![1]!;
            if (name.StartsWith("facts/", StringComparison.Ordinal)) target = target["facts"]!;
            target[name[(name.IndexOf('/') + 1)..]] = changed["releases"]![0]!["policyDigest"]!.DeepClone();
            Run run = await VerifyAsync(changed);
            run.ExitCode.Should().Be(1, name);
            run.Json["reasons"]!.ToJsonString().Should().Contain("does not show these releases");
        }

        JsonObject swapped = await AggregateAsync();
        JsonNode first = swapped["releases"]![0]!;
        swapped["releases"]!.AsArray().RemoveAt(0);
        swapped["releases"]!.AsArray().Add(first);
        (await VerifyAsync(swapped)).ExitCode.Should().Be(1);

        JsonObject claimed = await AggregateAsync();
        claimed["srsSetup"] = "ceremony";
        (await VerifyAsync(claimed)).ExitCode.Should().Be(1);
        claimed["srsSetup"] = "development";
        claimed["setup"] = "ceremony";
        (await VerifyAsync(claimed)).ExitCode.Should().Be(1);

        JsonObject policy = await AggregateAsync();
        policy["releases"]![0]!["policy"]!["allowedLicences"] = new JsonArray("MIT");
        (await VerifyAsync(policy)).MustFail(3, "policyDigest");
        JsonObject cut = await AggregateAsync();
        cut["aggregate"] = cut["aggregate"]!.GetValue<string>()[..^2];
        (await VerifyAsync(cut)).MustFail(3, "aggregate");
        cut["aggregate"] = "no hexadecimal";
        (await VerifyAsync(cut)).MustFail(3, "aggregate");
    }

    [Theory]
    [InlineData("statement", "\"training\"")]
    [InlineData("slots", "2")]
    [InlineData("trainingLink", "\"full\"")]
    [InlineData("setup", "\"none\"")]
    [InlineData("srsSetup", "\"none\"")]
    [InlineData("srsCapacity", "1000")]
    [InlineData("releases", "[]")]
    [InlineData("releases", "[null, null]")]
    [InlineData("aggregate", "\"0x\"")]
    [InlineData("unknown", "1")]
    public async Task A_part_that_no_aggregate_has_is_named(string name, string value)
    {
        JsonObject changed = await AggregateAsync();
        changed[name] = JsonNode.Parse(value);
        (await VerifyAsync(changed)).MustFail(3, name == "srsCapacity" ? "aggregation-1000" : name);
    }

    [Fact]
    public async Task The_srs_is_the_verifiers_own()
    {
        using TempFolder folder = new();
        string keys = await CopyKeysAsync(folder);
        File.Delete(Path.Combine(keys, "aggregation-1024.srs"));
        await Run.DoneAsync("verify", workshop.At("aggregate.json"), "--keys", keys);

        File.Delete(Path.Combine(keys, "aggregation-1024.verifier"));
        (await Run.OfAsync("verify", workshop.At("aggregate.json"), "--keys", keys)).MustFail(3, "aggregation-1024.verifier");

        // Another SRS of the same size accepts nothing of the first.
        await Run.DoneAsync("proof", "aggregate", Release, Other, "--keys", keys, "-o", folder.At("other.json"));
        Run run = await Run.OfAsync("verify", workshop.At("aggregate.json"), "--keys", keys, "--json");
        run.ExitCode.Should().Be(1);
        run.Json["reasons"]!.ToJsonString().Should().Contain("under another SRS").And.Contain("does not show");
    }

    [Fact]
    public async Task An_aggregate_is_not_compared_with_one_model()
    {
        (await Run.OfAsync("verify", workshop.At("aggregate.json"), "--model", workshop.At("model.safetensors"), "--keys", workshop.Keys)).MustFail(2, "--model");
        (await Run.OfAsync("verify", workshop.At("aggregate.json"), "--disclosure", workshop.At("disclosure.json"), "--keys", workshop.Keys)).MustFail(2, "--disclosure");
    }

    [Fact]
    public async Task No_registry_is_asked_about_an_aggregate_and_one_that_is_named_is_not_ignored()
    {
        string[] verify = ["verify", workshop.At("aggregate.json"), "--keys", workshop.Keys];
        (await Run.OfAsync([.. verify, "--rpc", "http://127.0.0.1:1"])).MustFail(2, "--rpc and --registry");
        (await Run.OfAsync([.. verify, "--registry", "0x" + new string('1', 40)])).MustFail(2, "--rpc and --registry");
        (await Run.DoneAsync(verify)).Error.Should().Contain("no registry asked");
    }

    [Fact]
    public async Task What_an_aggregate_and_a_batch_count_is_said()
    {
        (await Run.DoneAsync("proof", "aggregate", "--help")).Output.Should().Contain("the same public inputs");
        (await Run.DoneAsync("proof", "batch", "--help")).Output.Should().Contain("Files are counted");
        (await Run.DoneAsync("proof", "batch", Release, Release, "--keys", workshop.Keys, "--json")).Json["count"]!.GetValue<int>().Should().Be(2);
    }

    [Fact]
    public async Task Whoever_takes_the_way_that_is_dearer_to_check_is_told_the_other()
    {
        workshop.Aggregated.Error.Should().Contain("2 proofs are cheaper to check in a batch");
        string[] few = [.. Enumerable.Repeat(Release, 83)], many = [.. few, Other];
        (await Run.DoneAsync(["proof", "batch", .. few, "--keys", workshop.Keys])).Error.Should().NotContain("cheaper");
        (await Run.DoneAsync(["proof", "batch", .. many, "--keys", workshop.Keys])).Error.Should().Contain("84 proofs are cheaper to check as an aggregate");
    }

    [Fact]
    public async Task More_releases_than_the_srs_is_for_are_refused_before_anything_is_computed()
    {
        JsonObject crowded = await AggregateAsync();
        crowded["srsCapacity"] = 1;
        crowded["releases"]![0]!["policyDigest"] = crowded["releases"]![0]!["authorityRoot"]!.DeepClone();
        (await VerifyAsync(crowded)).MustFail(3, "$.releases: has 2 releases, more than the 1");
    }

    [Theory, MemberData(nameof(JsonDamages))]
    public async Task A_damaged_aggregate_or_certificate_is_named(string damage)
    {
        using TempFolder folder = new();
        workshop.Files.CopyTo(folder);
        Damage.OfJson.First(candidate => candidate.Name == damage).Apply(folder.At("aggregate.json"));
        (await Run.OfAsync("verify", folder.At("aggregate.json"), "--keys", workshop.Keys)).MustFail(3, "aggregate.json");

        Damage.OfJson.First(candidate => candidate.Name == damage).Apply(folder.At("other.json"));
        (await Run.OfAsync("proof", "batch", folder.At("release.json"), folder.At("other.json"), "--keys", workshop.Keys)).MustFail(3, "other.json");
        (await Run.OfAsync("proof", "aggregate", folder.At("release.json"), folder.At("other.json"), "--keys", workshop.Keys, "-o", folder.At("new.json"))).MustFail(3, "other.json");
        File.Exists(folder.At("new.json")).Should().BeFalse();
    }

    [Theory, MemberData(nameof(FileDamages))]
    public async Task A_damaged_srs_is_named(string damage)
    {
        using TempFolder folder = new();
        string keys = await CopyKeysAsync(folder);
        Damage.OfFormed.First(candidate => candidate.Name == damage).Apply(Path.Combine(keys, "aggregation-1024.srs"));
        (await Run.OfAsync("proof", "aggregate", Release, Other, "--keys", keys, "-o", folder.At("new.json"))).MustFail(3, "aggregation-1024");
        File.Exists(folder.At("new.json")).Should().BeFalse();

        Damage.OfFormed.First(candidate => candidate.Name == damage).Apply(Path.Combine(keys, "aggregation-1024.verifier"));
        (await Run.OfAsync("verify", workshop.At("aggregate.json"), "--keys", keys)).MustFail(3, "aggregation-1024.verifier");
    }

    [Fact]
    public async Task An_output_that_cannot_be_written_is_named() =>
        (await Run.OfAsync("proof", "aggregate", Release, Other, "--keys", workshop.Keys, "-o", workshop.At("none/out.json"))).MustFail(3, "none/out");

    private async Task<JsonObject> AggregateAsync() => JsonNode.Parse(await File.ReadAllTextAsync(workshop.At("aggregate.json")))!.AsObject();

    private async Task<Run> VerifyAsync(JsonObject aggregate)
    {
        using TempFolder folder = new();
        return await Run.OfAsync("verify", folder.Write("changed-aggregate.json", aggregate.ToJsonString()), "--keys", workshop.Keys, "--json");
    }

    private async Task<string> CopyKeysAsync(TempFolder folder)
    {
        foreach (string path in Directory.EnumerateFiles(workshop.Keys, "*", SearchOption.AllDirectories))
            folder.Write(Path.Combine("keys", Path.GetRelativePath(workshop.Keys, path)), await File.ReadAllBytesAsync(path));
        return folder.At("keys");
    }
}
