using ChainProv.Ethereum.Abi;
using ChainProv.Ethereum.Contracts;
using ChainProv.Ethereum.Generator;

namespace ChainProv.Ethereum.Tests.Contracts;

public sealed class GeneratedBindingTests
{
    private static readonly string Generated = Repository.PathOf("src", "ChainProv.Ethereum", "Contracts", "Generated");

    [Fact]
    public void Generating_again_gives_the_committed_bytes()
    {
        IReadOnlyList<(string FileName, string Text)> files = BindingGenerator.GenerateAll(Repository.PathOf("contracts", "artifacts"));
        Directory.EnumerateFiles(Generated).Select(Path.GetFileName).Should().BeEquivalentTo(files.Select(file => file.FileName));
        foreach ((string name, string text) in files)
        {
            bool same = File.ReadAllText(Path.Combine(Generated, name)) == text;
            same.Should().BeTrue($"{name} is old: run dotnet run --project src/ChainProv.Ethereum.Generator -- contracts/artifacts {Path.GetRelativePath(Repository.Root, Generated)}");
        }
    }

    [Fact]
    public void An_error_is_decoded_to_its_record_and_says_what_happened()
    {
        byte[] data = ProvenanceRegistry.PolicyDatePassedError.Description.Encode(20_500);
        IContractError error = ProvenanceRegistry.DecodeError(data)!;
        error.Should().Be(new ProvenanceRegistry.PolicyDatePassedError(20_500));
        error.Message.Should().Be("Policy date passed: validOn = 20500.");
        ProvenanceRegistry.DecodeError([1, 2, 3, 4]).Should().BeNull();
        ProvenanceRegistry.DecodeError([]).Should().BeNull();
    }

    [Fact]
    public void The_union_of_errors_names_each_once() =>
        ContractErrors.All.Select(error => error.Selector).Should().OnlyHaveUniqueItems().And.HaveCountGreaterThan(20);

    [Theory]
    [InlineData("ERC20InsufficientBalance", "ERC20 insufficient balance")]
    [InlineData("UnknownRoot", "Unknown root")]
    public void Names_are_read_as_words(string name, string words) => Names.Words(name).Should().Be(words);

    [Fact]
    public void An_artifact_with_unlinked_libraries_is_refused() =>
        FluentActions.Invoking(() => ContractArtifact.Parse("""{"contractName":"A","abi":[],"bytecode":"0x60__$aabb$__"}"""))
            .Should().Throw<AbiException>();
}
