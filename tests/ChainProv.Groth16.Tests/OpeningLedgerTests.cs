using System.Diagnostics;
using ChainProv.Cryptography.Commitments;
using ChainProv.Groth16.Vectors;

namespace ChainProv.Groth16.Tests;

/// <summary>No opening is given twice: not by processes that run together, nor after a crash, nor for a damaged file.</summary>
public sealed class OpeningLedgerTests : IDisposable
{
    private readonly TempFolder _temp = new();

    private OpeningLedger Ledger => new(_temp.At("openings"));

    public void Dispose() => _temp.Dispose();

    [Fact]
    public void A_vector_is_opened_as_often_as_allowed_and_no_more()
    {
        CommittedVector vector = CountedVector.Create(allowance: 3);
        Ledger.Spent(vector.Digest).Should().Be(0);
        Ledger.Spend(vector).Should().Be(2);
        Ledger.Spend(vector, openings: 2).Should().Be(0);
        Ledger.Spent(vector.Digest).Should().Be(3);

        OpeningsUsedUpException refusal = FluentActions.Invoking(() => Ledger.Spend(vector)).Should().Throw<OpeningsUsedUpException>().Which;
        (refusal.Vector, refusal.Allowance).Should().Be((vector.Digest, 3));
        Ledger.Spent(vector.Digest).Should().Be(3);
    }

    [Fact]
    public void Nobody_else_may_change_a_count()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "modes");
        CommittedVector vector = CountedVector.Create(allowance: 3);
        Ledger.Spend(vector);
        Ledger.Spend(vector);
        ChainProv.Files.OwnerOnly.IsOpenToOthers(FileOf(vector)).Should().BeFalse();
    }

    [Fact]
    public void More_openings_than_are_left_record_nothing()
    {
        CommittedVector vector = CountedVector.Create(allowance: 3);
        Ledger.Spend(vector, openings: 2);
        FluentActions.Invoking(() => Ledger.Spend(vector, openings: 2)).Should().Throw<OpeningsUsedUpException>();
        FluentActions.Invoking(() => Ledger.Spend(vector, openings: int.MaxValue)).Should().Throw<OpeningsUsedUpException>();
        FluentActions.Invoking(() => Ledger.Spend(vector, openings: 0)).Should().Throw<ArgumentOutOfRangeException>();
        Ledger.Spent(vector.Digest).Should().Be(2);
    }

    [Fact]
    public void A_vector_whose_blinding_only_hides_the_commitment_is_never_opened() =>
        FluentActions.Invoking(() => Ledger.Spend(CountedVector.Create(allowance: 0))).Should().Throw<OpeningsUsedUpException>();

    [Fact]
    public void A_public_vector_is_not_counted()
    {
        Ledger.Spend(CommittedVector.Commit(KnownTau.Srs(8), new[] { Fr.One }, blinding: 0)).Should().BeNull();
        _temp.Names().Should().BeEmpty();
    }

    [Fact]
    public void Vectors_are_counted_each_for_itself()
    {
        CommittedVector one = CountedVector.Create(allowance: 2), other = CommittedVector.Commit(one.Srs, one.Values, blinding: 3);
        Ledger.Spend(one, openings: 2);
        Ledger.Spend(other).Should().Be(1);
    }

    [Fact]
    public void A_sum_is_opened_while_every_summand_may_be()
    {
        CommittedVector a = CountedVector.Create(allowance: 3), b = CommittedVector.Commit(a.Srs, a.Values, blinding: 4), sum = CommittedVector.Sum(a, b);
        Ledger.Spend(a, openings: 2);
        Ledger.Spend(sum).Should().Be(0);
        (Ledger.Spent(a.Digest), Ledger.Spent(b.Digest), Ledger.Spent(sum.Digest)).Should().Be((3, 1, 0));

        FluentActions.Invoking(() => Ledger.Spend(sum)).Should().Throw<OpeningsUsedUpException>().Which.Vector.Should().Be(a.Digest);
        Ledger.Spent(b.Digest).Should().Be(1, "nothing is recorded where one refuses");
        Ledger.Spend(b).Should().Be(1);
    }

    [Fact]
    public void What_is_no_vector_is_counted_too_each_or_none()
    {
        KzgSrs srs = KnownTau.Srs(8);
        VectorDigest polynomial = VectorDigest.Of(srs, G1Affine.Generator), set = VectorDigest.OfSet(srs, [1, 2, 3]);
        Ledger.Spend(new Dictionary<VectorDigest, int> { [polynomial] = 1, [set] = 3 }).Should().Be(0);
        FluentActions.Invoking(() => Ledger.Spend(new Dictionary<VectorDigest, int> { [set] = 3, [polynomial] = 1 })).Should().Throw<OpeningsUsedUpException>().Which.Vector.Should().Be(polynomial);
        (Ledger.Spent(polynomial), Ledger.Spent(set)).Should().Be((1, 1));
        FluentActions.Invoking(() => Ledger.Spend(new Dictionary<VectorDigest, int> { [set] = 4 })).Should().Throw<OpeningLedgerException>("it was said to allow three");
        Ledger.Spend(new Dictionary<VectorDigest, int>()).Should().BeNull();
    }

    [Fact]
    public void Sets_are_named_apart_from_each_other_and_from_vectors()
    {
        KzgSrs srs = KnownTau.Srs(8), other = KnownTau.Srs(9);
        byte[] point = G1Affine.Generator.ToBytes(ChainProv.Cryptography.Curves.PointFormat.Compressed);
        VectorDigest[] names = [VectorDigest.Of(srs, G1Affine.Generator), VectorDigest.OfSet(srs, point), VectorDigest.OfSet(other, point), VectorDigest.OfSet(srs, [])];
        names.Should().OnlyHaveUniqueItems();
    }

    [Fact]
    public void Threads_that_open_at_once_get_no_opening_twice()
    {
        const int Allowance = 20;
        CommittedVector vector = CountedVector.Create(Allowance);
        int opened = 0, refused = 0;
        Parallel.For(0, Allowance + 5, new ParallelOptions { MaxDegreeOfParallelism = 8 }, _ =>
        {
            try
            {
                Ledger.Spend(vector);
                Interlocked.Increment(ref opened);
            }
            catch (OpeningsUsedUpException)
            {
                Interlocked.Increment(ref refused);
            }
        });
        (opened, refused, Ledger.Spent(vector.Digest)).Should().Be((Allowance, 5, Allowance));
    }

    [Fact]
    public async Task Processes_that_open_at_once_get_no_opening_twice()
    {
        const int Allowance = 60;
        string[] outputs = await Task.WhenAll(Enumerable.Range(0, 3).Select(async _ =>
        {
            using Process process = Start(Allowance);
            string output = await process.StandardOutput.ReadToEndAsync();
            await process.WaitForExitAsync();
            return output;
        }));
        outputs.Should().AllSatisfy(output => output.Should().EndWith("used up\n"));
        outputs.Sum(Openings).Should().Be(Allowance);
        Ledger.Spent(CountedVector.Create(Allowance).Digest).Should().Be(Allowance);
    }

    [Fact]
    public async Task Where_locks_have_no_effect_nothing_is_opened()
    {
        using Process process = Start(5, withoutLocks: true);
        string output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        output.Should().Match("*file locks have no effect here*");
        Ledger.Spent(CountedVector.Create(5).Digest).Should().Be(0);
    }

    [Fact]
    public async Task A_killed_process_gives_no_opening_back()
    {
        const int Allowance = 2000;
        VectorDigest vector = CountedVector.Create(Allowance).Digest;
        int seen = 0;
        for (int round = 1; round <= 3; round++)
        {
            using Process process = Start(Allowance);
            for (int i = 0; i < 7 * round; i++) (await process.StandardOutput.ReadLineAsync()).Should().Be("opened");
            process.Kill();
            seen += (7 * round) + Openings(await process.StandardOutput.ReadToEndAsync());
            await process.WaitForExitAsync();
            Ledger.Spent(vector).Should().BeInRange(seen, seen + round, "each kill may lose one that was recorded and not yet used");
        }
    }

    [Fact]
    public void What_a_crash_left_aside_is_not_counted_and_is_in_nobodys_way()
    {
        CommittedVector vector = CountedVector.Create(allowance: 3);
        Ledger.Spend(vector);
        File.WriteAllText(FileOf(vector) + ".new", "chainprov op");
        Ledger.Spent(vector.Digest).Should().Be(1);
        Ledger.Spend(vector).Should().Be(1);
        Ledger.Spent(vector.Digest).Should().Be(2);
    }

    [Fact]
    public void A_truncated_or_changed_file_is_refused_and_never_begun_anew()
    {
        CommittedVector vector = CountedVector.Create(allowance: 3);
        Ledger.Spend(vector, openings: 2);
        string text = File.ReadAllText(FileOf(vector));
        text.Should().Contain(" 2 of 3\n");
        IEnumerable<string> damaged =
        [
            .. Enumerable.Range(0, text.Length).Select(length => text[..length]),
            text + "\n", text + text, text.Replace(" 2 of 3", " 0 of 3", StringComparison.Ordinal), text.Replace(" 2 of 3", " 2 of 9", StringComparison.Ordinal),
            text.Replace("\n", "\r\n", StringComparison.Ordinal), new string('0', 1 << 12), text.ToUpperInvariant(),
        ];
        foreach (string content in damaged)
        {
            File.WriteAllText(FileOf(vector), content);
            FluentActions.Invoking(() => Ledger.Spend(vector)).Should().Throw<OpeningLedgerException>().WithMessage("*it is damaged, so that nobody knows*").Which.Path.Should().Be(FileOf(vector));
            File.ReadAllText(FileOf(vector)).Should().Be(content, "a refusal changes nothing");
        }

        FluentActions.Invoking(() => Ledger.Spent(vector.Digest)).Should().Throw<OpeningLedgerException>();
    }

    [Fact]
    public void Another_vectors_file_is_refused()
    {
        CommittedVector one = CountedVector.Create(allowance: 3), other = CommittedVector.Commit(one.Srs, one.Values, blinding: 4);
        Ledger.Spend(one);
        File.Copy(FileOf(one), FileOf(other));
        FluentActions.Invoking(() => Ledger.Spend(other)).Should().Throw<OpeningLedgerException>().WithMessage("*it is damaged*");
    }

    [Fact]
    public void A_folder_in_the_files_place_or_a_file_in_the_folders_is_said_to_be_so()
    {
        CommittedVector vector = CountedVector.Create(allowance: 3);
        Directory.CreateDirectory(FileOf(vector));
        FluentActions.Invoking(() => Ledger.Spend(vector)).Should().Throw<OpeningLedgerException>().WithMessage("*is a folder*");

        OpeningLedger onFile = new(_temp.Write("file", "text"));
        FluentActions.Invoking(() => onFile.Spend(vector)).Should().Throw<OpeningLedgerException>().WithMessage("*cannot be written*");
    }

    [Fact]
    public void A_ledger_that_cannot_be_written_opens_nothing()
    {
        CommittedVector vector = CountedVector.Create(allowance: 3);
        Directory.CreateDirectory(FileOf(vector) + ".new");
        FluentActions.Invoking(() => Ledger.Spend(vector)).Should().Throw<OpeningLedgerException>().WithMessage("*cannot be written*");
        Ledger.Spent(vector.Digest).Should().Be(0);
    }

    private string FileOf(CommittedVector vector) => Path.Combine(Ledger.Folder, vector.Digest.ToString());

    private static int Openings(string output) => output.Split('\n').Count(line => line == "opened");

    private Process Start(int allowance, bool withoutLocks = false)
    {
        ProcessStartInfo start = new("dotnet", [Path.Combine(AppContext.BaseDirectory, "ChainProv.Groth16.TestHost.dll"), Ledger.Folder, $"{allowance}"])
        {
            RedirectStandardOutput = true,
        };
        if (withoutLocks) start.Environment["DOTNET_SYSTEM_IO_DISABLEFILELOCKING"] = "1";
        return Process.Start(start)!;
    }
}
