using ChainProv.Ethereum;
using ChainProv.Prover.Anchoring;
using ChainProv.Prover.Jobs;
using ChainProv.Prover.Tests.Simulation;
using Microsoft.Extensions.Options;

namespace ChainProv.Prover.Tests;

public sealed class StartupTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly FakeChain _chain = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_restart_on_another_chain_is_refused()
    {
        await using (await StartAsync())
        {
        }
        _chain.ChainId = 1337;
        await FluentActions.Awaiting(() => StartAsync()).Should().ThrowAsync<ProverException>().WithMessage("*configured for chain 1337*");
    }

    [Fact]
    public async Task A_restart_with_another_key_is_refused()
    {
        await using (await StartAsync())
        {
        }
        FakeAnchor other = new(_chain) { Publisher = Address.Parse("0x00000000000000000000000000000000000000cc") };
        await FluentActions.Awaiting(() => ProverInstance.StartAsync(_folder.Database, other, new FakeProver()))
            .Should().ThrowAsync<ProverException>().WithMessage("*give it a database of its own");
    }

    [Fact]
    public async Task A_node_of_another_chain_than_configured_is_refused() =>
        await FluentActions.Awaiting(() => StartAsync(("Anchoring:ChainId", "5"))).Should().ThrowAsync<ProverException>().WithMessage("the node serves chain 31337*");

    [Fact]
    public async Task The_first_start_needs_the_node_and_later_ones_do_not()
    {
        _chain.Trouble = new AnchorUnavailableException("http://node cannot be used");
        await FluentActions.Awaiting(() => StartAsync()).Should().ThrowAsync<ProverException>().WithMessage("http://node cannot be used: at its first start*");
        _chain.Trouble = null;
        await using (await StartAsync())
        {
        }
        _chain.Trouble = new AnchorUnavailableException("http://node cannot be used");
        await using ProverInstance offline = await StartAsync();
        Job job = await offline.SubmitAsync("meanwhile");
        await offline.WaitForAsync(job.Id, found => found.State == JobState.Proved);
        _chain.Trouble = null;
        (await offline.WaitForEndAsync(job.Id)).State.Should().Be(JobState.Anchored);
    }

    [Theory]
    [InlineData("Anchoring:Rpc", "node:8545", "Prover:Anchoring:Rpc")]
    [InlineData("Anchoring:Registry", "0x12", "Prover:Anchoring:Registry")]
    [InlineData("Anchoring:KeyFile", "", "Prover:Anchoring:KeyFile")]
    [InlineData("Anchoring:Confirmations", "0", "Prover:Anchoring:Confirmations")]
    [InlineData("Anchoring:MaxRetryDelay", "00:00:00.0001", "Prover:Anchoring:MaxRetryDelay")]
    [InlineData("Proving:QueueCapacity", "0", "Prover:Proving:QueueCapacity")]
    [InlineData("MaxRequestBytes", "1", "Prover:MaxRequestBytes")]
    public async Task Settings_that_cannot_work_are_refused_by_name(string key, string value, string named) =>
        (await FluentActions.Awaiting(() => StartAsync((key, value))).Should().ThrowAsync<OptionsValidationException>()).Which.Message.Should().Contain(named);

    private Task<ProverInstance> StartAsync(params (string Key, string Value)[] settings) =>
        ProverInstance.StartAsync(_folder.Database, new FakeAnchor(_chain), new FakeProver(), null, settings);
}
