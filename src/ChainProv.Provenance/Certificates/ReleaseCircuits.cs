using System.Collections.Concurrent;
using ChainProv.Circuits;
using ChainProv.Provenance.Statements;

namespace ChainProv.Provenance.Certificates;

/// <summary>The compiled release circuits, one for each number of slots, compiled when first asked for.</summary>
public static class ReleaseCircuits
{
    private static readonly ConcurrentDictionary<int, Lazy<ConstraintSystem>> Compiled = new();

    /// <exception cref="ArgumentOutOfRangeException">There is no circuit of that many slots: there are 1, 4 and 16.</exception>
    public static ConstraintSystem Of(int slots) =>
        Compiled.GetOrAdd(slots, count => new Lazy<ConstraintSystem>(() => ConstraintSystem.Compile(new ReleaseCircuit(count)))).Value;
}
