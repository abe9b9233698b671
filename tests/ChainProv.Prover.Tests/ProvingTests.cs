using ChainProv.Prover.Jobs;
using ChainProv.Prover.Proving;
using ChainProv.Prover.Storage;
using ChainProv.Prover.Tests.Simulation;

namespace ChainProv.Prover.Tests;

public sealed class ProvingTests : IAsyncLifetime
{
    private readonly TemporaryFolder _folder = new();
    private readonly FakeChain _chain = new();
    private readonly FakeProver _prover = new();
    private ProverInstance _service = null!;

    public async ValueTask InitializeAsync() => _service = await StartAsync();

    public async ValueTask DisposeAsync()
    {
        await _service.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task A_running_proof_shows_its_progress()
    {
        TaskCompletionSource done = new();
        _prover.Work = (progress, _) =>
        {
            progress.Report(0.4);
            return done.Task;
        };
        Job job = await _service.SubmitAsync("slow");
        await _prover.Started();
        await Watchdog.UntilAsync(async () => (await _service.ShowAsync(job.Id)).Progress > 0);
        (await _service.ShowAsync(job.Id)).Should().Match<Api.JobResponse>(shown => shown.State == "proving" && shown.Progress == 0.4);
        done.SetResult();
        await _service.WaitForEndAsync(job.Id);
        (await _service.ShowAsync(job.Id)).Progress.Should().Be(1);
    }

    [Fact]
    public async Task A_proof_that_was_stored_although_the_store_failed_afterwards_is_anchored_without_a_restart()
    {
        await _service.DisposeAsync();
        bool first = true;
        async Task<bool> FailAfterwardsAsync(Func<object?> save)
        {
            bool saved = await (Task<bool>)save()!;
            if (!first)
                return saved;
            first = false;
            throw new IOException("No space left on device");
        }
        _service = await ProverInstance.StartAsync(_folder.Database, new FakeAnchor(_chain), _prover, store =>
            Interceptor.Wrap(store, nameof(IJobStore.SaveProofAsync), (_, save) => FailAfterwardsAsync(save)));
        Job job = await _service.SubmitAsync("stored");
        (await _service.WaitForEndAsync(job.Id)).State.Should().Be(JobState.Anchored);
        _prover.Proofs.Should().Be(1);
        _chain.Mined.Should().ContainSingle();
    }

    [Fact]
    public async Task A_witness_is_zeroed_in_memory_once_it_is_stored()
    {
        await _service.DisposeAsync();
        JobSubmission? seen = null;
        bool wasThere = false;
        _service = await ProverInstance.StartAsync(_folder.Database, new FakeAnchor(_chain), _prover, store =>
            Interceptor.Wrap(store, nameof(IJobStore.SubmitAsync), (arguments, submit) =>
            {
                seen = (JobSubmission)arguments[0]!;
                wasThere = seen.Request.Span.IndexOf("a witness"u8) >= 0;
                return submit();
            }));
        Job job = await _service.SubmitAsync("a witness");
        wasThere.Should().BeTrue();
        seen!.Request.Span.IndexOfAnyExcept((byte)0).Should().Be(-1);
        (await _service.WaitForEndAsync(job.Id)).State.Should().Be(JobState.Anchored, "the store has its own copy");
    }

    [Fact]
    public async Task A_cancelled_proof_stops_and_the_next_job_begins()
    {
        TaskCompletionSource stopped = new();
        _prover.Work = async (_, cancellationToken) =>
        {
            await Task.Delay(Timeout.Infinite, cancellationToken).ContinueWith(_ => stopped.SetResult(), TaskScheduler.Default);
            cancellationToken.ThrowIfCancellationRequested();
        };
        Job job = await _service.SubmitAsync("slow");
        await _prover.Started();
        (await _service.CancelAsync(job.Id))!.State.Should().Be("cancelled");
        await stopped.Task;
        _prover.Work = (_, _) => Task.CompletedTask;
        Job next = await _service.SubmitAsync("next");
        (await _service.WaitForEndAsync(next.Id)).State.Should().Be(JobState.Anchored);
        (await _service.Store.FindAsync(job.Id))!.State.Should().Be(JobState.Cancelled);
    }

    [Fact]
    public async Task A_proof_that_takes_too_long_fails_and_may_be_submitted_again()
    {
        await _service.DisposeAsync();
        _service = await StartAsync(("Proving:Timeout", "00:00:00.010"));
        _prover.Work = (_, cancellationToken) => Task.Delay(Timeout.Infinite, cancellationToken);
        Job job = await _service.WaitForEndAsync((await _service.SubmitAsync("slow")).Id);
        job.State.Should().Be(JobState.Failed);
        job.Reason.Should().StartWith("the proof took longer than");
        _prover.Work = (_, _) => Task.CompletedTask;
        (await _service.WaitForEndAsync((await _service.SubmitAsync("slow")).Id)).Should().Match<Job>(again => again.Id == job.Id && again.State == JobState.Anchored);
    }

    [Fact]
    public async Task A_statement_that_is_false_fails_for_good_with_place_and_reason()
    {
        _prover.Work = (_, _) => throw new ReleaseRequestException("$.release.secret.datasets[0]", "its licence is not allowed");
        Job job = await _service.WaitForEndAsync((await _service.SubmitAsync("false")).Id);
        job.Reason.Should().Be("$.release.secret.datasets[0]: its licence is not allowed");
        job.IsRetriable.Should().BeFalse();
    }

    [Fact]
    public async Task What_a_prover_dies_of_is_for_the_log_and_not_for_the_client()
    {
        _prover.Work = (_, _) => throw new InvalidOperationException("the blinding is 0x1234");
        Job job = await _service.WaitForEndAsync((await _service.SubmitAsync("broken")).Id);
        job.State.Should().Be(JobState.Failed);
        job.Reason.Should().NotContain("0x1234");
        job.IsRetriable.Should().BeTrue();
    }

    [Fact]
    public async Task A_job_that_kills_the_prover_each_time_fails_in_the_end()
    {
        await _service.DisposeAsync();
        _prover.Work = (_, cancellationToken) => Task.Delay(Timeout.Infinite, cancellationToken);
        Guid poison = Guid.Empty;
        for (int death = 0; death < 5; death++)
        {
            CrashPlan plan = CrashPlan.Never;
            await using ProverInstance doomed = await ProverInstance.StartAsync(_folder.Database, new FakeAnchor(_chain), _prover, plan);
            poison = (await doomed.SubmitAsync("poison")).Id;
            await _prover.Started();
            plan.Kill();
        }
        _service = await StartAsync();
        Job ended = await _service.WaitForEndAsync(poison);
        ended.State.Should().Be(JobState.Failed);
        ended.Reason.Should().StartWith("the prover died 5 times");
    }

    [Fact]
    public async Task A_stopped_service_gives_the_job_back_and_counts_no_attempt()
    {
        _prover.Work = (_, cancellationToken) => Task.Delay(Timeout.Infinite, cancellationToken);
        Job job = await _service.SubmitAsync("slow");
        for (int stop = 0; stop < 10; stop++)
        {
            await _service.WaitForAsync(job.Id, found => found.State == JobState.Proving);
            await _service.StopAsync();
            (await _service.Store.FindAsync(job.Id))!.State.Should().Be(JobState.Submitted);
            await _service.DisposeAsync();
            _service = await StartAsync();
        }
        await _service.DisposeAsync();
        _prover.Work = (_, _) => Task.CompletedTask;
        _service = await StartAsync();
        (await _service.WaitForEndAsync(job.Id)).State.Should().Be(JobState.Anchored);
    }

    private Task<ProverInstance> StartAsync(params (string Key, string Value)[] settings) =>
        ProverInstance.StartAsync(_folder.Database, new FakeAnchor(_chain), _prover, null, settings);
}
