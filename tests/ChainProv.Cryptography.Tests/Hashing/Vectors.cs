using System.Globalization;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Text.Json;

namespace ChainProv.Cryptography.Tests.Hashing;

/// <summary>The files of <c>tests/vectors</c>, found from this source file's own place.</summary>
internal static class Vectors
{
    public static JsonElement Read(string name, [CallerFilePath] string here = "")
    {
        string file = Path.Combine(Path.GetDirectoryName(here)!, "..", "..", "vectors", name);
        using JsonDocument document = JsonDocument.Parse(File.ReadAllBytes(file));
        return document.RootElement.Clone();
    }

    public static Fr Element(this JsonElement json) =>
        Fr.From(BigInteger.Parse("0" + json.GetString()![2..], NumberStyles.HexNumber, CultureInfo.InvariantCulture));

    public static Fr Element(this JsonElement json, string property) => json.GetProperty(property).Element();

    public static Fr[] Elements(this JsonElement json, string property) => [.. json.GetProperty(property).EnumerateArray().Select(Element)];

    public static IEnumerable<JsonElement> Items(this JsonElement json, string property) => json.GetProperty(property).EnumerateArray();
}
