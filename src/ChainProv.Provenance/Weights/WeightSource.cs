using System.Collections.Immutable;
using ChainProv.Provenance.Files;
using ChainProv.Provenance.Models;

namespace ChainProv.Provenance.Weights;

/// <summary>The weights of a model that lies here: all tensors of all its safetensors files, whose data is read when it is asked for. LoRA adapters are weights like any others.</summary>
public sealed class WeightSource
{
    private readonly IReadOnlyCollection<string> _paths;
    private readonly ImmutableArray<Location> _locations;

    private WeightSource(IReadOnlyCollection<string> paths, WeightTable table, ImmutableArray<Location> locations) => (_paths, Table, _locations) = (paths, table, locations);

    /// <summary>What was named, for messages.</summary>
    public string Paths => string.Join(", ", _paths);

    public WeightTable Table { get; }

    /// <summary>Looks at the headers of the files, and at the index of shards where there is one.</summary>
    /// <param name="paths">The model's files and folders, as <see cref="ModelFiles.Read"/> takes them.</param>
    /// <returns>Null where no file is a safetensors file: such a model has no weights that could be committed to.</returns>
    /// <exception cref="InputException">A path is missing, a file malformed, a tensor's name not unique, or an index says something else than its shards.</exception>
    public static WeightSource? Find(IReadOnlyCollection<string> paths)
    {
        ImmutableArray<(string Name, string Path)> files = ModelFiles.Find(paths);
        Dictionary<string, Shard> shards = files.Where(file => ModelFiles.IsSafetensors(file.Name))
            .ToDictionary(file => file.Name, file => new Shard(file.Path, SafetensorsHeader.Read(file.Path)), StringComparer.Ordinal);
        ShardIndex.CheckAll(files, shards.ToDictionary(shard => shard.Key, shard => shard.Value.Header, StringComparer.Ordinal));
        return shards.Count == 0 ? null : Of(paths, shards.Values);
    }

    /// <summary>Where the data of a chunk lies.</summary>
    internal (string Path, long Offset) Locate(WeightChunk chunk) => (_locations[chunk.Tensor].Path, _locations[chunk.Tensor].Offset + chunk.Offset);

    /// <summary>Reads all files once more, to tell whether they are those that a digest was taken of before.</summary>
    /// <exception cref="InputException">They are not: what was read meanwhile may be of neither.</exception>
    internal void RequireUnchanged(Sha256Digest modelDigest, CancellationToken cancellationToken)
    {
        if (ModelDigest.Of(ModelFiles.Read(_paths, cancellationToken)) != modelDigest)
            throw new InputException(Paths, null, "was changed while it was read; commit to it again when nobody writes to it");
    }

    private static WeightSource Of(IReadOnlyCollection<string> paths, IEnumerable<Shard> shards)
    {
        SortedDictionary<string, (WeightTensor Tensor, Location Location)> tensors = new(Unicode.Utf8Order);
        foreach (Shard shard in shards)
        {
            foreach (SafetensorsTensor entry in shard.Header.Tensors)
            {
                if (!WeightTensor.TryCreate(entry.Name, entry.DataType, entry.Shape, out WeightTensor? tensor))
                    throw SafetensorsHeader.Wrong(shard.Path, "the shape is larger than any file", entry.Name);
                if (tensors.TryGetValue(entry.Name, out (WeightTensor, Location Location) other))
                    throw SafetensorsHeader.Wrong(shard.Path, $"stands in {other.Location.Path} too; the names of a model's tensors are unique over all its files", entry.Name);
                tensors.Add(entry.Name, (tensor, new(shard.Path, shard.Header.Bytes + entry.Begin)));
            }
        }

        ImmutableArray<WeightTensor> sorted = [.. tensors.Values.Select(found => found.Tensor)];
        if (WeightTable.Problem(sorted) is { } problem) throw new InputException(string.Join(", ", paths), null, problem);
        return new(paths, WeightTable.Of(sorted), [.. tensors.Values.Select(found => found.Location)]);
    }

    private sealed record Shard(string Path, SafetensorsHeader Header);

    /// <param name="Path">Of the file.</param>
    /// <param name="Offset">Of the tensor's first byte in it.</param>
    private sealed record Location(string Path, long Offset);
}
