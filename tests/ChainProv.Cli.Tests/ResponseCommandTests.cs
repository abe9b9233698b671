using System.Text.Json.Nodes;
using ChainProv.Cli.Tests.Support;

namespace ChainProv.Cli.Tests;

/// <summary>Responses, cosignatures and public weights, as far as they need no chain.</summary>
public sealed class ResponseCommandTests(ResponseWorkshop workshop) : IClassFixture<ResponseWorkshop>
{
    private const string Attest = "attest response --model told.json --prompt prompt.txt --response answer.txt --policy policy.json --keys keys", NoReason = "[]";
    private const string Verify = "verify told.response.json --keys keys";

    [Fact]
    public void Every_key_is_there()
    {
        workshop.Cosigned.Json.Select(pair => pair.Key).Should().Contain(["authorityRoot", "modelDigest", "weightsDigest", "leafIndex", "revision"]);
        workshop.Responded.Json.Select(pair => pair.Key).Should().Contain(
            ["proofDigest", "statement", "circuitDigest", "setup", "trainingLink", "context", "transcript", "registryRoot", "seconds", "chunksOpened", "odds"]);
        workshop.Responded.Json["trainingLink"]!.GetValue<string>().Should().Be("authority-cosigned");
    }

    [Theory]
    [InlineData("cosigned.json")]
    [InlineData("told.weights.secret.json")]
    [InlineData("told.secret.json")]
    [InlineData("told.response.json")]
    public void What_names_hidden_data_or_holds_a_salt_is_private(string file)
    {
        if (OperatingSystem.IsWindows()) return;
        File.GetUnixFileMode(workshop.At(file)).Should().Be(UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }

    [Theory]
    [InlineData("told.json")]
    [InlineData("told.weights")]
    [InlineData("told.response.json")]
    [InlineData("told.response.possession.json")]
    public async Task What_others_get_names_no_dataset_and_holds_no_secret(string file)
    {
        string text = await File.ReadAllTextAsync(workshop.At(file));
        JsonNode secret = await JsonAsync("told.secret.json"), weights = await JsonAsync("told.weights.secret.json"), cosigned = await JsonAsync("cosigned.json"), dataset = await JsonAsync("dataset.json");
        foreach (JsonNode? hidden in (JsonNode?[])[secret["blinding"], weights["seed"], cosigned["salt"], cosigned["datasetLeaf"], dataset["datasetRoot"]])
            text.Should().NotContain(hidden!.GetValue<string>()[2..]);
    }

    [Theory]
    [InlineData("snarkjs", "verification_key.json proof.json public.json")]
    [InlineData("solidity", "ResponseVerifier.sol calldata.json verifying-key.json")]
    public async Task A_response_is_exported_for_other_software(string format, string names)
    {
        using TempFolder folder = new();
        Run run = await RunAsync($"proof export told.response.json --format {format} --keys keys -o {folder.Root} --json");
        run.ExitCode.Should().Be(0, run.Error);
        run.Json["files"]!.AsArray().Select(file => Path.GetFileName(file!.GetValue<string>())).Should().Equal(names.Split(' '));
        if (format == "snarkjs") JsonNode.Parse(await File.ReadAllTextAsync(folder.At("public.json")))!.AsArray().Should().HaveCount(6);
    }

    [Fact]
    public async Task A_response_is_verified_with_all_that_belongs_to_it()
    {
        Run run = await RunAsync($"{Verify} --prompt prompt.txt --response answer.txt --nonce {ResponseWorkshop.Nonce} --model model.safetensors --possession told.response.possession.json --chunks 1 --json");
        run.ExitCode.Should().Be(0, run.Error + run.Output);
        run.Json.Select(pair => pair.Key).Should().Contain(
        [
            "valid", "statement", "setup", "trainingLink", "keyDigest", "context", "modelDigest", "modelChecked", "promptChecked", "responseChecked", "nonceChecked", "registryRootChecked", "releaseChecked",
            "chunksChecked", "reasons", "means",
        ]);
        foreach (string said in (string[])["valid", "modelChecked", "promptChecked", "responseChecked", "nonceChecked"]) run.Json[said]!.GetValue<bool>().Should().BeTrue(said);
        (run.Json["registryRootChecked"]!.GetValue<bool>(), run.Json["releaseChecked"]!.GetValue<bool>(), run.Json["chunksChecked"]!.GetValue<int>()).Should().Be((false, false, 1));
        run.Json["means"]!.ToJsonString().Should().Contain("whose root it is was not checked").And.Contain("could forge");
    }

    [Theory]
    [InlineData("--prompt other.txt", "the prompt is another")]
    [InlineData("--response other.txt", "the response is another")]
    [InlineData("--nonce 0x5b", "not yours")]
    [InlineData("--model records.jsonl", "the model's files are other ones")]
    [InlineData($"--possession told.response.possession.json --chunks 2 --nonce {ResponseWorkshop.Nonce}", NoReason)]
    public async Task What_does_not_belong_to_a_response_is_told(string options, string reason)
    {
        Run run = await RunAsync($"{Verify} {options} --json");
        int expected = reason == NoReason ? 0 : 1;
        run.ExitCode.Should().Be(expected, "of weights with one chunk all are shown, however many are asked for");
        run.Json["valid"]!.GetValue<bool>().Should().Be(expected == 0);
        run.Json["reasons"]!.ToJsonString().Should().Contain(reason.Replace("'", "\\u0027", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("registryRoot")]
    [InlineData("modelCommitment")]
    public async Task A_certificate_of_something_else_is_not_shown_to_be_true(string changed)
    {
        using TempFolder folder = Copy();
        JsonNode response = JsonNode.Parse(await File.ReadAllTextAsync(folder.At("told.response.json")))!;
        response[changed] = $"0x{new string('0', 63)}5";
        await File.WriteAllTextAsync(folder.At("told.response.json"), response.ToJsonString());
        Run run = await Run.OfAsync([.. Workshop.Located(Verify, folder), "--json"]);
        run.ExitCode.Should().Be(1);
        run.Json["reasons"]!.AsArray().Should().NotBeEmpty();
    }

    [Theory]
    [InlineData($"{Verify} --possession told.response.possession.json", "--chunks")]
    [InlineData($"{Verify} --chunks 1", "--possession")]
    [InlineData($"{Verify} --nonce xyz", "--nonce")]
    [InlineData($"{Verify} --disclosure disclosure.json", "--disclosure")]
    [InlineData("verify release.json --keys keys --nonce 1", "--nonce")]
    [InlineData($"{Attest} --nonce xyz -o new.json", "--nonce")]
    [InlineData($"{Attest} --nonce 1 --possession 1 -o new.json", "--weights-of")]
    [InlineData($"{Attest} --nonce 1 --possession 0 --weights-of model.safetensors -o new.json", "--possession")]
    [InlineData($"{Attest} --nonce 1 --possession 1 --weights-of model.safetensors -o -", "--possession")]
    [InlineData("model commit model.safetensors --dataset certified.json --link proved -o new.json", "--link")]
    [InlineData("model commit model.safetensors --dataset certified.json -o new.weights", "-o")]
    public async Task Wrong_use_is_told(string command, string about)
    {
        Run run = await RunAsync(command);
        run.ExitCode.Should().Be(2, run.Error);
        run.Error.Should().Contain(about);
    }

    [Theory]
    [InlineData("authority cosign model.json --dataset certified.json --key authority.key -o new.json", "$.trainingLink")]
    [InlineData("authority cosign told.json --dataset told.json --key authority.key -o new.json", "told.json")]
    [InlineData("model refresh model.json --cosignature cosigned.json", "training link is none")]
    [InlineData("model refresh told.json --certificate cosigned.json", "cosigned.json")]
    [InlineData("model refresh told.json --cosignature certified.json", "certified.json")]
    [InlineData("attest base records.jsonl -o new.weights", "holds no weights")]
    [InlineData("attest base model.safetensors --check told.weights", "hides the weights")]
    [InlineData("model commit model.safetensors --base model.json --base-weights told.weights --dataset certified.json -o new.json", "hides the weights")]
    [InlineData("model commit model.safetensors --dataset certified.json --dataset certified.json -o new.json", "declared twice")]
    [InlineData("verify release.json --keys keys --weights told.weights --model model.safetensors", "")]
    public async Task What_cannot_be_used_is_named_and_nothing_is_left(string command, string about)
    {
        using TempFolder folder = Copy();
        string[] before = [.. folder.Names()];
        Run run = await Run.OfAsync(Workshop.Located(command, folder));
        if (about.Length > 0) run.MustFail(3, about);
        else run.ExitCode.Should().Be(1, "the commitments are of other weights");
        folder.Names().Should().Equal(before);
    }

    [Fact]
    public async Task A_dataset_that_is_not_certified_is_not_vouched_for()
    {
        using TempFolder folder = Copy();
        byte[] tree = await File.ReadAllBytesAsync(folder.At("authority.tree.json"));
        Run run = await Run.OfAsync(Workshop.Located($"authority cosign told.json --dataset 0x{new string('0', 63)}5 --key authority.key -o new.json", folder));
        run.MustFail(3, "is not certified here");
        (await File.ReadAllBytesAsync(folder.At("authority.tree.json"))).Should().Equal(tree);
    }

    [Fact]
    public async Task The_same_word_is_given_again()
    {
        using TempFolder folder = Copy();
        await Run.DoneAsync(Workshop.Located("authority cosign told.json --dataset certified.json --key authority.key -o again.json", folder));
        (await File.ReadAllTextAsync(folder.At("again.json"))).Should().Be(await File.ReadAllTextAsync(folder.At("cosigned.json")));
    }

    [Fact]
    public async Task A_cosignature_for_another_model_is_refused()
    {
        using TempFolder folder = Copy();
        await Run.DoneAsync(Workshop.Located("model commit records.jsonl model.safetensors --link authority-cosigned --dataset certified.json -o second.json", folder));
        (await Run.OfAsync(Workshop.Located("model refresh second.json --cosignature cosigned.json", folder))).MustFail(3, "vouches for another model");
    }

    [Theory]
    [InlineData("model refresh told.json --certificate newer.json")]
    [InlineData($"{Attest} --nonce 9 -o new.json")]
    [InlineData("attest disclose told.json --to new.json")]
    public async Task The_secret_part_of_another_commitment_is_told(string command)
    {
        using TempFolder folder = Copy();
        File.Copy(folder.At("model.secret.json"), folder.At("told.secret.json"), overwrite: true);
        (await Run.OfAsync(Workshop.Located(command, folder))).MustFail(3, "the secret file is not that of this model");
        File.Exists(folder.At("new.json")).Should().BeFalse();
    }

    [Fact]
    public async Task Without_the_authority_s_word_nothing_is_proved_under_that_link()
    {
        using TempFolder folder = Copy();
        await Run.DoneAsync(Workshop.Located("model commit model.safetensors --link authority-cosigned --dataset certified.json -o second.json", folder));
        (await Run.OfAsync(Workshop.Located("attest release second.json --policy policy.json --keys keys -o new.json", folder))).MustFail(3, "nobody vouches");
        (await Run.OfAsync(Workshop.Located(Attest.Replace("told.json", "second.json", StringComparison.Ordinal) + " --nonce 1 -o new.json", folder))).MustFail(3, "nobody vouches");
    }

    /// <summary>A nonce is answered once, and is not spent on an answer that cannot be given.</summary>
    [Fact]
    public async Task What_fails_before_an_answer_is_given_costs_no_nonce()
    {
        using TempFolder folder = Copy();
        string attest = Attest + " --nonce 77";
        (await Run.OfAsync(Workshop.Located($"{attest} -o none/new.json", folder))).MustFail(3, "none");
        (await Run.OfAsync(Workshop.Located($"{attest} --possession 1 --weights-of records.jsonl -o new.json", folder))).MustFail(3, "holds no weights");
        byte[] weights = await File.ReadAllBytesAsync(folder.At("model.safetensors"));
        await File.WriteAllBytesAsync(folder.At("model.safetensors"), [.. weights[..^1], 1]);
        (await Run.OfAsync(Workshop.Located($"{attest} --possession 1 --weights-of model.safetensors -o new.json", folder))).MustFail(3, "not the one that was committed to");
        folder.Names().Should().NotContain("new.json").And.NotContain("new.possession.json");
        (await Run.OfAsync(Workshop.Located($"{attest} -o new.json", folder))).ExitCode.Should().Be(0);
        (await Run.OfAsync(Workshop.Located($"{attest} -o twice.json", folder))).MustFail(1, "was answered before");
        folder.Names().Should().NotContain("twice.json");
    }

    private TempFolder Copy()
    {
        TempFolder folder = new();
        workshop.Files.CopyTo(folder);
        Directory.CreateSymbolicLink(folder.At("keys"), workshop.Files.Keys);
        return folder;
    }

    private async Task<Run> RunAsync(string command)
    {
        using TempFolder folder = Copy();
        return await Run.OfAsync(Workshop.Located(command, folder));
    }

    private async Task<JsonNode> JsonAsync(string file) => JsonNode.Parse(await File.ReadAllTextAsync(workshop.At(file)))!;
}
