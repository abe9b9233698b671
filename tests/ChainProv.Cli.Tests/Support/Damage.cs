using System.Text;

namespace ChainProv.Cli.Tests.Support;

/// <summary>What can be wrong with a file.</summary>
/// <param name="Name">In words.</param>
/// <param name="Apply">Does it to a file.</param>
internal sealed record Damage(string Name, Action<string> Apply)
{
    /// <summary>Wrong whatever a file is for.</summary>
    public static IReadOnlyList<Damage> OfAnyFile { get; } =
    [
        new("missing", File.Delete),
        new("a folder", path =>
        {
            File.Delete(path);
            Directory.CreateDirectory(path);
        }),
        new("a link to itself", path =>
        {
            File.Delete(path);
            File.CreateSymbolicLink(path, path);
        }),
        new("empty", path => File.WriteAllBytes(path, [])),
        new("binary", path => File.WriteAllBytes(path, [.. Enumerable.Range(0, 1000).Select(i => (byte)((i * 167) + 131))])),
        new("zeros", path => File.WriteAllBytes(path, new byte[1000])),
        new("in UTF-16", path => File.WriteAllText(path, File.ReadAllText(path), Encoding.Unicode)),
    ];

    /// <summary>Wrong of every file that has a form.</summary>
    public static IReadOnlyList<Damage> OfFormed { get; } =
    [
        .. OfAnyFile,
        new("cut in half", path =>
        {
            byte[] content = File.ReadAllBytes(path);
            File.WriteAllBytes(path, content[..(content.Length / 2)]);
        }),
        new("8 GiB of nothing", path =>
        {
            using FileStream file = new(path, FileMode.Create);
            file.SetLength(8L << 30);
        }),
    ];

    /// <summary>Wrong of every JSON file.</summary>
    public static IReadOnlyList<Damage> OfJson { get; } =
    [
        .. OfFormed,
        new("null", path => File.WriteAllText(path, "null")),
        new("a number", path => File.WriteAllText(path, "1")),
        new("an empty list", path => File.WriteAllText(path, "[]")),
        new("an empty object", path => File.WriteAllText(path, "{}")),
        new("deep", path => File.WriteAllText(path, new string('[', 100_000))),
        new("with a name twice", path => File.WriteAllText(path, "{\"format\":\"a\",\"format\":\"b\"}")),
        new("followed by more", path => File.AppendAllText(path, "{}")),
        new("with a broken character", path => File.WriteAllBytes(path, [.. "{\"format\":\""u8, 0xff, 0xfe, .. "\"}"u8])),
    ];

    /// <summary>The name, for the test's.</summary>
    public override string ToString() => Name;
}
