using ChainProv.Provenance.Files;

namespace ChainProv.Cli.Demo;

/// <summary>The dataset that comes with the program: <c>samples/first-aid</c>.</summary>
internal static class SampleData
{
    /// <summary>Lays the sample's records and manifest into a folder.</summary>
    public static (string Records, string Manifest) Unpack(string folder) => (Unpack(folder, "records.jsonl"), Unpack(folder, "manifest.json"));

    private static string Unpack(string folder, string name)
    {
        using Stream resource = typeof(SampleData).Assembly.GetManifestResourceStream($"first-aid/{name}")
            ?? throw new InvalidOperationException($"The sample {name} is not part of this build.");
        using MemoryStream content = new();
        resource.CopyTo(content);
        string path = Path.Combine(folder, name);
        AtomicFile.WriteAllBytes(path, content.ToArray());
        return path;
    }
}
