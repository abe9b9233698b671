using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Globalization;
using System.Reflection;
using System.Text;
using ChainProv.Provenance.Certificates;
using ChainProv.Provenance.Manifests;
using ChainProv.Provenance.Policies;

namespace ChainProv.Web.Tests;

/// <summary>What the page has from the library it has in modules that are written here. CHAINPROV_UPDATE_SNAPSHOTS=1 writes them anew.</summary>
public sealed class GeneratedModuleTests
{
    [Fact]
    public void The_page_knows_the_response_circuit() => Module(
        "circuit.js", "StatementCircuit.cs", $"/** The constraint system that responses are proved with. */\nexport const responseCircuitDigest = '{StatementCircuit.Response.Digest}';\n");

    [Fact]
    public void The_page_spells_licences_as_the_library_does()
    {
        FieldInfo known = typeof(SpdxLicence).GetField("Known", BindingFlags.NonPublic | BindingFlags.Static)!;
        FrozenSet<string> licences = (FrozenSet<string>)known.GetValue(null)!;
        StringBuilder list = new("/** Licence ids in SPDX's spelling. */\nexport const spdxLicences = [\n");
        foreach (string licence in licences.Order(StringComparer.Ordinal)) list.Append("  '").Append(licence).Append("',\n");
        Module("licences.js", "SpdxLicence.cs", list.Append("];\n").ToString());
    }

    [Fact]
    public void The_page_refuses_the_characters_in_tags_that_the_library_refuses()
    {
        PropertyInfo changed = typeof(TagText).Assembly.GetType("ChainProv.Provenance.Policies.ComposedText", throwOnError: true)!.GetProperty("Changed", BindingFlags.NonPublic | BindingFlags.Static)!;
        StringBuilder list = new("/** Characters that are no marks and yet changed by Unicode's form NFC, or composed with the one before: the first and the last of each run. */\nexport const changedByComposition = [\n");
        foreach ((int first, int last) in (ImmutableArray<(int, int)>)changed.GetValue(null)!) list.Append(CultureInfo.InvariantCulture, $"  [0x{first:x4}, 0x{last:x4}],\n");
        Module("composition.js", "ComposedText.cs", list.Append("];\n").ToString());
    }

    private static void Module(string name, string source, string content)
    {
        string path = Repository.PathOf("web", "verify", "modules", name), expected = $"// Written by {nameof(GeneratedModuleTests)}.cs from {source}; change that, not this.\n\n{content}";
        if (Environment.GetEnvironmentVariable("CHAINPROV_UPDATE_SNAPSHOTS") == "1") File.WriteAllText(path, expected);
        File.ReadAllText(path).Should().Be(expected);
    }
}
