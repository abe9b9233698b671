using System.Security.Cryptography;
using ChainProv.Ethereum;
using ChainProv.Files;
using ChainProv.Provenance.Files;

namespace ChainProv.Provenance.Certificates;

/// <summary>Which nonces a model has answered: a folder that any number of processes may share, with an empty file for each.</summary>
/// <remarks>
/// A nonce is recorded, on the disk, before <see cref="Spend"/> returns and so before an answer to it can be shown: a crash may lose a nonce that nobody got an answer
/// to, and none is answered twice. The registry's contract refuses a nonce twice as well, for answers that are recorded there.
/// </remarks>
public sealed class NonceLedger(string folder)
{
    private const int FanOut = 2;

    /// <summary>The ledger of a model: <c>model.nonces</c> beside the file that <c>model.json</c> is or leads to.</summary>
    public static NonceLedger For(string modelFile) => new(Path.ChangeExtension(RealPath.Of(modelFile), ".nonces"));

    /// <summary>Records that a nonce is answered.</summary>
    /// <exception cref="NonceUsedException">It was answered before.</exception>
    /// <exception cref="OutputException">The folder cannot be written to: do not answer.</exception>
    public void Spend(Fr modelCommitment, Hash32 nonce)
    {
        string name = NameOf(modelCommitment, nonce), place = Path.Combine(folder, name[..FanOut]), path = Path.Combine(place, name[FanOut..]);
        try
        {
            Directory.CreateDirectory(place);
            FileStreamOptions options = new() { Mode = FileMode.CreateNew, Access = FileAccess.Write, Share = FileShare.None, BufferSize = 0 };
            if (!OperatingSystem.IsWindows()) options.UnixCreateMode = OwnerOnly.Mode;
            using (FileStream file = new(path, options)) file.Flush(flushToDisk: true);
            FlushUpwards(place);
        }
        catch (IOException) when (FileKinds.Of(path) != FileKind.Missing)
        {
            throw new NonceUsedException(nonce);
        }
        catch (Exception problem) when (IoProblem.Is(problem))
        {
            throw new OutputException(path, $"cannot be written: {IoProblem.Describe(problem).TrimEnd('.')}", problem);
        }
    }

    /// <summary>Whether a nonce was answered: it can be before the answer to this is looked at.</summary>
    public bool IsSpent(Fr modelCommitment, Hash32 nonce)
    {
        string name = NameOf(modelCommitment, nonce);
        return FileKinds.Of(Path.Combine(folder, name[..FanOut], name[FanOut..])) != FileKind.Missing;
    }

    /// <summary>The folders above as well: another process may have made them a moment ago, and not have flushed them yet.</summary>
    private void FlushUpwards(string place)
    {
        FolderEntries.Flush(place);
        FolderEntries.Flush(folder);
        if (Path.GetDirectoryName(Path.GetFullPath(folder)) is { } parent) FolderEntries.Flush(parent);
    }

    /// <summary>One model's nonces are no other's.</summary>
    private static string NameOf(Fr modelCommitment, Hash32 nonce)
    {
        Span<byte> bytes = stackalloc byte[Fr.ByteLength + Hash32.Size];
        modelCommitment.Write(bytes[..Fr.ByteLength]);
        nonce.ToArray().CopyTo(bytes[Fr.ByteLength..]);
        return Convert.ToHexStringLower(SHA256.HashData(bytes));
    }
}
