using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using ChainProv.Cryptography.Commitments;
using ChainProv.Files;

namespace ChainProv.Groth16.Vectors;

/// <summary>How often committed vectors have been opened: a folder with a small file for each vector, which any number of processes may share.</summary>
/// <remarks>
/// An opening is recorded, on the disk, before <see cref="Spend"/> returns and so before anything of it can be shown: a crash may lose an opening that was
/// paid for, and never gives one back. A file that is not as it was written is refused, not begun anew. But a folder that is deleted, or put back from an older
/// copy, has forgotten: keep it with the vectors, and commit to them again if it is lost.
/// </remarks>
public sealed class OpeningLedger(string folder)
{
    private const int MaximumBytes = 512;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    public string Folder { get; } = folder;

    /// <summary>Whether there is one, be it without any opening. What was opened under a ledger that is gone may not be opened again.</summary>
    public bool Exists => Directory.Exists(Folder);

    /// <summary>Makes the folder if it is not there, so that its absence later tells that it was lost.</summary>
    /// <exception cref="OpeningLedgerException">It cannot be made.</exception>
    public void Create()
    {
        try
        {
            if (!Exists) CreateFolder();
        }
        catch (Exception problem) when (IoProblem.Is(problem))
        {
            throw Unwritable(Folder, problem);
        }
    }

    /// <summary>Records openings of a vector, and for a sum of each of its summands (<see cref="CommittedVector.CountsAgainst"/>), which may then be made.</summary>
    /// <returns>How many openings are left; null for a public vector, whose openings are not counted.</returns>
    /// <exception cref="OpeningsUsedUpException">There are not as many left; nothing was recorded.</exception>
    /// <exception cref="OpeningLedgerException">A file is damaged, somebody else keeps it, or it cannot be written: do not open the vector.</exception>
    public int? Spend(CommittedVector vector, int openings = 1, CancellationToken cancellationToken = default) => Spend([vector], openings, cancellationToken);

    /// <summary>Records one opening of vectors that are opened together, as one value of one combination of them, for each of them or for none.</summary>
    /// <inheritdoc cref="Spend(CommittedVector, int, CancellationToken)"/>
    public int? Spend(IReadOnlyList<CommittedVector> vectors, CancellationToken cancellationToken = default) => Spend(vectors, openings: 1, cancellationToken);

    /// <summary>Records one opening of each of several polynomials, or sets of them, that are no <see cref="CommittedVector"/>s; of each or of none.</summary>
    /// <param name="allowances">How often each may be opened, ever.</param>
    /// <param name="cancellationToken">Looked at while others keep a file.</param>
    /// <returns>How many openings are left of the one with the fewest; null where there are none to record.</returns>
    /// <inheritdoc cref="Spend(CommittedVector, int, CancellationToken)"/>
    public int? Spend(IReadOnlyDictionary<VectorDigest, int> allowances, CancellationToken cancellationToken = default) =>
        Spend(new SortedDictionary<VectorDigest, int>(allowances.ToDictionary()), openings: 1, cancellationToken);

    private int? Spend(IReadOnlyList<CommittedVector> vectors, int openings, CancellationToken cancellationToken)
    {
        SortedDictionary<VectorDigest, int> allowances = [];
        foreach (CommittedVector vector in vectors)
        {
            if (vector.Allowance is not { } allowed) RequireNeverHidden(vector.Digest);
            else foreach (VectorDigest digest in vector.CountsAgainst) allowances[digest] = allowed;
        }

        return Spend(allowances, openings, cancellationToken);
    }

    /// <param name="allowances">Sorted: all have one order of locking, so that no two processes wait for each other.</param>
    /// <param name="openings">How many of each.</param>
    /// <param name="cancellationToken">Looked at while others keep a file.</param>
    private int? Spend(SortedDictionary<VectorDigest, int> allowances, int openings, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(openings);
        if (allowances.Count == 0) return null;

        List<FileLock> locks = [];
        try
        {
            foreach (VectorDigest digest in allowances.Keys) locks.Add(Lock(digest, cancellationToken));
            (VectorDigest Digest, int Count, int Allowance)[] records = [.. allowances.Select(entry => (entry.Key, Count(entry.Key, entry.Value, openings), entry.Value))];
            foreach ((VectorDigest digest, int count, int allowance) in records) Record(digest, count, allowance);
            return records.Min(record => record.Allowance - record.Count);
        }
        finally
        {
            foreach (FileLock held in locks) held.Dispose();
        }
    }

    /// <summary>How many openings of a vector are recorded.</summary>
    /// <exception cref="OpeningLedgerException">Its file is damaged or cannot be read.</exception>
    public int Spent(VectorDigest vector) => Read(vector).Count;

    /// <summary>A public vector is opened at will, but not one that was counted before as a hidden one.</summary>
    private void RequireNeverHidden(VectorDigest vector)
    {
        if (Read(vector).Allowance is not null) throw new OpeningLedgerException(PathOf(vector), "the vector is said to be public, but its openings were counted as a hidden one's");
    }

    private string PathOf(VectorDigest vector) => Path.Combine(Folder, vector.ToString());

    private FileLock Lock(VectorDigest vector, CancellationToken cancellationToken)
    {
        string path = PathOf(vector);
        try
        {
            if (!Exists) CreateFolder();
            return FileLock.TryAcquire(path, Patience, cancellationToken) ?? throw new OpeningLedgerException(path, "another process keeps it; try again when it has ended");
        }
        catch (Exception problem) when (IoProblem.Is(problem))
        {
            throw Unwritable(path, problem);
        }
    }

    private void CreateFolder()
    {
        string full = Path.TrimEndingDirectorySeparator(Path.GetFullPath(Folder));
        Directory.CreateDirectory(full);
        if (Path.GetDirectoryName(full) is { } parent) FolderEntries.Flush(parent);
    }

    /// <summary>What the count becomes.</summary>
    private int Count(VectorDigest vector, int allowance, int openings)
    {
        (int count, int? recordedAllowance) = Read(vector);
        if (recordedAllowance is { } recorded && recorded != allowance) throw new OpeningLedgerException(PathOf(vector), $"it allows {recorded} openings, and the vector {allowance}");
        return openings <= allowance - count ? count + openings : throw new OpeningsUsedUpException(vector, count, allowance);
    }

    private (int Count, int? Allowance) Read(VectorDigest vector)
    {
        string path = PathOf(vector);
        if (FileKinds.Of(path) == FileKind.Missing) return (0, null);
        if (RegularFile.Problem(path) is { } kind) throw new OpeningLedgerException(path, kind);
        string text;
        try
        {
            using FileStream file = File.OpenRead(path);
            byte[] bytes = new byte[MaximumBytes];
            text = Encoding.ASCII.GetString(bytes, 0, file.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false));
        }
        catch (Exception problem) when (IoProblem.Is(problem))
        {
            throw new OpeningLedgerException(path, $"cannot be read: {IoProblem.Describe(problem).TrimEnd('.')}", problem);
        }

        // Only what would be written for these numbers is taken.
        string[] words = text.Split(' ', '\n');
        return words.Length > 6 && Number(words[4]) is { } count && Number(words[6]) is { } allowance && count <= allowance && text == Encode(vector, count, allowance)
            ? (count, allowance)
            : throw new OpeningLedgerException(path, "it is damaged, so that nobody knows how often the vector was opened; commit to the vector again under fresh blinding");
    }

    private static int? Number(string word) => int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : null;

    private static string Encode(VectorDigest vector, int count, int allowance)
    {
        string content = string.Create(CultureInfo.InvariantCulture, $"chainprov openings v1\n{vector} {count} of {allowance}\n");
        return $"{content}{Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(content)))}\n";
    }

    /// <summary>Written aside, flushed, renamed, and the rename flushed. What an interrupted process left aside is overwritten, under the lock.</summary>
    private void Record(VectorDigest vector, int count, int allowance)
    {
        string path = PathOf(vector), aside = path + ".new";
        try
        {
            FileStreamOptions options = new() { Mode = FileMode.Create, Access = FileAccess.Write, Share = FileShare.None, BufferSize = 0 };
            if (!OperatingSystem.IsWindows()) options.UnixCreateMode = OwnerOnly.Mode;
            using (FileStream file = new(aside, options))
            {
                file.Write(Encoding.ASCII.GetBytes(Encode(vector, count, allowance)));
                file.Flush(flushToDisk: true);
            }

            File.Move(aside, path, overwrite: true);
            FolderEntries.Flush(Folder);
        }
        catch (Exception problem) when (IoProblem.Is(problem))
        {
            throw Unwritable(path, problem);
        }
    }

    private static OpeningLedgerException Unwritable(string path, Exception problem) => new(path, $"cannot be written: {IoProblem.Describe(problem).TrimEnd('.')}", problem);
}
