using ChainProv.Cli.Tests.Support;

namespace ChainProv.Cli.Tests;

/// <summary>Every file that a command reads, damaged in every way: exit 3, the file's name, and nothing changed or left behind.</summary>
public sealed class BadInputTests(Workshop workshop) : IClassFixture<Workshop>
{
    /// <summary>Where a command's output would go.</summary>
    private const string Output = "output.json";

    private static readonly (string Command, string File, IReadOnlyList<Damage> Damages)[] Readers =
    [
        ($"dataset commit records.jsonl -o {Output}", "records.jsonl", Damage.OfFormed),
        ($"dataset commit records.csv -o {Output}", "records.csv", [.. Damage.OfFormed.Where(damage => damage.Name is not "cut in half")]),
        ($"dataset commit records.parquet -o {Output}", "records.parquet", Damage.OfFormed),
        ($"dataset commit records.jsonl --manifest manifest.json -o {Output}", "manifest.json", WithoutEmptyObject),
        ("dataset show dataset.json", "dataset.json", Damage.OfJson),
        ($"dataset certify dataset.json --key authority.key --tag new -o {Output}", "dataset.json", Damage.OfJson),
        ($"dataset certify dataset.json --key authority.key --tag new -o {Output}", "dataset.records", Damage.OfFormed),
        ($"dataset certify dataset.json --key authority.key -o {Output}", "authority.key", Damage.OfFormed),
        ($"dataset certify dataset.json --key authority.key -o {Output}", "authority.tree.json", [.. Damage.OfJson.Where(damage => damage.Name != "missing")]),
        ($"dataset open dataset.json --record 3 -o {Output}", "dataset.json", Damage.OfJson),
        ($"dataset open dataset.json --record 3 -o {Output}", "dataset.records", Damage.OfFormed),
        ("dataset verify record.json", "record.json", Damage.OfJson),
        ("authority show authority.key", "authority.key", Damage.OfFormed),
        ("authority revoke dataset.json --key authority.key", "dataset.json", Damage.OfJson),
        ("authority revoke dataset.json --key authority.key", "authority.tree.json", Damage.OfJson),
        ($"model commit model.safetensors --dataset certified.json -o {Output}", "model.safetensors", Damage.OfFormed),
        ($"model commit model.safetensors --dataset certified.json -o {Output}", "certified.json", Damage.OfJson),
        ("model refresh model.json", "model.json", Damage.OfJson),
        ("model refresh model.json", "model.secret.json", Damage.OfJson),
        ("model refresh model.json --certificate certified.json", "certified.json", Damage.OfJson),
        ("model refresh model.json --cosignature certified.json", "certified.json", Damage.OfJson),
        ($"authority cosign model.json --dataset certified.json --key authority.key -o {Output}", "model.json", Damage.OfJson),
        ($"attest base model.safetensors -o {Output}", "model.safetensors", Damage.OfFormed),
        ($"attest response --model model.json --prompt records.csv --response records.csv --nonce 1 --policy policy.json --keys keys -o {Output}", "policy.json", Damage.OfJson),
        ($"attest response --model model.json --prompt records.csv --response records.csv --nonce 1 --policy policy.json --keys keys -o {Output}", "model.secret.json", Damage.OfJson),
        ("verify release.json --keys keys --weights model.weights", "model.weights", Damage.OfFormed),
        ($"attest release model.json --policy policy.json --keys keys -o {Output}", "model.json", Damage.OfJson),
        ($"attest release model.json --policy policy.json --keys keys -o {Output}", "model.secret.json", Damage.OfJson),
        ($"attest release model.json --policy policy.json --keys keys -o {Output}", "policy.json", Damage.OfJson),
        ($"attest disclose model.json --to {Output}", "model.json", Damage.OfJson),
        ($"attest disclose model.json --to {Output}", "model.secret.json", Damage.OfJson),
        ("attest base model.safetensors --check base.weights", "model.safetensors", Damage.OfFormed),
        ("attest base model.safetensors --check base.weights", "base.weights", Damage.OfFormed),
        ("verify release.json --keys keys", "release.json", Damage.OfJson),
        ("verify release.json --keys keys --disclosure disclosure.json", "disclosure.json", Damage.OfJson),
        ($"proof export release.json --format snarkjs --keys keys -o {Output}", "release.json", Damage.OfJson),
        ("groth16 verify verification_key.json public.json proof.json", "verification_key.json", Damage.OfJson),
        ("groth16 verify verification_key.json public.json proof.json", "public.json", [.. Damage.OfJson.Where(damage => damage.Name is not "an empty list")]),
        ("groth16 verify verification_key.json public.json proof.json", "proof.json", Damage.OfJson),
        ("anchor release.json --rpc http://127.0.0.1:1 --registry 0x00000000000000000000000000000000000000aa --key-file sender.key", "release.json", Damage.OfJson),
        ("anchor release.json --rpc http://127.0.0.1:1 --registry 0x00000000000000000000000000000000000000aa --key-file sender.key", "sender.key", Damage.OfFormed),
        ("lookup release.json --rpc http://127.0.0.1:1 --registry 0x00000000000000000000000000000000000000aa", "release.json", [.. Damage.OfJson.Where(damage => damage.Name is "cut in half" or "deep" or "followed by more")]),
        ("prover submit model.json --policy policy.json --prover http://127.0.0.1:1 --token-file token", "token", Damage.OfFormed.Where(damage => damage.Name != "cut in half").ToArray()),
    ];

    public static TheoryData<string, string, string> Cases =>
        [.. Readers.SelectMany(reader => reader.Damages.Select(damage => new TheoryDataRow<string, string, string>(reader.Command, reader.File, damage.Name)))];

    /// <summary>A manifest need not say anything.</summary>
    private static IReadOnlyList<Damage> WithoutEmptyObject => [.. Damage.OfJson.Where(damage => damage.Name != "an empty object")];

    [Theory, MemberData(nameof(Cases))]
    public async Task A_damaged_file_is_named_and_nothing_is_lost(string command, string file, string damage)
    {
        using TempFolder folder = new();
        workshop.CopyTo(folder);
        Directory.CreateSymbolicLink(folder.At("keys"), workshop.Keys);
        Damage.OfJson.First(candidate => candidate.Name == damage).Apply(folder.At(file));
        Dictionary<string, long> before = Sizes(folder);

        Run run = await Run.OfAsync(Workshop.Located(command, folder));

        run.MustFail(3, file);
        run.Output.Should().BeEmpty();
        Sizes(folder).Should().Equal(before, "a failed command changes nothing and leaves nothing behind");
    }

    private static Dictionary<string, long> Sizes(TempFolder folder) =>
        folder.Names().ToDictionary(name => name, name => new FileInfo(folder.At(name)) is { Exists: true, LinkTarget: null } file ? file.Length : -1);
}
