using System.CommandLine;
using ChainProv.Cli.Commands;
using ChainProv.Cli.Tests.Support;

namespace ChainProv.Cli.Tests;

public sealed class HelpTests
{
    private static readonly string[] Forms =
    [
        "demo", "dataset commit", "dataset open", "dataset verify", "dataset show", "dataset certify", "authority keygen", "authority show", "authority publish",
        "authority revoke", "authority cosign", "authority rotate", "model commit", "model refresh", "attest release", "attest response", "attest policy", "attest record", "attest base", "attest disclose", "setup dev", "verify", "registry deploy", "registry show", "registry add", "anchor", "release revoke", "release promote", "lookup",
        "prover submit", "prover status", "proof export", "proof batch", "proof aggregate", "proof verify", "groth16 setup", "groth16 prove", "groth16 verify", "kzg commit", "kzg open", "kzg verify", "serve prover", "serve indexer", "serve all",
    ];

    public static TheoryData<string> Verbs => [.. VerbsOf(Root.Create(), "")];

    [Fact]
    public void Every_documented_form_is_there() => VerbsOf(Root.Create(), "").Should().Contain(Forms);

    [Theory, MemberData(nameof(Verbs))]
    public async Task Every_verb_explains_itself_with_an_example_that_it_accepts(string verb)
    {
        Run help = await Run.OfAsync([.. verb.Split(' '), "--help"]);
        help.ExitCode.Should().Be(0);
        string example = help.Output.Split('\n').Select(line => line.Trim()).SkipWhile(line => line != "Example:").Skip(1).First();
        example.Should().StartWith($"chainprov {verb}");
        Root.Create().Parse(example["chainprov ".Length..].Replace("…", "", StringComparison.Ordinal)).Errors.Should().BeEmpty(example);
    }

    [Theory]
    [InlineData("")]
    [InlineData("dataset")]
    [InlineData("frobnicate")]
    [InlineData("dataset commit")]
    [InlineData("dataset commit data.jsonl")]
    [InlineData("dataset commit data.jsonl -o out.json --threads zero")]
    [InlineData("dataset commit data.jsonl -o out.json --threads 0")]
    [InlineData("dataset commit data.jsonl -o out.json --format xml")]
    [InlineData("groth16 prove key.zkey witness.wtns --circuit circuit.r1cs -o proof --device abacus")]
    [InlineData("dataset commit data.jsonl -o out.json --format 4")]
    [InlineData("dataset commit data.jsonl -o - --json")]
    [InlineData("authority keygen -o -")]
    [InlineData("attest disclose model.json --to -")]
    [InlineData("proof export release.json --format 1 -o out")]
    [InlineData("dataset open dataset.json --record 1 -o - --json")]
    [InlineData("dataset certify dataset.json -o - --json")]
    [InlineData("model commit model --dataset certified.json -o -")]
    [InlineData("attest release model.json --policy policy.json -o - --json")]
    [InlineData("attest release model.json --policy policy.json -o out.json --anchor")]
    [InlineData("attest release model.json --policy policy.json -o out.json --prover http://localhost:1 --device cpu")]
    [InlineData("attest release model.json --policy policy.json -o out.json --prover ftp://here")]
    [InlineData("attest base model.safetensors")]
    [InlineData("attest base -o base.weights")]
    [InlineData("attest base model.safetensors -o base.weights --check base.weights")]
    [InlineData("attest base model.safetensors -o - --json")]
    [InlineData("attest base model.safetensors -o base.weights --threads 0")]
    [InlineData("setup dev --circuit release-2")]
    [InlineData("registry show --rpc nonsense --registry 0x00000000000000000000000000000000000000aa")]
    [InlineData("registry show --rpc http://127.0.0.1:1 --registry nonsense")]
    [InlineData("registry show --rpc http://127.0.0.1:1")]
    [InlineData("lookup 0x0000000000000000000000000000000000000000000000000000000000000001 --indexer nonsense")]
    public async Task Wrong_use_is_exit_2_with_a_word_of_what_is_wrong(string commandLine)
    {
        Run run = await Run.OfAsync(commandLine.Split(' ', StringSplitOptions.RemoveEmptyEntries));
        run.ExitCode.Should().Be(2, run.Error);
        run.Output.Should().BeEmpty();
        run.Complaints.Should().NotBeEmpty();
    }

    [Fact]
    public async Task An_empty_argument_is_wrong_use()
    {
        Run run = await Run.OfAsync("dataset", "commit", "", "-o", "out.json");
        run.MustFail(2, "empty");
    }

    [Fact]
    public async Task The_version_is_that_of_the_build() => (await Run.DoneAsync("--version")).Output.Trim().Should().Be("0.1.0");

    private static IEnumerable<string> VerbsOf(Command command, string path) => command.Subcommands.Count == 0
        ? [path]
        : command.Subcommands.SelectMany(inner => VerbsOf(inner, path.Length == 0 ? inner.Name : $"{path} {inner.Name}"));
}
