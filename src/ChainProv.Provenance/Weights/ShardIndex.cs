using System.Text.Json;
using ChainProv.Provenance.Files;
using ChainProv.Provenance.Json;
using ChainProv.Provenance.Models;

namespace ChainProv.Provenance.Weights;

/// <summary>
/// The index of a model in several files, <c>*.safetensors.index.json</c>, as huggingface.co/docs/safetensors has it: <c>weight_map</c> names the file of each tensor. Where there is one,
/// it must say exactly what the files beside it hold.
/// </summary>
internal static class ShardIndex
{
    private const string Suffix = ".safetensors.index.json";
    private const int MaxBytes = 64 << 20;

    /// <param name="files">All files of the model.</param>
    /// <param name="shards">The headers of its safetensors files, by name.</param>
    /// <exception cref="InputException">An index is malformed, names a file or tensor that is not there, or leaves one out.</exception>
    public static void CheckAll(IReadOnlyCollection<(string Name, string Path)> files, IReadOnlyDictionary<string, SafetensorsHeader> shards)
    {
        foreach (IGrouping<string, (string Name, string Path)> folder in files.Where(file => file.Name.EndsWith(Suffix, StringComparison.OrdinalIgnoreCase)).GroupBy(file => FolderOf(file.Name)))
        {
            HashSet<string> named = [];
            foreach ((_, string path) in folder) named.UnionWith(Check(path, folder.Key, shards));
            if (shards.Keys.FirstOrDefault(name => FolderOf(name) == folder.Key && !named.Contains(name)) is { } extra)
                throw new InputException(folder.First().Path, "weight_map", $"does not name the file {Unicode.Quote(extra)}, which lies beside it; take it away, or name the files of the model one by one");
        }
    }

    /// <returns>The names of the files that the index covers.</returns>
    private static HashSet<string> Check(string path, string folder, IReadOnlyDictionary<string, SafetensorsHeader> shards)
    {
        Dictionary<string, HashSet<string>> expected = Read(path, folder);
        foreach ((string name, HashSet<string> tensors) in expected)
        {
            if (!shards.TryGetValue(name, out SafetensorsHeader? shard)) throw new InputException(path, "weight_map", $"names the file {Unicode.Quote(name)}, which is not among the model's");
            HashSet<string> found = [.. shard.Tensors.Select(tensor => tensor.Name)];
            if (tensors.FirstOrDefault(tensor => !found.Contains(tensor)) is { } missing)
                throw new InputException(path, "weight_map", $"says that the tensor {Unicode.Quote(missing)} is in {Unicode.Quote(name)}, which has none of that name");
            if (found.FirstOrDefault(tensor => !tensors.Contains(tensor)) is { } extra)
                throw new InputException(path, "weight_map", $"does not name the tensor {Unicode.Quote(extra)} of {Unicode.Quote(name)}");
        }

        return [.. expected.Keys];
    }

    /// <summary>The tensors of each file that the index names.</summary>
    private static Dictionary<string, HashSet<string>> Read(string path, string folder)
    {
        using JsonDocument document = StrictJson.ParseFile(InputFile.ReadAll(path, MaxBytes), path);
        if (document.RootElement.ValueKind != JsonValueKind.Object || !document.RootElement.TryGetProperty("weight_map", out JsonElement map) || map.ValueKind != JsonValueKind.Object)
            throw new InputException(path, null, "is not an index of safetensors files: it has no object weight_map");
        Dictionary<string, HashSet<string>> tensors = [];
        foreach (JsonProperty entry in map.EnumerateObject())
        {
            if (entry.Value.ValueKind != JsonValueKind.String) throw new InputException(path, "weight_map", $"the file of {Unicode.Quote(entry.Name)} must be a text");
            string name = folder + entry.Value.GetString();
            if (!tensors.TryGetValue(name, out HashSet<string>? inFile)) tensors.Add(name, inFile = []);
            inFile.Add(entry.Name);
        }

        return tensors;
    }

    /// <summary>"" or a name that ends with "/".</summary>
    private static string FolderOf(string name) => name[..(name.LastIndexOf('/') + 1)];
}
