using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using ChainProv.Circuits;
using ChainProv.Provenance.Statements;

namespace ChainProv.Provenance.Certificates;

/// <summary>A circuit that certificates are proved with, by its name; compiled when its constraints are first asked for.</summary>
public sealed class StatementCircuit
{
    private readonly Lazy<ConstraintSystem> _system;

    private StatementCircuit(string name, int slots, Func<ConstraintSystem> compile)
    {
        (Name, Slots) = (name, slots);
        _system = new(compile);
    }

    /// <summary>Of responses.</summary>
    public static StatementCircuit Response { get; } = new("response", 0, () => ConstraintSystem.Compile(new ResponseCircuit()));

    /// <summary>Of releases, by ascending slots.</summary>
    public static ImmutableArray<StatementCircuit> Releases { get; } =
        [.. ReleaseFormat.SlotCounts.ToArray().Select(slots => new StatementCircuit($"release-{slots}", slots, () => ConstraintSystem.Compile(new ReleaseCircuit(slots))))];

    /// <summary>All there are.</summary>
    public static ImmutableArray<StatementCircuit> All { get; } = [.. Releases, Response];

    /// <summary>"response", "release-1", "release-4" or "release-16".</summary>
    public string Name { get; }

    /// <summary>What a verifier contract calls the circuit: a release's slots, or 0 for responses.</summary>
    public int Slots { get; }

    public ConstraintSystem System => _system.Value;

    public CircuitDigest Digest => System.Digest;

    /// <exception cref="ArgumentOutOfRangeException">There is no release circuit of that many slots: there are 1, 4 and 16.</exception>
    public static StatementCircuit Release(int slots) =>
        Releases.FirstOrDefault(circuit => circuit.Slots == slots) ?? throw new ArgumentOutOfRangeException(nameof(slots), slots, "A release circuit has 1, 4 or 16 slots.");

    /// <returns>False for a name that no circuit has.</returns>
    public static bool TryFind(string name, [NotNullWhen(true)] out StatementCircuit? circuit) => (circuit = All.FirstOrDefault(known => known.Name == name)) is not null;

    public override string ToString() => Name;
}
