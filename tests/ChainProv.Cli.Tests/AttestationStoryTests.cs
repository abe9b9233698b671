using ChainProv.Cli.Tests.Support;

namespace ChainProv.Cli.Tests;

/// <summary>A response from the authority's word to its record on a real chain, and what becomes of it when authorities add, revoke and change their key.</summary>
public sealed class AttestationStoryTests(RegistryWorkshop workshop) : IClassFixture<RegistryWorkshop>
{
    private const string Certify = "dataset certify dataset.json --key authority.key --tag medical -o newer.json";

    private string[] Sent => ["--key-file", workshop.At("sender.key"), .. workshop.Place];

    private string[] Verifier => ["--attestation-verifier", workshop.Deployed.Json["attestationVerifier"]!.GetValue<string>()];

    private string[] Published => ["--key-file", workshop.At("publisher.key"), .. workshop.Place, .. Verifier];

    [Fact]
    public async Task A_response_is_attested_verified_and_recorded_and_refused_once_the_word_is_taken_back()
    {
        foreach ((string name, string text) in ((string, string)[])[("prompt.txt", "May I cool a burn?"), ("answer.txt", "Yes, with water."), ("other.txt", "No.")])
            await File.WriteAllTextAsync(workshop.At(name), text);
        await ReleaseAsync();
        await AnswerVerifyAndRecordAsync();
        await OthersAddAsync();
        await ItsOwnAuthorityAddsAsync();
        await TheWordIsTakenBackAsync();
        await TheKeyIsReplacedAsync();
    }

    /// <summary>The authority vouches and publishes; the publisher takes up its word, proves, and anchors.</summary>
    private async Task ReleaseAsync()
    {
        await DoneAsync("model commit model.safetensors --dataset certified.json --link authority-cosigned -o told.json");
        await DoneAsync("authority cosign told.json --dataset certified.json --key authority.key -o cosigned.json");
        (await DoneAsync("authority publish --key authority.key", Sent)).Json["cosigned"]!.GetValue<int>().Should().Be(1);
        await DoneAsync(Certify);
        (await DoneAsync("model refresh told.json --certificate newer.json --cosignature cosigned.json")).Json["cosignatures"]!.GetValue<int>().Should().Be(1);
        await DoneAsync("attest release told.json --policy policy.json --keys keys -o told.release.json", ["--publisher", workshop.Publisher, .. workshop.Place]);
        (await OfAsync("verify told.release.json --weights told.weights --model model.safetensors", workshop.Place)).Json["weightsChecked"]!.GetValue<bool>().Should().BeTrue();
    }

    private async Task AnswerVerifyAndRecordAsync()
    {
        (await AnswerAsync(1, "--possession 1 --weights-of model.safetensors")).Json["chunksOpened"]!.GetValue<int>().Should().Be(1);
        const string Everything = "--prompt prompt.txt --response answer.txt --nonce 1 --release told.release.json --model model.safetensors --possession answer1.possession.json --chunks 1";
        await RefusedAsync(1, Everything, "not anchored", "not registered this policy");
        (await OfAsync("attest record answer1.json --release told.release.json", Published)).MustFail(1, "PolicyNotRegistered");
        (await DoneAsync("attest policy policy.json", Published)).Json.Select(pair => pair.Key).Should().Contain(["policyDigest", "publisher", "transaction", "block", "gasUsed"]);
        (await DoneAsync("attest policy policy.json", Published)).Json["transaction"].Should().BeNull("it is registered already");
        (await OfAsync("attest record answer1.json --release told.release.json", Published)).MustFail(1, "ReleaseNotProven");
        await DoneAsync("anchor told.release.json --key-file publisher.key", workshop.Place);

        Run verified = await VerifyAsync(1, Everything);
        verified.ExitCode.Should().Be(0, verified.Output + verified.Error);
        foreach (string said in (string[])["valid", "modelChecked", "promptChecked", "responseChecked", "nonceChecked", "registryRootChecked", "releaseChecked"])
            verified.Json[said]!.GetValue<bool>().Should().BeTrue(said);
        await RefusedAsync(1, "--prompt other.txt", "the prompt is another");
        await RefusedAsync(1, "--response other.txt", "the response is another");
        await RefusedAsync(1, "--nonce 2", "not yours");
        (await VerifyAsync(1, "--release release.json")).MustFail(3, "$.modelCommitment");

        (await DoneAsync("attest record answer1.json --release told.release.json", Published)).Json.Select(pair => pair.Key).Should().Contain(["responseId", "transaction", "block", "gasUsed"]);
        (await OfAsync("attest record answer1.json --release told.release.json", Published)).MustFail(1, "NonceUsed");
        (await OfAsync("attest record answer1.json --release release.json", Published)).MustFail(3, "$.modelCommitment");
        (await OfAsync("attest response --model told.json --prompt prompt.txt --response other.txt --nonce 1 --policy policy.json --keys keys -o again.json", [.. workshop.Place, .. Verifier])).MustFail(1, "answered before");
    }

    /// <summary>Another authority's first root is an addition: what was answered before is accepted for some days, but not by who wants the newest alone.</summary>
    private async Task OthersAddAsync()
    {
        await DoneAsync("authority keygen -o other.key");
        await DoneAsync("dataset certify dataset.json --key other.key --tree other.tree.json -o foreign.json");
        (await DoneAsync("authority publish --key other.key --tree other.tree.json", Sent)).Json["recognised"]!.GetValue<bool>().Should().BeTrue();
        (await VerifyAsync(1)).ExitCode.Should().Be(0);
        await RefusedAsync(1, "--max-root-age 0", "was superseded");
        await AnswerAsync(2);
        (await VerifyAsync(2, "--max-root-age 0")).ExitCode.Should().Be(0, "it names the newest root");
    }

    /// <summary>Its certificates no longer lead to the authority's newest root; the position that was kept still does for the root before.</summary>
    private async Task ItsOwnAuthorityAddsAsync()
    {
        await DoneAsync("dataset commit records.csv --format csv --key-column id --licence-column license --licence MIT -o second.json");
        await DoneAsync("dataset certify second.json --key authority.key --tag medical -o second.certified.json");
        (await DoneAsync("authority publish --key authority.key", Sent)).Json["revision"]!.GetValue<int>().Should().Be(3);
        (await AnswerAsync(3)).Error.Should().Contain("The authority has published since");
        (await VerifyAsync(3, "--release told.release.json")).ExitCode.Should().Be(0);
        await RefusedAsync(3, "--max-root-age 0", "was superseded");
        (await OfAsync("attest record answer3.json --release told.release.json --max-root-age 0", Published)).MustFail(1, "RegistryRootTooOld");
        await DoneAsync("attest record answer3.json --release told.release.json", Published);
    }

    private async Task TheWordIsTakenBackAsync()
    {
        (await DoneAsync("authority revoke told.json --key authority.key", Sent)).Json["cosigned"]!.GetValue<int>().Should().Be(0);
        await RefusedAsync(2, "--release told.release.json", "something was revoked since");
        (await OfAsync("attest record answer2.json --release told.release.json", Published)).MustFail(1, "RegistryRootRevoked");
        (await OfAsync(Attest(4), [.. workshop.Place, .. Verifier])).MustFail(3, "the registry holds another root of the authority");
        (await OfAsync("authority revoke told.json --key authority.key")).MustFail(3, "not vouched for");
    }

    private async Task TheKeyIsReplacedAsync()
    {
        const string Rotate = "authority rotate --key authority.key --new-key fresh.key --tree authority.tree.json";
        await DoneAsync("authority keygen -o fresh.key");
        (await OfAsync("authority rotate --key other.key --new-key fresh.key --tree authority.tree.json", Sent)).MustFail(3, "$.blsPublicKey");
        (await OfAsync("authority rotate --key authority.key --new-key other.key --tree authority.tree.json", Sent)).MustFail(1, "KeyAlreadyUsed");
        string id = workshop.Published.Json["authorityId"]!.GetValue<string>();
        Run rotated = await DoneAsync(Rotate, Sent);
        rotated.Json.Select(pair => pair.Key).Should().Contain(["authorityId", "blsPublicKey", "authorityRoot", "transaction", "block"]);
        rotated.Json["authorityId"]!.GetValue<string>().Should().Be(id);
        (await DoneAsync(Rotate, Sent)).Json["transaction"].Should().BeNull("it was done already");

        (await OfAsync("authority cosign told.json --dataset certified.json --key authority.key -o old.json")).MustFail(3, "authority.tree.json");
        await DoneAsync("authority cosign told.json --dataset certified.json --key fresh.key --tree authority.tree.json -o cosigned.json");
        Run published = await DoneAsync("authority publish --key fresh.key --tree authority.tree.json", Sent);
        (published.Json["authorityId"]!.GetValue<string>(), published.Json["published"]!.GetValue<bool>()).Should().Be((id, true));

        // The publisher goes on under the new key as under the old.
        await DoneAsync("dataset certify dataset.json --key fresh.key --tree authority.tree.json --tag medical -o newest.json");
        await DoneAsync("model refresh told.json --certificate newest.json --cosignature cosigned.json");
        await AnswerAsync(5);
        (await VerifyAsync(5, "--max-root-age 0")).ExitCode.Should().Be(0);
        await RefusedAsync(5, "--release told.release.json", "proved again under its newest root");
    }

    private static string Attest(int nonce) => $"attest response --model told.json --prompt prompt.txt --response answer.txt --nonce {nonce} --policy policy.json --keys keys -o answer{nonce}.json";

    private Task<Run> AnswerAsync(int nonce, string options = "") => DoneAsync($"{Attest(nonce)} {options}".TrimEnd(), [.. workshop.Place, .. Verifier]);

    private Task<Run> VerifyAsync(int nonce, string options = "") => OfAsync($"verify answer{nonce}.json {options}".TrimEnd(), [.. workshop.Place, .. Verifier]);

    private async Task RefusedAsync(int nonce, string options, params string[] reasons)
    {
        Run run = await VerifyAsync(nonce, options);
        run.ExitCode.Should().Be(1, run.Output + run.Error);
        run.Json["valid"]!.GetValue<bool>().Should().BeFalse();
        string said = string.Join('\n', run.Json["reasons"]!.AsArray().Select(reason => reason!.GetValue<string>()));
        foreach (string reason in reasons) said.Should().Contain(reason);
    }

    private Task<Run> DoneAsync(string command, params string[] rest) => Run.DoneAsync([.. Words(command), .. rest, "--json"]);

    private Task<Run> OfAsync(string command, params string[] rest) => Run.OfAsync([.. Words(command), .. rest, "--json"]);

    private IEnumerable<string> Words(string command) => command.Split(' ').Select(word => word == "keys" || Path.HasExtension(word) ? workshop.At(word) : word);
}
