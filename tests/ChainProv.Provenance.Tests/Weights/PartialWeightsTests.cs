using ChainProv.Provenance.Files;
using ChainProv.Provenance.Weights;

namespace ChainProv.Provenance.Tests.Weights;

/// <summary>A run that was interrupted goes on, takes nothing that is not of these weights, and never writes a file that is wrong.</summary>
public sealed class PartialWeightsTests : IDisposable
{
    private const int HeaderBytes = 40, RecordBytes = 96;

    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private string Output => _folder.At("model.weights");

    private string Partial => Output + PartialWeights.Suffix;

    [Theory, InlineData(false), InlineData(true)]
    public void What_was_done_is_not_done_again(bool hiding)
    {
        ChunkBlinding blinding = hiding ? Sample.Hiding : ChunkBlinding.Public;
        Interrupt(blinding, after: 6);
        File.Exists(Output).Should().BeFalse();
        RecordsLeft().Should().Be(6);

        WeightsCommitter committer = Committer(Sample.Tensors, blinding);
        WeightsCommitment weights = committer.Commit(Output);
        committer.Resumed.Should().Be(6);
        weights.Digest.Should().Be(Sample.Commit(_folder, Sample.Tensors, blinding).Digest);
        WeightsFile.Read(Output).Digest.Should().Be(weights.Digest);
        File.Exists(Partial).Should().BeFalse();
    }

    [Fact]
    public void Its_owner_alone_may_read_it_and_without_the_seed_it_tells_nothing_of_the_contents()
    {
        Interrupt(Sample.Hiding, after: 6);
        if (!OperatingSystem.IsWindows()) File.GetUnixFileMode(Partial).Should().Be(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        string partial = Convert.ToHexString(File.ReadAllBytes(Partial));
        foreach (TensorData tensor in Sample.Tensors) partial.Should().NotContain(Convert.ToHexString(Sha256Digest.Of(tensor.Data).ToArray()));
        partial.Should().NotContain(Convert.ToHexString(Sample.Seed));
    }

    [Fact]
    public void Nothing_is_taken_from_a_run_with_another_seed_or_with_none()
    {
        foreach (ChunkBlinding other in (ChunkBlinding[])[ChunkBlinding.Public, ChunkBlinding.FromSeed(new byte[32])])
        {
            Interrupt(other, after: 6);
            Finish(Sample.Tensors, Sample.Hiding).Should().Be(0);
        }
    }

    [Fact]
    public void Of_contents_that_were_changed_nothing_is_taken()
    {
        Interrupt(Sample.Hiding, after: 9);
        Finish(Sample.WithBitTurned(Sample.Tensors, "a.full", 3), Sample.Hiding).Should().Be(8);
    }

    [Fact]
    public void Equal_contents_of_another_tensor_are_not_taken_for_these()
    {
        Interrupt(Sample.Hiding, after: 9);
        Finish([Sample.Tensors[0] with { Name = "a.other" }, .. Sample.Tensors[1..]], Sample.Hiding).Should().Be(8);
    }

    [Fact]
    public void A_record_that_is_damaged_or_cut_short_is_not_taken_nor_what_follows()
    {
        (Action<byte[]> Damage, int Length, int Kept)[] damages =
        [
            (bytes => bytes[HeaderBytes + (2 * RecordBytes) + 5] ^= 1, 0, 2),
            (bytes => bytes[HeaderBytes + (2 * RecordBytes) + 40] ^= 1, 0, 2),
            (bytes => bytes[HeaderBytes + (3 * RecordBytes) - 1] ^= 1, 0, 2),
            (bytes => bytes.AsSpan(HeaderBytes + RecordBytes, RecordBytes).Clear(), 0, 1),
            (_ => { }, HeaderBytes + (4 * RecordBytes) - 1, 3),
            (_ => { }, HeaderBytes, 0),
            (_ => { }, HeaderBytes - 1, 0),
            (bytes => bytes[0] ^= 1, 0, 0),
            (bytes => bytes[20] ^= 1, 0, 0),
        ];
        foreach ((Action<byte[]> damage, int length, int kept) in damages)
        {
            Interrupt(Sample.Hiding, after: 6);
            byte[] bytes = File.ReadAllBytes(Partial);
            damage(bytes);
            File.WriteAllBytes(Partial, bytes[..(length == 0 ? bytes.Length : length)]);
            Finish(Sample.Tensors, Sample.Hiding).Should().Be(kept);
        }
    }

    [Fact]
    public void A_commitment_that_is_exchanged_for_another_is_noticed()
    {
        Interrupt(Sample.Hiding, after: 6);
        byte[] bytes = File.ReadAllBytes(Partial);
        bytes.AsSpan(HeaderBytes + RecordBytes + 32, 48).CopyTo(bytes.AsSpan(HeaderBytes + 32));
        File.WriteAllBytes(Partial, bytes);
        Finish(Sample.Tensors, Sample.Hiding).Should().Be(0);
    }

    [Fact]
    public void Two_runs_do_not_write_to_one_file()
    {
        using PartialWeights held = PartialWeights.Open(Partial, Sample.Hiding);
        FluentActions.Invoking(() => Committer(Sample.Tensors, Sample.Hiding).Commit(Output)).Should().Throw<OutputException>();
    }

    [Fact]
    public void A_link_or_folder_in_its_place_is_refused()
    {
        File.CreateSymbolicLink(Partial, _folder.Write("precious", "P"));
        FluentActions.Invoking(() => Committer(Sample.Tensors, Sample.Hiding).Commit(Output)).Should().Throw<OutputException>().WithMessage("*no regular file*");
        File.ReadAllText(_folder.At("precious")).Should().Be("P");
    }

    /// <summary>Public weights have no secret, so that anybody could write records that are taken for commitments.</summary>
    [Fact]
    public void One_that_others_can_write_to_is_refused()
    {
        if (OperatingSystem.IsWindows()) return;
        Interrupt(ChunkBlinding.Public, after: 6);
        File.SetUnixFileMode(Partial, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.OtherWrite);
        FluentActions.Invoking(() => Committer(Sample.Tensors, ChunkBlinding.Public).Commit(Output)).Should().Throw<OutputException>().WithMessage("*others than its owner*");
    }

    private WeightsCommitter Committer(TensorData[] tensors, ChunkBlinding blinding) => new(Sample.Source(_folder, tensors), blinding, Sample.Options);

    /// <summary>Goes on to the end, whose result must be right.</summary>
    /// <returns>How many chunks were taken.</returns>
    private int Finish(TensorData[] tensors, ChunkBlinding blinding)
    {
        WeightsCommitter committer = Committer(tensors, blinding);
        committer.Commit(Output).Digest.Should().Be(Sample.Commit(_folder, tensors, blinding).Digest);
        File.Delete(Output);
        return committer.Resumed;
    }

    /// <summary>Stops a run of one thread when so many chunks are done.</summary>
    private void Interrupt(ChunkBlinding blinding, int after)
    {
        using CancellationTokenSource cancel = new();
        WeightsOptions options = new() { Threads = 1, Progress = new StopAt(cancel, (double)after / 10), CancellationToken = cancel.Token };
        FluentActions.Invoking(() => new WeightsCommitter(Sample.Source(_folder, Sample.Tensors), blinding, options).Commit(Output)).Should().Throw<OperationCanceledException>();
    }

    private int RecordsLeft() => ((int)new FileInfo(Partial).Length - HeaderBytes) / RecordBytes;

    private sealed class StopAt(CancellationTokenSource cancel, double share) : IProgress<double>
    {
        public void Report(double value)
        {
            if (value >= share) cancel.Cancel();
        }
    }
}
