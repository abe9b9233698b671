using System.Collections.Immutable;
using ChainProv.Files;
using ChainProv.Provenance.Files;

namespace ChainProv.Provenance.Models;

/// <summary>Reads the files of a model: each once, from beginning to end, whatever its size.</summary>
public static class ModelFiles
{
    private const string Safetensors = ".safetensors";

    /// <summary>
    /// The files at the paths, sorted by UTF-8 name. A file's name is its own; a folder's files have their paths inside the folder.
    /// A file named <c>.safetensors</c> must be one; any other is just bytes.
    /// </summary>
    /// <exception cref="InputException">A path is missing or not a file or folder, two files have one name, or a safetensors file is malformed.</exception>
    public static ImmutableArray<ModelFile> Read(IReadOnlyCollection<string> paths, CancellationToken cancellationToken = default) =>
        [.. Find(paths).Select(file => Digest(file.Name, file.Path, cancellationToken))];

    /// <summary>The names and paths of what <see cref="Read"/> would read, in that order.</summary>
    /// <exception cref="InputException">A path is missing or not a file or folder, or two files have one name.</exception>
    internal static ImmutableArray<(string Name, string Path)> Find(IReadOnlyCollection<string> paths)
    {
        (string Name, string Path)[] found = [.. paths.SelectMany(Find)];
        ModelFile[] named = [.. found.Select(file => new ModelFile(file.Name, default, 0))];
        if (ModelDigest.Problem(named) is { } problem) throw new InputException(string.Join(", ", paths), null, problem);
        return [.. found.OrderBy(file => file.Name, Unicode.Utf8Order)];
    }

    /// <summary>Whether a file of this name must be a safetensors file.</summary>
    internal static bool IsSafetensors(string name) => name.EndsWith(Safetensors, StringComparison.OrdinalIgnoreCase);

    private static IEnumerable<(string Name, string Path)> Find(string path)
    {
        if (FileKinds.OfTarget(path) != FileKind.Directory) return [(Path.GetFileName(path), path)];
        string[] names = FolderFiles.List(path);
        if (names.Length == 0) throw new InputException(path, null, "holds no files");
        return names.Select(name => (name, Path.Combine(path, name)));
    }

    private static ModelFile Digest(string name, string path, CancellationToken cancellationToken)
    {
        using FileStream stream = InputFile.OpenRead(path);
        byte[] header = IsSafetensors(name) ? SafetensorsHeader.ReadBytes(stream, path) : [];
        FileDigest content = FileDigest.Of(stream, header, path, cancellationToken);
        if (header.Length > 0) SafetensorsHeader.Parse(header, content.Size, path);
        return new ModelFile(name, content.Sha256, content.Size);
    }
}
