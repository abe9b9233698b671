using ChainProv.Ethereum;
using ChainProv.Prover.Anchoring;
using ChainProv.Prover.Hosting;
using ChainProv.Prover.Jobs;
using ChainProv.Prover.Proving;
using ChainProv.Prover.Storage;
using ChainProv.Prover.Tests.Simulation;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
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
        await FluentActions.Awaiting(() => StartAsync()).Should().ThrowAsync<ProverException>().WithMessage("http://node cannot be used: at its first start*")
            .Where(error => error.Kind == ProverFailure.Chain);
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

    [Fact]
    public async Task A_node_that_takes_the_question_and_never_answers_does_not_hold_up_the_start_for_ever()
    {
        _chain.IsSilent = true;
        await FluentActions.Awaiting(() => StartAsync()).Should().ThrowAsync<ProverException>().WithMessage("the node did not answer within 10 s: at its first start*")
            .Where(error => error.Kind == ProverFailure.Chain);
        await using ProverInstance configured = await StartAsync(("Anchoring:ChainId", "31337"));
        Job job = await configured.SubmitAsync("meanwhile");
        await configured.WaitForAsync(job.Id, found => found.State == JobState.Proved);
    }

    [Fact]
    public async Task An_address_without_a_registry_is_refused_before_anything_is_kept()
    {
        _chain.HasRegistry = false;
        await FluentActions.Awaiting(() => StartAsync()).Should().ThrowAsync<ProverException>().Where(error => error.Kind == ProverFailure.Configuration);
        await using SqliteJobStore store = SqliteJobStore.Open(_folder.Database);
        (await store.GetContextAsync()).Should().BeNull();
    }

    [Theory]
    [InlineData("Confirmatons", "Prover:Confirmatons")]
    [InlineData("Anchoring:Confirmatons", "Prover:Anchoring:Confirmatons")]
    public async Task Settings_that_do_not_exist_are_refused_by_name(string key, string named) =>
        await FluentActions.Awaiting(() => StartAsync((key, "3"))).Should().ThrowAsync<OptionsValidationException>().WithMessage($"there is no setting {named}");

    [Fact]
    public async Task What_stops_a_worker_is_kept_for_the_program()
    {
        ProverOutcome outcome = new();
        CancellationToken stop = new(canceled: true);
        await FluentActions.Awaiting(() => outcome.WatchAsync(Task.FromCanceled(stop), stop)).Should().ThrowAsync<OperationCanceledException>();
        outcome.Failure.Should().BeNull("it was asked to stop");
        InvalidOperationException failure = new("a worker failed");
        await FluentActions.Awaiting(() => outcome.WatchAsync(Task.FromException(failure), CancellationToken.None)).Should().ThrowAsync<InvalidOperationException>();
        outcome.Failure.Should().BeSameAs(failure);
    }

    [Theory]
    [InlineData("key", "*unused cannot be read*")]
    [InlineData("keys", "*has no proving key*")]
    [InlineData("database", "*cannot be used*")]
    public async Task A_file_that_is_missing_or_damaged_is_said_to_be_that(string what, string problem)
    {
        string database = _folder.Secret("damaged.db", what == "database" ? new string('n', 4096) : "");
        string[] arguments =
        [
            .. ProverInstance.Settings(database).Select(setting => $"--Prover:{setting.Key}={setting.Value}"), $"--Prover:Proving:Keys={_folder.Path}", "--urls=http://127.0.0.1:0",
        ];
        await using WebApplication host = ProverHost.Create(arguments, builder =>
        {
            builder.Logging.ClearProviders();
            if (what != "key")
                builder.Services.AddSingleton<IReleaseAnchor>(new FakeAnchor(_chain));
            if (what != "keys")
                builder.Services.AddSingleton<IReleaseProver>(new FakeProver());
        });
        await FluentActions.Awaiting(() => host.StartAsync()).Should().ThrowAsync<ProverException>().WithMessage(problem).Where(error => error.Kind == ProverFailure.File);
    }

    [Theory]
    [InlineData("Anchoring:Rpc", "node:8545", "Prover:Anchoring:Rpc")]
    [InlineData("Anchoring:Registry", "0x12", "Prover:Anchoring:Registry")]
    [InlineData("Anchoring:KeyFile", "", "Prover:Anchoring:KeyFile")]
    [InlineData("Anchoring:Confirmations", "0", "Prover:Anchoring:Confirmations")]
    [InlineData("Anchoring:Confirmations", "many", "Prover:Anchoring:Confirmations")]
    [InlineData("Anchoring:WatchInterval", "00:00:00", "Prover:Anchoring:WatchInterval")]
    [InlineData("Anchoring:MaxRetryDelay", "00:00:00.0001", "Prover:Anchoring:MaxRetryDelay")]
    [InlineData("Proving:QueueCapacity", "0", "Prover:Proving:QueueCapacity")]
    [InlineData("Proving:Device", "abacus", "Prover:Proving:Device")]
    [InlineData("MaxRequestBytes", "1", "Prover:MaxRequestBytes")]
    public async Task Settings_that_cannot_work_are_refused_by_name(string key, string value, string named) =>
        (await FluentActions.Awaiting(() => StartAsync((key, value))).Should().ThrowAsync<OptionsValidationException>()).Which.Message.Should().Contain(named);

    private Task<ProverInstance> StartAsync(params (string Key, string Value)[] settings) =>
        ProverInstance.StartAsync(_folder.Database, new FakeAnchor(_chain), new FakeProver(), null, settings);
}
