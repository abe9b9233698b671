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

    [Fact]
    public async Task A_prover_that_is_killed_again_and_again_anchors_each_release_with_one_transaction()
    {
        using TemporaryFolder folder = new();
        ReleaseRequest[] requests = [.. Enumerable.Range(0, 6).Select(i => chain.Request($"model {i}"))];
        int before = (await chain.AnchoredAsync()).Count;
        ulong nonce = await chain.Client.GetTransactionCountAsync(chain.Publisher);
        Random moments = new(20261124); // any seed: where the kills fall depends on the machine as well
        for (int death = 0; death < 8; death++)
        {
            await using ProverProcess doomed = await ProverProcess.StartAsync(chain, folder.Database);
            // Each death leaves one request more behind, so that all of them are in different states.
            foreach (ReleaseRequest request in requests.Take(death + 1))
                await doomed.SubmitAsync(request);
            await Task.Delay(moments.Next(0, 1500));
            doomed.Kill();
        }

        await using ProverProcess last = await ProverProcess.StartAsync(chain, folder.Database);
        foreach (ReleaseRequest request in requests)
        {
            JsonElement end = await last.WaitForEndAsync(await last.SubmitAsync(request));
            end.GetProperty("state").GetString().Should().Be("anchored", end.ToString());
        }
        IReadOnlyList<ProvenanceRegistry.ReleaseAnchoredEvent> anchored = await chain.AnchoredAsync();
        anchored.Select(release => release.ReleaseId).Should().OnlyHaveUniqueItems();
        anchored.Should().HaveCount(before + requests.Length);
        (await chain.Client.GetTransactionCountAsync(chain.Publisher)).Should().Be(nonce + (ulong)requests.Length, "no release cost a second transaction");
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
