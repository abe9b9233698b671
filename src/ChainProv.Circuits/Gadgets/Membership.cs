namespace ChainProv.Circuits.Gadgets;

/// <summary>Membership in a few slots, by the product of the differences.</summary>
public static class Membership
{
    /// <summary>The element is one of the slots, or zero, which stands for an empty slot. As many constraints as slots.</summary>
    public static void AssertEmptyOrMember(this ICircuitBuilder circuit, string name, Wire element, ReadOnlySpan<Wire> slots)
    {
        ArgumentOutOfRangeException.ThrowIfZero(slots.Length, nameof(slots));
        using CircuitScope scope = circuit.Scope(name);
        Wire product = element;
        for (int i = 0; i < slots.Length - 1; i++)
        {
            using CircuitScope slot = circuit.Scope("slot", i);
            product = circuit.Multiply("difference", product, element - slots[i]);
        }

        circuit.Constrain("member", product, element - slots[^1], Wire.Zero);
    }
}
