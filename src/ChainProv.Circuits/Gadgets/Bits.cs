namespace ChainProv.Circuits.Gadgets;

/// <summary>Boolean wires.</summary>
public static class Bits
{
    /// <summary>A hidden bit. One constraint.</summary>
    public static Bit HintBit(this ICircuitBuilder circuit, string name, Func<bool> value)
    {
        Wire bit = circuit.Hint(name, () => value() ? Fr.One : Fr.Zero);
        return circuit.AssertBoolean(name, bit);
    }

    /// <summary>A hidden bit that the statement gives. One constraint.</summary>
    public static Bit PrivateBit(this ICircuitBuilder circuit, string name, bool value) => circuit.HintBit(name, () => value);

    /// <summary>a is 0 or 1. One constraint.</summary>
    public static Bit AssertBoolean(this ICircuitBuilder circuit, string name, Wire a)
    {
        circuit.Constrain(name, a, a - Wire.One, Wire.Zero);
        return Bit.Promise(a);
    }

    /// <summary>Both. One constraint.</summary>
    public static Bit And(this ICircuitBuilder circuit, string name, Bit a, Bit b) => Bit.Promise(circuit.Multiply(name, a, b));

    /// <summary>At least one. One constraint.</summary>
    public static Bit Or(this ICircuitBuilder circuit, string name, Bit a, Bit b) => !circuit.And(name, !a, !b);

    /// <summary>Exactly one. One constraint.</summary>
    public static Bit Xor(this ICircuitBuilder circuit, string name, Bit a, Bit b)
    {
        Wire xor = circuit.Hint(name, () => a.Wire.Value == b.Wire.Value ? Fr.Zero : Fr.One);
        circuit.Constrain(name, a.Wire * Fr.From(2), b, a.Wire + b - xor);
        return Bit.Promise(xor);
    }

    /// <summary>Bits that are first 1 and then 0, never 1 again: which of a fixed number of slots are used. One constraint each, and one
    /// between neighbours.</summary>
    public static Bit[] PrivateUsedSlots(this ICircuitBuilder circuit, string name, ReadOnlySpan<bool> used)
    {
        using CircuitScope scope = circuit.Scope(name);
        Bit[] bits = new Bit[used.Length];
        for (int i = 0; i < bits.Length; i++)
        {
            using CircuitScope slot = circuit.Scope("slot", i);
            bits[i] = circuit.PrivateBit("used", used[i]);
            if (i == 0) circuit.AssertEqual("first-is-used", bits[i], Wire.One);
            else circuit.Constrain("not-after-unused", bits[i], Wire.One - bits[i - 1], Wire.Zero);
        }

        return bits;
    }
}
