using System.Text.Json;
using ChainProv.Ethereum;
using ChainProv.Ethereum.Contracts;
using ChainProv.Ethereum.Keys;
using ChainProv.Ethereum.Local;
using ChainProv.Ethereum.Transactions;
using ChainProv.Provenance.Certificates;
using ChainProv.Provenance.Json;
using ChainProv.Prover.Tests.Simulation;

namespace ChainProv.Prover.Tests.Chain;

[Trait("Category", "Slow")]
public sealed class KillTests(RegistryOnAnvil chain) : IClassFixture<RegistryOnAnvil>
{
    [Fact]
    public async Task A_release_is_proved_anchored_and_verifies()
    {
        using TemporaryFolder folder = new();
        await using ProverProcess prover = await ProverProcess.StartAsync(chain, folder.Database);
        Uri job = await prover.SubmitAsync(chain.Request("a model"));
        JsonElement end = await prover.WaitForEndAsync(job);
        end.GetProperty("state").GetString().Should().Be("anchored", end.ToString());

        ReleaseCertificate certificate = JsonFile.Parse<ReleaseCertificate>(await prover.Client.GetByteArrayAsync($"{job}/certificate"), "certificate");
        certificate.Require("certificate");
        ReleaseVerifier.Problems(certificate, chain.VerifyingKey).Should().BeEmpty();
        ProvenanceRegistry.ReleaseStatus status = await chain.Registry.ReleaseStatusAsync(Hash32.Parse(end.GetProperty("releaseId").GetString()!));
        status.Proven.Should().BeTrue();
        status.AnchoredAtBlock.Should().Be(end.GetProperty("block").GetUInt64());
        (await chain.Client.GetTransactionReceiptAsync(Hash32.Parse(end.GetProperty("transaction").GetString()!)))!.Succeeded.Should().BeTrue();
    }

    /// <summary>Every death comes in a state that was seen from outside, and the next process finds what it left.</summary>
    [Fact]
    public async Task A_prover_that_is_killed_in_every_state_anchors_each_release_with_one_transaction()
    {
        using TemporaryFolder folder = new();
        await using RegistryOnAnvil held = await RegistryOnAnvil.StartAsync(new AnvilOptions());
        await held.DoAsync("evm_setAutomine", false);
        await using RpcProxy node = await RpcProxy.StartAsync(held.Url);
        ulong nonce = await held.Client.GetTransactionCountAsync(held.Publisher);
        ReleaseRequest[] requests = [.. Enumerable.Range(0, 3).Select(i => held.Request($"model {i}"))];
        Uri[] jobs = new Uri[requests.Length];
        Task<ProverProcess> StartAsync() => ProverProcess.StartAsync(held, folder.Database, $"--Prover:Anchoring:Rpc={node.Url}");

        // While the first is proved and the last waits for that.
        await using (ProverProcess doomed = await StartAsync())
        {
            for (int i = 0; i < jobs.Length; i++)
                jobs[i] = await doomed.SubmitAsync(requests[i]);
            await doomed.WaitForAsync(jobs[0], "proving");
            await doomed.WaitForAsync(jobs[2], "submitted");
            doomed.Kill();
        }

        // Proved, and no transaction is signed: the node does not say what it would cost.
        node.Keep("eth_feeHistory");
        await using (ProverProcess doomed = await StartAsync())
        {
            await doomed.WaitForAsync(jobs[0], "proved");
            await Watchdog.UntilAsync(() => node.Kept > 0);
            doomed.Kill();
        }

        // A transaction is stored, and did not reach the node.
        node.Keep("eth_sendRawTransaction");
        Hash32 stored;
        await using (ProverProcess doomed = await StartAsync())
        {
            JsonElement shown = await doomed.WaitForAsync(jobs[0], "anchoring");
            stored = Hash32.Parse(shown.GetProperty("transaction").GetString()!);
            await Watchdog.UntilAsync(() => node.Kept > 0);
            doomed.Kill();
        }
        (await held.Client.GetTransactionAsync(stored)).Should().BeNull();

        // The node has it, and it is mined while nobody is there to see it.
        node.Keep(null);
        await using (ProverProcess doomed = await StartAsync())
        {
            await Watchdog.UntilAsync(async () => await held.Client.GetTransactionAsync(stored) is not null);
            await doomed.WaitForAsync(jobs[0], "anchoring");
            doomed.Kill();
        }
        await held.DoAsync("evm_mine");
        (await held.Client.GetTransactionReceiptAsync(stored))!.Succeeded.Should().BeTrue();

        // The node has those of the others, and they still wait when the next process comes.
        await using (ProverProcess doomed = await StartAsync())
        {
            await doomed.WaitForAsync(jobs[0], "anchored");
            foreach (Uri job in jobs[1..])
                await Watchdog.UntilAsync(async () => await TransactionOf(await doomed.WaitForAsync(job, "proved", "anchoring", "anchored")) is not null);
            doomed.Kill();
        }

        await using ProverProcess last = await StartAsync();
        foreach (Uri job in jobs)
        {
            await Watchdog.UntilAsync(async () =>
            {
                await held.DoAsync("evm_mine");
                return (await last.Client.GetStringAsync(job)).Contains("\"anchored\"", StringComparison.Ordinal);
            });
        }
        IReadOnlyList<ProvenanceRegistry.ReleaseAnchoredEvent> anchored = await held.AnchoredAsync();
        anchored.Select(release => release.ReleaseId).Should().OnlyHaveUniqueItems().And.HaveCount(requests.Length);
        (await held.Client.GetTransactionCountAsync(held.Publisher)).Should().Be(nonce + (ulong)requests.Length, "no release cost a second transaction");
        Hash32.Parse((await last.WaitForEndAsync(jobs[0])).GetProperty("transaction").GetString()!).Should().Be(stored);

        async Task<Ethereum.Rpc.TransactionInfo?> TransactionOf(JsonElement job) =>
            job.GetProperty("transaction").GetString() is string hash ? await held.Client.GetTransactionAsync(Hash32.Parse(hash)) : null;
    }

    [Fact]
    public async Task A_release_that_a_reorganisation_took_back_is_anchored_again_and_once()
    {
        using TemporaryFolder folder = new();
        await using RegistryOnAnvil own = await RegistryOnAnvil.StartAsync(new AnvilOptions());
        await using ProverProcess prover = await ProverProcess.StartAsync(own, folder.Database, "--Prover:Anchoring:WatchInterval=00:00:00.2");
        Uri job = await prover.SubmitAsync(own.Request("a model"));
        JsonElement first = await prover.WaitForEndAsync(job);
        Hash32 release = Hash32.Parse(first.GetProperty("releaseId").GetString()!);
        await own.DoAsync("anvil_mine", "0x3");
        await own.DoAsync("anvil_reorg", 4, new System.Text.Json.Nodes.JsonArray());
        (await own.Registry.ReleaseStatusAsync(release)).Exists.Should().BeFalse("the block that held it is not on the chain any more");

        await Watchdog.UntilAsync(async () => (await own.Registry.ReleaseStatusAsync(release)).Exists);
        ulong block = (await own.Registry.ReleaseStatusAsync(release)).AnchoredAtBlock;
        JsonElement again = default;
        await Watchdog.UntilAsync(async () =>
        {
            again = await prover.WaitForEndAsync(job);
            return again.GetProperty("block").GetUInt64() == block;
        });
        (again.GetProperty("state").GetString(), again.GetProperty("final").GetBoolean()).Should().Be(("anchored", false));
        (await own.Client.GetTransactionReceiptAsync(Hash32.Parse(again.GetProperty("transaction").GetString()!)))!.BlockNumber.Should().Be(block);
        await own.DoAsync("anvil_mine", "0x60");
        await Watchdog.UntilAsync(async () => (await prover.WaitForEndAsync(job)).GetProperty("final").GetBoolean());
        (await own.AnchoredAsync()).Should().ContainSingle().Which.ReleaseId.Should().Be(release);
    }

    [Fact]
    public async Task An_account_instead_of_a_registry_is_refused_at_the_start()
    {
        using TemporaryFolder folder = new();
        await FluentActions.Awaiting(() => ProverProcess.StartAsync(chain, folder.Database, $"--Prover:Anchoring:Registry={chain.Publisher}"))
            .Should().ThrowAsync<InvalidOperationException>().WithMessage($"*there is no contract at {chain.Publisher}*deploy the registry, or correct Prover:Anchoring:Registry*");
    }

    [Fact]
    public async Task What_the_registry_refuses_fails_with_the_contracts_words()
    {
        using TemporaryFolder folder = new();
        await using ProverProcess prover = await ProverProcess.StartAsync(chain, folder.Database);
        DateOnly yesterday = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime).AddDays(-1);
        JsonElement end = await prover.WaitForEndAsync(await prover.SubmitAsync(chain.Request("late", yesterday)));
        end.GetProperty("state").GetString().Should().Be("failed");
        end.GetProperty("reason").GetString().Should().StartWith("PolicyDatePassed(");
        end.GetProperty("retriable").GetBoolean().Should().BeFalse();
    }

    [Fact]
    public async Task A_request_that_is_false_foreign_or_damaged_is_refused()
    {
        using TemporaryFolder folder = new();
        await using ProverProcess prover = await ProverProcess.StartAsync(chain, folder.Database);
        ReleaseRequest good = chain.Request("good");

        ReleaseRequest foreign = good with { Context = good.Context with { ChainId = 1 } };
        await FluentActions.Awaiting(() => prover.SubmitAsync(foreign)).Should().ThrowAsync<InvalidOperationException>().WithMessage("*$.release.context*");

        ReleaseRequest damaged = good with { Model = good.Model with { Slots = 3 } };
        await FluentActions.Awaiting(() => prover.SubmitAsync(damaged)).Should().ThrowAsync<InvalidOperationException>().WithMessage("*$.release.model.slots*");

        ReleaseRequest mixed = good with { Secret = chain.Request("another").Secret };
        await FluentActions.Awaiting(() => prover.SubmitAsync(mixed)).Should().ThrowAsync<InvalidOperationException>().WithMessage("*not that of this model*");

        ReleaseRequest untrue = good with { Policy = good.Policy with { RequiredTags = ["medical"] } };
        JsonElement end = await prover.WaitForEndAsync(await prover.SubmitAsync(untrue));
        end.GetProperty("state").GetString().Should().Be("failed");
        end.GetProperty("reason").GetString().Should().Contain("the statement is false");
    }

    [Fact]
    public async Task An_account_without_funds_is_named_and_the_job_goes_on_when_they_come()
    {
        using TemporaryFolder folder = new();
        using EthereumKey poor = EthereumKey.Generate();
        string keyFile = folder.File("poor.key");
        KeyFile.Create(keyFile, poor);
        ReleaseRequest request = chain.Request("poor") with { Context = new ReleaseContext(31337, chain.Registry.Address, poor.Address) };
        await using ProverProcess prover = await ProverProcess.StartAsync(
            chain, folder.Database, $"--Prover:Anchoring:KeyFile={keyFile}", "--Prover:Anchoring:MaxRetryDelay=00:00:01");
        Uri job = await prover.SubmitAsync(request);
        await Watchdog.UntilAsync(async () => (await prover.Client.GetStringAsync(job)).Contains($"{poor.Address} has 0 ETH", StringComparison.Ordinal));

        using EthereumKey rich = DevAccounts.Key(2);
        using TransactionSender sender = new(chain.Client, rich);
        await sender.SendAsync(new TransactionRequest(poor.Address, default) { Value = Wei.FromEther(1) });
        (await prover.WaitForEndAsync(job)).GetProperty("state").GetString().Should().Be("anchored");
    }
}
