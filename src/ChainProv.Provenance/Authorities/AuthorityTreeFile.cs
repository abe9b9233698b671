using ChainProv.Cryptography.Signatures;
using ChainProv.Files;
using ChainProv.Provenance.Files;
using ChainProv.Provenance.Json;
using ChainProv.Provenance.Statements;

namespace ChainProv.Provenance.Authorities;

/// <summary>Keeps an authority's tree in a file: one writer at a time, and a killed one leaves the old file.</summary>
public static class AuthorityTreeFile
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>Where the tree of a key lies unless it is named: <c>authority.tree.json</c> beside <c>authority.key</c>.</summary>
    public static string DefaultPath(string keyFile) => Path.ChangeExtension(keyFile, ".tree.json");

    /// <exception cref="InputException">The file is missing, is not a tree, or others can read it.</exception>
    public static AuthorityTree Read(string path)
    {
        AuthorityTree tree = JsonFile.Read<AuthorityTree>(path);
        PrivateFile.Require(path);
        if (tree.Revision == 0) throw new InputException(path, "$.revision", "revisions count from 1");
        if (tree.Leaves.IsDefault || tree.Leaves.Length > 1 << ReleaseFormat.AuthorityDepth)
            throw new InputException(path, "$.leaves", $"a tree has at most {1 << ReleaseFormat.AuthorityDepth:N0} leaves");
        if (tree.Sent.IsDefault) throw new InputException(path, "$.sent", "a list of roots is needed");
        for (int i = 0; i < tree.Leaves.Length; i++)
            if (tree.Leaves[i].Problem() is { } problem) throw new InputException(path, $"$.leaves[{i}]", problem);
        return tree;
    }

    /// <summary>Whether there is no tree yet. A link that leads nowhere is not nothing: the tree may lie on a disk that is not mounted.</summary>
    public static bool IsMissing(string path) => FileKinds.Of(path) == FileKind.Missing;

    /// <summary>For what needs a tree to begin with.</summary>
    /// <exception cref="InputException">There is none.</exception>
    public static void RequireExisting(string path)
    {
        if (IsMissing(path)) throw new InputException(path, null, "no such file: the authority has certified nothing yet");
    }

    /// <summary>Changes the tree, which begins empty if the file is not there.</summary>
    /// <param name="change">Gives the new tree and a result; what it throws leaves the file as it was.</param>
    /// <exception cref="InputException">The file is not a tree, or is another authority's.</exception>
    /// <exception cref="OutputException">The file cannot be written, or another process keeps changing it.</exception>
    public static T Update<T>(string path, BlsPublicKey key, Func<AuthorityTree, (AuthorityTree Tree, T Result)> change)
    {
        using FileLock exclusive = Lock(path);
        AuthorityTree tree = IsMissing(path) ? AuthorityTree.Empty(key) : Read(path);
        if (!tree.BlsPublicKey.Equals(key)) throw new InputException(path, "$.blsPublicKey", $"is the tree of another authority ({tree.AuthorityId}); name its own key");
        (AuthorityTree changed, T result) = change(tree);
        if (changed != tree) JsonFile.Write(path, changed, secret: true);
        return result;
    }

    /// <inheritdoc cref="Update{T}"/>
    public static AuthorityTree Update(string path, BlsPublicKey key, Func<AuthorityTree, AuthorityTree> change) => Update(path, key, tree =>
    {
        AuthorityTree changed = change(tree);
        return (changed, changed);
    });

    private static FileLock Lock(string path)
    {
        try
        {
            return FileLock.TryAcquire(path, Patience) ?? throw new OutputException(path, "another process is changing it; try again when it has ended");
        }
        catch (Exception exception) when (IoProblem.Is(exception))
        {
            throw AtomicFile.Failure(path, exception);
        }
    }
}
