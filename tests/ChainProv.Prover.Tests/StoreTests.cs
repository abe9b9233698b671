using System.Runtime.Versioning;
using System.Text;
using ChainProv.Ethereum;
using ChainProv.Groth16.Keys;
using ChainProv.Provenance.Certificates;
using ChainProv.Prover.Anchoring;
using ChainProv.Prover.Jobs;
using ChainProv.Prover.Proving;
using ChainProv.Prover.Storage;
using ChainProv.Prover.Tests.Simulation;

namespace ChainProv.Prover.Tests;

[UnsupportedOSPlatform("windows")]
public sealed class StoreTests : IAsyncLifetime
{
    private static readonly byte[] Witness = Encoding.ASCII.GetBytes("{\"blinding\": \"" + new string('w', 5000) + "the secret witness\"}");
    private static readonly AnchorTransaction Transaction = new FakeTransaction(0, Keccak256.Hash("r"), 1).Signed;
    private static readonly ProvedRelease Proof = new(Keccak256.Hash("r"), "{}"u8.ToArray(), SetupKind.Development);
    private readonly TemporaryFolder _folder = new();
    private SqliteJobStore _store = null!;

    public ValueTask InitializeAsync()
    {
        _store = SqliteJobStore.Open(_folder.Database);
        return default;
    }

    public async ValueTask DisposeAsync()
    {
        await _store.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task The_same_request_is_the_same_job()
    {
        Job first = await SubmitAsync(), second = await SubmitAsync();
        second.Id.Should().Be(first.Id);
    }

    [Fact]
    public async Task The_same_key_is_the_same_job_and_refuses_another_request()
    {
        (_, Job? first) = await _store.SubmitAsync(new JobSubmission(Witness, true, "key"), 9);
        (SubmissionOutcome same, Job? second) = await _store.SubmitAsync(new JobSubmission(Witness, true, "key"), 9);
        (SubmissionOutcome other, _) = await _store.SubmitAsync(new JobSubmission(Witness, false, "key"), 9);
        same.Should().Be(SubmissionOutcome.Existing);
        second!.Id.Should().Be(first!.Id);
        other.Should().Be(SubmissionOutcome.KeyReused);
    }

    [Fact]
    public async Task A_full_queue_takes_no_new_job_but_knows_the_old_ones()
    {
        Job first = await SubmitAsync();
        (SubmissionOutcome full, _) = await _store.SubmitAsync(new JobSubmission(new byte[] { 1 }, true), 1);
        (SubmissionOutcome known, Job? again) = await _store.SubmitAsync(new JobSubmission(Witness, true), 1);
        full.Should().Be(SubmissionOutcome.QueueFull);
        known.Should().Be(SubmissionOutcome.Existing);
        again!.Id.Should().Be(first.Id);
    }

    [Theory]
    [InlineData("proved")]
    [InlineData("failed")]
    [InlineData("cancelled")]
    public async Task The_witness_is_in_no_file_once_it_is_not_needed(string how)
    {
        Job job = await SubmitAsync();
        Files().Should().Contain("the secret witness", "it is needed until the proof is made");
        ProvingTask? task = await _store.StartProvingAsync(job.Id);
        task!.Request.Should().Equal(Witness);
        bool moved = how switch
        {
            "proved" => await _store.SaveProofAsync(job.Id, Proof),
            "failed" => await _store.FailAsync(job.Id, "reason", retriable: false),
            _ => await _store.CancelAsync(job.Id),
        };
        moved.Should().BeTrue();
        Files().Should().NotContain("the secret witness");
        Files().Should().NotContain("wwwwwwww");
    }

    [Fact]
    public async Task A_log_that_cannot_be_emptied_now_fails_nothing_and_is_emptied_by_the_next_transaction()
    {
        Job job = await SubmitAsync();
        await _store.StartProvingAsync(job.Id);
        using (Microsoft.Data.Sqlite.SqliteConnection reader = new($"Data Source={_folder.Database};Pooling=False"))
        {
            reader.Open();
            using Microsoft.Data.Sqlite.SqliteTransaction state = reader.BeginTransaction(deferred: true);
            using Microsoft.Data.Sqlite.SqliteCommand read = reader.CreateCommand();
            (read.Transaction, read.CommandText) = (state, "SELECT COUNT(*) FROM jobs");
            read.ExecuteScalar();
            (await _store.SaveProofAsync(job.Id, Proof)).Should().BeTrue();
            Files().Should().Contain("the secret witness", "a backup still reads it");
        }
        (await _store.FindAsync(job.Id))!.State.Should().Be(JobState.Proved);
        Files().Should().NotContain("the secret witness");
    }

    [Fact]
    public async Task An_anchored_job_that_is_opened_again_has_the_transactions_of_its_last_nonce()
    {
        Job job = await ProveAsync();
        AnchorTransaction later = new FakeTransaction(1, Keccak256.Hash("r"), 1).Signed, raised = new FakeTransaction(1, Keccak256.Hash("r"), 2).Signed;
        await _store.SaveTransactionAsync(job.Id, Transaction);
        await _store.DropTransactionsAsync(job.Id);
        await _store.SaveTransactionAsync(job.Id, later);
        await _store.SaveTransactionAsync(job.Id, raised);
        await _store.SaveAnchoredAsync(job.Id, new AnchoredRelease(later.Hash, 7));
        (await _store.ListUnsettledAsync()).Should().ContainSingle().Which.Id.Should().Be(job.Id);
        (await _store.SettleAsync(job.Id, new AnchoredRelease(later.Hash, 8), isFinal: true)).Should().BeTrue();
        (await _store.ListUnsettledAsync()).Should().BeEmpty();

        (await _store.ReopenAsync(job.Id)).Should().BeTrue();
        (await _store.ReopenAsync(job.Id)).Should().BeFalse();
        Job reopened = (await _store.FindAsync(job.Id))!;
        (reopened.State, reopened.Block, reopened.IsFinal, reopened.Transaction).Should().Be((JobState.Anchoring, null, false, raised.Hash));
        (await _store.GetAnchoringAsync(job.Id))!.Versions.Select(version => version.Hash).Should().Equal(later.Hash, raised.Hash);

        AnchoredRelease byAnother = new(Keccak256.Hash("sent by hand"), 9);
        await _store.SaveAnchoredAsync(job.Id, byAnother);
        await _store.ReopenAsync(job.Id);
        (await _store.FindAsync(job.Id))!.Transaction.Should().BeNull();
        (await _store.GetAnchoringAsync(job.Id))!.Versions.Should().BeEmpty();
    }

    [Fact]
    public async Task A_job_with_a_transaction_cannot_be_cancelled()
    {
        Job job = await ProveAsync();
        (await _store.SaveTransactionAsync(job.Id, Transaction)).Should().BeTrue();
        (await _store.CancelAsync(job.Id)).Should().BeFalse();
        (await _store.FindAsync(job.Id))!.State.Should().Be(JobState.Anchoring);
    }

    [Fact]
    public async Task A_cancelled_job_takes_no_proof_and_no_transaction()
    {
        Job proving = await SubmitAsync();
        await _store.StartProvingAsync(proving.Id);
        await _store.CancelAsync(proving.Id);
        (await _store.SaveProofAsync(proving.Id, Proof)).Should().BeFalse();

        (_, Job? proved) = await _store.SubmitAsync(new JobSubmission(new byte[] { 1 }, true), 9);
        await _store.StartProvingAsync(proved!.Id);
        await _store.SaveProofAsync(proved.Id, Proof);
        await _store.CancelAsync(proved.Id);
        (await _store.SaveTransactionAsync(proved.Id, Transaction)).Should().BeFalse();
        (await _store.GetAnchoringAsync(proved.Id)).Should().BeNull();
    }

    [Fact]
    public async Task Bytes_that_were_dropped_come_back_when_a_reorganisation_frees_their_nonce()
    {
        Job job = await ProveAsync();
        await _store.SaveTransactionAsync(job.Id, Transaction);
        await _store.DropTransactionsAsync(job.Id);
        (await _store.GetAnchoringAsync(job.Id))!.Versions.Should().BeEmpty();
        (await _store.SaveTransactionAsync(job.Id, Transaction)).Should().BeTrue();
        (await _store.GetAnchoringAsync(job.Id))!.Versions.Should().ContainSingle().Which.Raw.ToArray().Should().Equal(Transaction.Raw.ToArray());
    }

    [Fact]
    public async Task What_was_written_is_there_after_a_restart()
    {
        Job job = await ProveAsync();
        await _store.SaveTransactionAsync(job.Id, Transaction);
        await _store.DisposeAsync();
        _store = SqliteJobStore.Open(_folder.Database);
        (await _store.ListOpenAsync()).Should().ContainSingle().Which.Id.Should().Be(job.Id);
        AnchoringTask? task = await _store.GetAnchoringAsync(job.Id);
        task!.Versions.Should().ContainSingle().Which.Hash.Should().Be(Transaction.Hash);
        task.Release.Certificate.ToArray().Should().Equal(Proof.Certificate.ToArray());
    }

    [Fact]
    public void A_second_prover_on_the_database_is_refused() => FluentActions.Invoking(() => SqliteJobStore.Open(_folder.Database))
        .Should().Throw<ProverException>().WithMessage("*is in use by another prover*");

    [Fact]
    public async Task A_database_of_another_chain_registry_or_publisher_is_refused()
    {
        ReleaseContext context = new(1, Address.Parse("0x00000000000000000000000000000000000000aa"), Address.Parse("0x00000000000000000000000000000000000000bb"));
        await _store.BindAsync(context);
        await _store.BindAsync(context);
        foreach (ReleaseContext other in new[] { context with { ChainId = 2 }, context with { Registry = default }, context with { Publisher = default } })
            await FluentActions.Awaiting(() => _store.BindAsync(other)).Should().ThrowAsync<ProverException>().WithMessage("the database holds jobs for chain 1,*");
    }

    [Fact]
    public void Only_the_owner_may_read_the_files()
    {
        foreach (string file in Directory.GetFiles(_folder.Path))
            File.GetUnixFileMode(file).Should().Be(UnixFileMode.UserRead | UnixFileMode.UserWrite, file);
    }

    [Fact]
    public async Task A_database_that_others_may_read_is_refused()
    {
        await _store.DisposeAsync();
        File.SetUnixFileMode(_folder.Database, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.OtherRead);
        FluentActions.Invoking(() => SqliteJobStore.Open(_folder.Database)).Should().Throw<ProverException>().WithMessage("*chmod 600*");
        File.SetUnixFileMode(_folder.Database, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        _store = SqliteJobStore.Open(_folder.Database);
    }

    [Fact]
    public async Task A_file_that_is_no_database_is_refused_and_left_alone()
    {
        string file = _folder.File("notes.txt");
        byte[] notes = Encoding.UTF8.GetBytes(new string('n', 4096));
        await File.WriteAllBytesAsync(file, notes);
        File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        FluentActions.Invoking(() => SqliteJobStore.Open(file)).Should().Throw<ProverException>().WithMessage($"{file} cannot be used*");
        (await File.ReadAllBytesAsync(file)).Should().Equal(notes);
    }

    [Fact]
    public async Task A_database_of_a_newer_program_is_refused()
    {
        await _store.DisposeAsync();
        using (Microsoft.Data.Sqlite.SqliteConnection connection = new($"Data Source={_folder.Database};Pooling=False"))
        {
            connection.Open();
            using Microsoft.Data.Sqlite.SqliteCommand command = connection.CreateCommand();
            command.CommandText = "PRAGMA user_version = 99";
            command.ExecuteNonQuery();
        }
        FluentActions.Invoking(() => SqliteJobStore.Open(_folder.Database)).Should().Throw<ProverException>().WithMessage("*schema version 99*");
    }

    private async Task<Job> SubmitAsync()
    {
        (_, Job? job) = await _store.SubmitAsync(new JobSubmission(Witness, true), 9);
        return job!;
    }

    private async Task<Job> ProveAsync()
    {
        Job job = await SubmitAsync();
        await _store.StartProvingAsync(job.Id);
        await _store.SaveProofAsync(job.Id, Proof);
        return job;
    }

    /// <summary>The bytes of all files of the database, as the disk has them.</summary>
    private string Files()
    {
        StringBuilder all = new();
        foreach (string path in Directory.GetFiles(_folder.Path).Where(path => !path.EndsWith(".lock", StringComparison.Ordinal)))
        {
            using FileStream file = new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using StreamReader reader = new(file, Encoding.Latin1);
            all.Append(reader.ReadToEnd());
        }
        return all.ToString();
    }
}
