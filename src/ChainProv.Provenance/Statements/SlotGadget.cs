using ChainProv.Circuits;

namespace ChainProv.Provenance.Statements;

/// <summary>Hidden inputs in a fixed number of slots.</summary>
internal static class SlotGadget
{
    /// <exception cref="ArgumentException">There are not as many values as slots.</exception>
    public static Wire[] PrivateSlots(this ICircuitBuilder circuit, string name, ReadOnlySpan<Fr> values, int slots)
    {
        if (values.Length != slots)
            throw new ArgumentException($"There are {values.Length} values of {name} for {slots} slots.", nameof(values));
        Wire[] wires = new Wire[slots];
        for (int i = 0; i < slots; i++) wires[i] = circuit.Private($"{name}[{i}]", values[i]);
        return wires;
    }
}
