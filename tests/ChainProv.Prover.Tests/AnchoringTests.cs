using ChainProv.Groth16.Keys;
using ChainProv.Prover.Anchoring;
using ChainProv.Prover.Jobs;
using ChainProv.Prover.Storage;
using ChainProv.Prover.Tests.Simulation;

namespace ChainProv.Prover.Tests;

public sealed class AnchoringTests : IAsyncLifetime
{
    private const string Name = "a release";
    private readonly TemporaryFolder _folder = new();
    private readonly FakeChain _chain = new();
    private readonly FakeProver _prover = new();
    private ProverInstance _service = null!;

    public async ValueTask InitializeAsync() => _service = await StartAsync(confirmations: 1);

    public async ValueTask DisposeAsync()
    {
        await _service.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task A_release_is_anchored_where_the_job_says()
    {
        Job job = await AnchorAsync();
        FakeTransaction mined = _chain.Mined.Should().ContainSingle().Subject;
        job.Transaction.Should().Be(mined.Hash);
        job.Block.Should().Be(_chain.BlockOf(mined.Hash));
        job.ReleaseId.Should().Be(FakeProver.ReleaseOf(Name));
    }

    [Fact]
    public async Task A_job_that_is_not_to_be_anchored_sends_nothing()
    {
        Job job = await _service.SubmitAsync(Name, anchor: false);
        (await _service.WaitForEndAsync(job.Id)).State.Should().Be(JobState.Proved);
        _chain.PendingNonce.Should().Be(0);
    }

    [Fact]
    public async Task What_the_registry_refuses_fails_with_its_reason_and_is_not_tried_again()
    {
        _chain.Refusal = new ReleaseRefusedException("PolicyDatePassed(validOn: 20500)", isRetriable: false);
        Job job = await _service.WaitForEndAsync((await _service.SubmitAsync(Name)).Id);
        job.State.Should().Be(JobState.Failed);
        job.Reason.Should().Be("PolicyDatePassed(validOn: 20500)");
        job.IsRetriable.Should().BeFalse();
        _chain.PendingNonce.Should().Be(0, "nothing was sent");
        (await _service.SubmitAsync(Name)).Should().BeEquivalentTo(job, "submitting it again changes nothing");
    }

    [Fact]
    public async Task A_transaction_that_reverts_fails_with_the_contracts_reason()
    {
        _chain.Refusal = new ReleaseRefusedException("RootSuperseded(authorityRoot: 0x01)", isRetriable: false);
        _chain.RefusesOnlyWhenMined = true;
        Job job = await _service.WaitForEndAsync((await _service.SubmitAsync(Name)).Id);
        job.State.Should().Be(JobState.Failed);
        job.Reason.Should().Be("RootSuperseded(authorityRoot: 0x01)");
        _chain.Mined.Should().ContainSingle();
    }

    [Fact]
    public async Task A_refusal_that_may_pass_is_taken_up_when_the_job_is_submitted_again()
    {
        _chain.Refusal = new ReleaseRefusedException("UnknownRoot(root: 0x01)", isRetriable: true);
        Job failed = await _service.WaitForEndAsync((await _service.SubmitAsync(Name)).Id);
        _chain.Refusal = null;
        Job again = await _service.SubmitAsync(Name);
        again.Id.Should().Be(failed.Id);
        (await _service.WaitForEndAsync(again.Id)).State.Should().Be(JobState.Anchored);
        _prover.Proofs.Should().Be(1, "the proof was kept");
    }

    [Fact]
    public async Task A_node_that_does_not_answer_only_delays_the_job()
    {
        _chain.Trouble = new AnchorUnavailableException("http://node cannot be used");
        Job job = await _service.SubmitAsync(Name);
        await WaitForReasonAsync(job.Id, "http://node cannot be used");
        (await _service.ShowAsync(job.Id)).State.Should().Be("proved");
        _chain.Trouble = null;
        (await _service.WaitForEndAsync(job.Id)).State.Should().Be(JobState.Anchored);
        (await _service.ShowAsync(job.Id)).Reason.Should().BeNull();
    }

    [Fact]
    public async Task An_account_without_funds_is_named_and_the_job_goes_on_when_they_come()
    {
        _chain.Trouble = new AnchorUnavailableException("0xbb has 0 ETH", needsHands: true);
        Job job = await _service.SubmitAsync(Name);
        await WaitForReasonAsync(job.Id, "0xbb has 0 ETH");
        _chain.Trouble = null;
        (await _service.WaitForEndAsync(job.Id)).State.Should().Be(JobState.Anchored);
    }

    [Fact]
    public async Task A_transaction_that_the_node_forgot_is_given_to_it_again()
    {
        _chain.AutoMine = false;
        Job job = await SentAsync();
        _chain.LosePool();
        _chain.AutoMine = true;
        (await _service.WaitForEndAsync(job.Id)).State.Should().Be(JobState.Anchored);
        _chain.Mined.Should().ContainSingle();
    }

    [Fact]
    public async Task A_transaction_that_pays_too_little_is_replaced_under_its_nonce()
    {
        _chain.MinimumFee = 150;
        Job job = await _service.WaitForEndAsync((await _service.SubmitAsync(Name)).Id);
        job.State.Should().Be(JobState.Anchored);
        FakeTransaction mined = _chain.Mined.Should().ContainSingle().Subject;
        mined.Fee.Should().Be(200);
        mined.Nonce.Should().Be(0);
        job.Transaction.Should().Be(mined.Hash);
    }

    [Fact]
    public async Task A_transaction_that_waits_long_is_replaced_and_either_version_may_be_mined()
    {
        _chain.AutoMine = false;
        Job job = await _service.SubmitAsync(Name);
        await Watchdog.UntilAsync(() => _chain.Pool.Any(transaction => transaction.Fee > 100));
        _chain.Mine();
        Job ended = await _service.WaitForEndAsync(job.Id);
        ended.State.Should().Be(JobState.Anchored);
        _chain.Mined.Should().ContainSingle().Which.Hash.Should().Be(ended.Transaction!.Value);
    }

    [Fact]
    public async Task A_nonce_that_another_transaction_took_is_left_and_the_release_is_sent_anew()
    {
        _chain.AutoMine = false;
        Job job = await SentAsync();
        _chain.LosePool();
        FakeTransaction stranger = new(0, FakeProver.ReleaseOf("sent by hand"), 1_000_000_000);
        _chain.Send(stranger);
        _chain.Mine();
        _chain.AutoMine = true;
        (await _service.WaitForEndAsync(job.Id)).State.Should().Be(JobState.Anchored);
        _chain.Mined.Should().HaveCount(2).And.Contain(stranger);
    }

    [Fact]
    public async Task A_block_that_a_reorganisation_removes_does_not_count()
    {
        await using ProverInstance careful = await RestartAsync(confirmations: 3);
        Job job = await careful.SubmitAsync(Name);
        await Watchdog.UntilAsync(() => _chain.Mined.Count == 1);
        _chain.AutoMine = false;
        _chain.Reorganise(losesTransactions: true);
        await Watchdog.UntilAsync(() => _chain.Pool.Count == 1); // it is offered again
        (await careful.Store.FindAsync(job.Id))!.State.Should().Be(JobState.Anchoring);
        for (int block = 0; block < 3; block++)
            _chain.Mine();
        Job ended = await careful.WaitForEndAsync(job.Id);
        ended.State.Should().Be(JobState.Anchored);
        _chain.Mined.Should().ContainSingle();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_anchored_release_that_a_reorganisation_took_back_is_anchored_again(bool longerChain)
    {
        _chain.FinalDepth = 10;
        await using ProverInstance watchful = await RestartAsync(confirmations: 1, ("Anchoring:WatchInterval", "00:00:00.001"));
        Job job = await watchful.WaitForEndAsync((await watchful.SubmitAsync(Name)).Id);
        _chain.AutoMine = false;
        _chain.Reorganise(losesTransactions: true);
        if (longerChain)
            _chain.Mine();
        await Watchdog.UntilAsync(() => _chain.Pool.Count == 1);
        _chain.Pool[0].Hash.Should().Be(job.Transaction!.Value, "the same bytes can be mined only once");
        (await watchful.WaitForAsync(job.Id, found => found.State == JobState.Anchoring)).Block.Should().BeNull();
        _chain.Mine();
        Job again = await watchful.WaitForAsync(job.Id, found => found.State == JobState.Anchored);
        (again.Transaction, again.Block, again.IsFinal).Should().Be((job.Transaction, _chain.Height, false));
        for (int block = 0; block < 10; block++)
            _chain.Mine();
        await watchful.WaitForAsync(job.Id, found => found.IsFinal);
        _chain.Mined.Should().ContainSingle();
    }

    [Fact]
    public async Task An_anchored_release_that_was_taken_back_while_nobody_looked_is_anchored_when_it_is_submitted_again()
    {
        Job job = await AnchorAsync();
        _chain.Reorganise(losesTransactions: true);
        _chain.Mine();
        Job again = await _service.SubmitAsync(Name);
        (again.Id, again.State).Should().Be((job.Id, JobState.Anchoring));
        (await _service.WaitForAsync(job.Id, found => found.State == JobState.Anchored)).Block.Should().Be(_chain.BlockOf(_chain.Mined.Single().Hash));
    }

    [Fact]
    public async Task A_nonce_that_was_taken_after_a_reorganisation_costs_a_new_transaction_and_not_the_release()
    {
        Job job = await AnchorAsync();
        _chain.Reorganise(losesTransactions: true);
        _chain.Send(new FakeTransaction(0, FakeProver.ReleaseOf("sent by hand"), 1_000));
        await _service.SubmitAsync(Name);
        Job again = await _service.WaitForAsync(job.Id, found => found.State == JobState.Anchored);
        again.Transaction.Should().NotBe(job.Transaction!.Value);
        _chain.AnchoredBy(job.ReleaseId!.Value)!.Hash.Should().Be(again.Transaction!.Value);
    }

    [Fact]
    public async Task A_release_that_a_reorganisation_moved_is_shown_where_it_is()
    {
        _chain.FinalDepth = 10;
        Job job = await AnchorAsync();
        (job.Block, job.IsFinal).Should().Be((1, false));
        _chain.AutoMine = false;
        IReadOnlyList<FakeTransaction> moved = _chain.Mined;
        _chain.Reorganise(losesTransactions: true);
        _chain.Mine();
        _chain.Send(moved[0]);
        _chain.Mine();
        (await _service.SubmitAsync(Name)).Block.Should().Be(2);
    }

    [Fact]
    public async Task A_release_whose_block_is_final_is_not_looked_for_any_more()
    {
        await _service.DisposeAsync();
        FakeAnchor anchor = new(_chain);
        await using ProverInstance watchful = await ProverInstance.StartAsync(_folder.Database, anchor, _prover, null, ("Anchoring:WatchInterval", "00:00:00.001"));
        Job job = await watchful.SubmitAsync(Name);
        await watchful.WaitForAsync(job.Id, found => found.IsFinal);
        (await watchful.Store.ListUnsettledAsync()).Should().BeEmpty();
        (await watchful.ShowAsync(job.Id)).Final.Should().BeTrue();
        await Task.Delay(50);
        anchor.Looks.Should().Be(1);
    }

    [Fact]
    public async Task A_job_that_is_cancelled_while_its_transaction_is_stored_leaves_no_gap_under_later_nonces()
    {
        await _service.DisposeAsync();
        IJobStore store = null!;
        bool first = true;
        // The first transaction is stored late: there would be time to sign a second one, and then the job is cancelled.
        IJobStore Late(IJobStore inner) => Interceptor.Wrap(store = inner, nameof(IJobStore.SaveTransactionAsync), (arguments, save) => SaveAsync((Guid)arguments[0]!, save));
        async Task<bool> SaveAsync(Guid job, Func<object?> save)
        {
            if (first)
            {
                first = false;
                await Task.Delay(300);
                await store.CancelAsync(job);
            }
            return await (Task<bool>)save()!;
        }
        await using ProverInstance service = await ProverInstance.StartAsync(_folder.Database, new FakeAnchor(_chain), _prover, Late);
        Job[] jobs = await Task.WhenAll(service.SubmitAsync("one"), service.SubmitAsync("other"));
        JobState[] ends = [(await service.WaitForEndAsync(jobs[0].Id)).State, (await service.WaitForEndAsync(jobs[1].Id)).State];
        ends.Should().BeEquivalentTo([JobState.Cancelled, JobState.Anchored]);
        _chain.Mined.Should().ContainSingle().Which.Nonce.Should().Be(0);
    }

    [Fact]
    public async Task A_release_that_is_on_the_chain_already_is_found_and_not_sent()
    {
        Job first = await AnchorAsync();
        using TemporaryFolder other = new();
        await using ProverInstance amnesiac = await ProverInstance.StartAsync(other.Database, new FakeAnchor(_chain), new FakeProver());
        Job job = await amnesiac.WaitForEndAsync((await amnesiac.SubmitAsync(Name)).Id);
        job.State.Should().Be(JobState.Anchored);
        job.Transaction.Should().Be(first.Transaction);
        _chain.Mined.Should().ContainSingle();
    }

    [Fact]
    public async Task Many_releases_take_a_nonce_each()
    {
        Job[] jobs = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => _service.SubmitAsync($"release {i}")));
        foreach (Job job in jobs)
            (await _service.WaitForEndAsync(job.Id)).State.Should().Be(JobState.Anchored);
        _chain.Mined.Select(transaction => transaction.Nonce).Should().Equal(Enumerable.Range(0, 20).Select(nonce => (ulong)nonce));
    }

    [Fact]
    public async Task Development_keys_do_not_anchor_on_a_real_chain()
    {
        await _service.DisposeAsync();
        using TemporaryFolder other = new();
        _chain.ChainId = 1;
        Func<Task<ProverInstance>> start = () => ProverInstance.StartAsync(other.Database, new FakeAnchor(_chain), _prover);
        await using (ProverInstance mainnet = await start())
        {
            Func<Task> submit = () => mainnet.SubmitAsync(Name);
            await submit.Should().ThrowAsync<Proving.ReleaseRequestException>().WithMessage("$.anchor: the proving key is a development key*");
            _prover.Setup = SetupKind.Ceremony;
            await mainnet.SubmitAsync(Name);
            await mainnet.WaitForAsync((await mainnet.SubmitAsync(Name)).Id, job => job.State == JobState.Anchored);
        }
    }

    private async Task<Job> AnchorAsync()
    {
        Job ended = await _service.WaitForEndAsync((await _service.SubmitAsync(Name)).Id);
        ended.State.Should().Be(JobState.Anchored);
        return ended;
    }

    private async Task<Job> SentAsync()
    {
        Job job = await _service.SubmitAsync(Name);
        await Watchdog.UntilAsync(() => _chain.Pool.Count > 0);
        return job;
    }

    private Task WaitForReasonAsync(Guid job, string reason) =>
        Watchdog.UntilAsync(async () => (await _service.ShowAsync(job)).Reason == reason);

    private async Task<ProverInstance> RestartAsync(int confirmations, params (string Key, string Value)[] settings)
    {
        await _service.DisposeAsync();
        return await StartAsync(confirmations, settings);
    }

    private Task<ProverInstance> StartAsync(int confirmations, params (string Key, string Value)[] settings) =>
        ProverInstance.StartAsync(_folder.Database, new FakeAnchor(_chain, confirmations), _prover, null, settings);
}
