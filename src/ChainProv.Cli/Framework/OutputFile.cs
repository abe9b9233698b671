using System.Text.Json;
using System.Text.Json.Nodes;
using ChainProv.Provenance.Files;

namespace ChainProv.Cli.Framework;

/// <summary>Files that commands make: whole or not at all.</summary>
internal static class OutputFile
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    public static void Write(string path, Action<Stream> content)
    {
        // Some writers go back to fill in lengths, which the buffered stream of an atomic file allows.
        using AtomicFile file = AtomicFile.Create(path);
        content(file.Stream);
        file.Commit();
    }

    public static void Write(string path, JsonNode json) =>
        AtomicFile.WriteAllBytes(path, [.. JsonSerializer.SerializeToUtf8Bytes(json, Indented), (byte)'\n']);

    public static void Write(string path, string text) => AtomicFile.WriteAllBytes(path, System.Text.Encoding.UTF8.GetBytes(text));
}
