using System.Text.Json;

namespace ChainProv.Circuits.Testing;

/// <summary>The sizes of circuits, pinned in a committed JSON file, so that a change shows in review.</summary>
public static class ConstraintCounts
{
    /// <summary>Set to 1, this environment variable lets <see cref="Verify"/> write the file instead.</summary>
    public const string UpdateVariable = "CHAINPROV_UPDATE_SNAPSHOTS";

    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    /// <summary>Constraints, wires and nonzero coefficients of each system are those of the file, and the file names no others.</summary>
    /// <exception cref="CircuitFlawException">They are not.</exception>
    public static void Verify(string file, IReadOnlyDictionary<string, ConstraintSystem> systems)
    {
        SortedDictionary<string, Size> sizes = new(systems.ToDictionary(system => system.Key, system => Size.Of(system.Value)), StringComparer.Ordinal);
        string actual = JsonSerializer.Serialize(sizes, Indented) + "\n";
        if (Environment.GetEnvironmentVariable(UpdateVariable) == "1") File.WriteAllText(file, actual);
        string expected = File.Exists(file) ? File.ReadAllText(file) : "";
        if (actual != expected)
            throw new CircuitFlawException($"{Path.GetFileName(file)} has changed (set {UpdateVariable}=1 to accept):\n{actual}");
    }

    private sealed record Size(int Constraints, int Wires, int Coefficients)
    {
        public static Size Of(ConstraintSystem system) =>
            new(system.ConstraintCount, system.WireCount, system.A.EntryCount + system.B.EntryCount + system.C.EntryCount);
    }
}
