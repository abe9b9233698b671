using ChainProv.Cryptography.Curves;
using ChainProv.Cryptography.Signatures;
using ChainProv.Ethereum;
using ChainProv.Ethereum.Contracts;
using ChainProv.Ethereum.Keys;
using ChainProv.Ethereum.Local;
using ChainProv.Ethereum.Rpc;
using ChainProv.Ethereum.Transactions;
using ChainProv.Groth16.Keys;
using ChainProv.Provenance.Authorities;
using ChainProv.Provenance.Registries;

namespace ChainProv.Web.Tests;

/// <summary>web/verify in a browser, with key and registry root from a node.</summary>
public sealed class VerifyOnChainTests(OpenBrowser browser) : IClassFixture<OpenBrowser>
{
    private static readonly ResponseSample Sample = ResponseSample.Create();

    [Fact]
    public async Task Key_and_root_are_asked_from_the_chain()
    {
        await using StubNode node = await StubNode.StartAsync(Sample);
        Verdict verdict = await CheckAsync(Sample, node);

        verdict.ShouldBeAccepted();
        verdict.Checked.Should().HaveCount(9).And.Contain("The registry accepts the registry root on chain 31337 at block 4711, of 2025-10-27T23:28:00.000Z.");
        browser.Complaints.Should().BeEmpty();
        browser.Requests.Should().OnlyContain(url => url.StartsWith(browser.SiteUrl, StringComparison.Ordinal) || url.StartsWith(node.Url, StringComparison.Ordinal));
    }

    /// <summary>A real node, and the contracts themselves.</summary>
    [Fact]
    public async Task A_response_under_a_published_root_is_accepted_until_the_authority_revokes()
    {
        using AnvilProcess anvil = await AnvilProcess.StartAsync();
        using EthereumClient client = anvil.Connect();
        using EthereumKey owner = DevAccounts.Key(0);
        using TransactionSender sender = new(client, owner, new TransactionSenderOptions { PollInterval = TimeSpan.FromMilliseconds(50) });
        RegistryDeployment deployment = await RegistryDeployment.DeployAsync(client, sender, new Dictionary<int, VerifyingKey>());
        deployment.Registry.Should().Be(ResponseSample.Registry, "the sample is bound to it");
        Address contract = await AttestationDeployment.DeployAsync(sender, deployment.Registry, Sample.Key);
        ProvenanceRegistry registry = new(client, deployment.Registry);
        using BlsSecretKey authority = BlsSecretKey.Generate();
        AuthorityId id = AuthorityId.Of(authority.PublicKey);
        byte[] possession = ProofOfPossessionScheme.ProvePossession(authority).Point.ToBytes(PointFormat.Eip2537);
        await sender.SendAsync(registry.RegisterAuthority(authority.PublicKey.Point.ToBytes(PointFormat.Eip2537), possession));
        await sender.SendAsync(registry.RecogniseAuthority(new Hash32(id.ToBytes()), true));
        async Task PublishAsync(ulong revision, Fr root, bool revokes)
        {
            byte[] signature = new AuthorityRootMessage(ResponseSample.ChainId, registry.Address.ToArray(), id, revision, root, revokes).Sign(authority).Point.ToBytes(PointFormat.Eip2537);
            await sender.SendAsync(registry.PublishRoot(new Hash32(id.ToBytes()), revision, ReleaseAnchor.ToHash(root), revokes, signature));
        }

        async Task<Verdict> CheckAsync()
        {
            VerifyPage page = await browser.OpenAsync();
            await page.FillAsync(Sample);
            await page.UseChainAsync(anvil.Url.ToString(), contract);
            return await page.CheckAsync();
        }

        (await CheckAsync()).ShouldBeRefused("The registry does not accept the registry root");
        await PublishAsync(1, Sample.AuthorityRoot, revokes: false);
        (await CheckAsync()).ShouldBeAccepted();
        await PublishAsync(2, Fr.From(2), revokes: false);
        (await CheckAsync()).ShouldBeAccepted();
        await PublishAsync(3, Fr.From(3), revokes: true);
        (await CheckAsync()).ShouldBeRefused("The registry does not accept the registry root");
    }

    [Fact]
    public async Task A_root_that_the_registry_does_not_accept_is_refused()
    {
        await using StubNode node = await StubNode.StartAsync(Sample);
        node.RootAges.Clear();
        (await CheckAsync(Sample, node)).ShouldBeRefused("The registry does not accept the registry root, or no longer, on chain 31337 at block 4711");
    }

    [Fact]
    public async Task A_root_is_as_old_as_the_reader_takes_it()
    {
        await using StubNode node = await StubNode.StartAsync(Sample);
        node.RootAges[(string)Sample.Certificate["registryRoot"]!] = 7200;

        (await CheckAsync(Sample, node, hours: 2)).ShouldBeAccepted();
        (await CheckAsync(Sample, node, hours: 1)).ShouldBeRefused("The registry does not accept the registry root");
    }

    [Fact]
    public async Task Another_chain_another_registry_and_no_registry_are_refused()
    {
        await using StubNode node = await StubNode.StartAsync(Sample);
        node.ChainId = 1;
        (await CheckAsync(Sample, node)).ShouldBeRefused("The response is not bound to chain 1: chain 31337");

        node.ChainId = ResponseSample.ChainId;
        node.Registry = StubNode.Contract;
        (await CheckAsync(Sample, node)).ShouldBeRefused($"The response is not bound to registry {StubNode.Contract}: chain 31337, registry {ResponseSample.Registry}");

        node.Registry = ResponseSample.Registry;
        (await CheckAsync(Sample.With(certificate => certificate["context"]!["registry"] = StubNode.Verifier.ToString()), node)).ShouldBeRefused("not bound to registry");
        (await CheckAsync(Sample.With(certificate => certificate["context"] = null), node)).ShouldBeRefused("not bound to registry");
    }

    [Fact]
    public async Task Another_key_or_circuit_on_the_chain_is_refused()
    {
        await using StubNode node = await StubNode.StartAsync(Sample);
        node.CircuitDigest = new byte[32];
        (await CheckAsync(Sample, node)).ShouldBeRefused("The verifying key is that of another circuit");

        node.Key = node.Key[..^128];
        (await CheckAsync(Sample, node)).ShouldBeRefused("The proof was made with another key");
    }

    [Fact]
    public async Task A_chain_that_cannot_be_asked_decides_nothing()
    {
        StubNode node = await StubNode.StartAsync(Sample);
        VerifyPage page = await browser.OpenAsync();
        await page.FillAsync(Sample);
        await page.UseChainAsync(node.Url, StubNode.Contract);
        await node.DisposeAsync();
        Verdict verdict = await page.CheckAsync();

        verdict.Classes.Should().Be("verdict undecided");
        verdict.Text.Should().Contain("cannot be reached");
    }

    [Fact]
    public async Task An_address_without_such_a_contract_decides_nothing()
    {
        await using StubNode node = await StubNode.StartAsync(Sample);
        VerifyPage page = await browser.OpenAsync();
        await page.FillAsync(Sample);
        await page.UseChainAsync(node.Url, ResponseSample.Registry);
        Verdict verdict = await page.CheckAsync();

        verdict.Classes.Should().Be("verdict undecided");
        verdict.Text.Should().Contain("is the address right?");
    }

    private async Task<Verdict> CheckAsync(ResponseSample sample, StubNode node, int hours = 24)
    {
        VerifyPage page = await browser.OpenAsync();
        await page.FillAsync(sample);
        await page.UseChainAsync(node.Url, StubNode.Contract, hours);
        return await page.CheckAsync();
    }
}
