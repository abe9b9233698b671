using ChainProv.Cli.Tests.Support;

namespace ChainProv.Cli.Tests;

/// <summary>Services that answer what a prover or an indexer would not: exit 4, and no false word of what was asked.</summary>
public sealed class FalseServiceTests(Workshop workshop) : IClassFixture<Workshop>
{
    private const string Digest = "0x0000000000000000000000000000000000000000000000000000000000000001";

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("<html>")]
    [InlineData("{\"found\":\"yes\",\"block\":1}")]
    [InlineData("{\"found\":true}")]
    [InlineData("{\"found\":false,\"block\":\"one\"}")]
    public async Task Something_else_than_an_indexer_finds_nothing_and_says_so(string answer)
    {
        using FalseNode service = new(answer);
        (await Run.OfAsync("lookup", Digest, "--indexer", service.Url)).MustFail(4, service.Url);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("null")]
    [InlineData("<html>")]
    [InlineData("{\"chainId\":\"one\",\"registry\":1,\"publisher\":[]}")]
    [InlineData("{\"chainId\":1,\"registry\":\"0x12\",\"publisher\":\"me\",\"circuits\":[]}")]
    public async Task Something_else_than_a_prover_gets_no_witness(string answer)
    {
        using FalseNode service = new(answer);
        (await Run.OfAsync("prover", "submit", workshop.At("model.json"), "--policy", workshop.At("policy.json"), "--prover", service.Url)).MustFail(4, service.Url);
        (await Run.OfAsync("prover", "status", "1", "--prover", service.Url)).MustFail(4, service.Url);
        service.Received.Should().NotContain("blinding");
    }

    [Fact]
    public async Task A_certificate_is_verified_from_its_address_and_what_is_wrong_there_is_said_of_the_address()
    {
        using FalseNode honest = new(await File.ReadAllTextAsync(workshop.At("release.json"))), other = new("{}");
        Run run = await Run.DoneAsync("verify", honest.Url, "--keys", workshop.Keys, "--json");
        run.Json["valid"]!.GetValue<bool>().Should().BeTrue();
        (await Run.OfAsync("verify", other.Url, "--keys", workshop.Keys)).MustFail(3, other.Url);
        (await Run.OfAsync("verify", "http://127.0.0.1:1/release.json", "--keys", workshop.Keys)).MustFail(4, "127.0.0.1");
    }
}
