using System.Numerics;

namespace ChainProv.Circuits.Gadgets;

/// <summary>Ranges, bits and packing.</summary>
public static class Integers
{
    /// <summary>The bits of a, lowest first, and the proof that a is below 2^bits. bits + 1 constraints.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Not 1 to 254 bits: with more, a value would have two decompositions.</exception>
    public static Bit[] ToBits(this ICircuitBuilder circuit, string name, Wire a, int bits)
    {
        RequireMeaningful(bits);
        using CircuitScope scope = circuit.Scope(name);
        Lazy<BigInteger> value = new(() => a.Value.ToBigInteger());
        Bit[] decomposition = new Bit[bits];
        for (int i = 0; i < bits; i++)
        {
            int index = i;
            using CircuitScope position = circuit.Scope("bit", i);
            decomposition[i] = circuit.HintBit("boolean", () => !(value.Value >> index).IsEven);
        }

        circuit.AssertEqual("range", a, FromBits(decomposition));
        return decomposition;
    }

    /// <summary>a is below 2^bits. bits + 1 constraints.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Not 1 to 254 bits.</exception>
    public static UnsignedInteger AssertRange(this ICircuitBuilder circuit, string name, Wire a, int bits)
    {
        circuit.ToBits(name, a, bits);
        return UnsignedInteger.Promise(a, bits);
    }

    /// <summary>A hidden integer below 2^bits. bits + 1 constraints.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Not 1 to 254 bits.</exception>
    public static UnsignedInteger PrivateInteger(this ICircuitBuilder circuit, string name, Fr value, int bits) =>
        circuit.AssertRange(name, circuit.Private(name, value), bits);

    /// <summary>Σ 2ⁱ·bitᵢ, lowest first; free.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Not 1 to 254 bits.</exception>
    public static UnsignedInteger FromBits(params ReadOnlySpan<Bit> bits)
    {
        RequireMeaningful(bits.Length);
        Wire[] wires = new Wire[bits.Length];
        Fr[] powers = new Fr[bits.Length];
        for (int i = 0; i < bits.Length; i++)
        {
            wires[i] = bits[i];
            powers[i] = i == 0 ? Fr.One : powers[i - 1].Double();
        }

        return UnsignedInteger.Promise(Wire.InnerProduct(wires, powers), bits.Length);
    }

    /// <summary>Integers side by side in one element, the first lowest; free.</summary>
    /// <exception cref="ArgumentOutOfRangeException">They do not fit into 254 bits together.</exception>
    public static UnsignedInteger Pack(params ReadOnlySpan<UnsignedInteger> limbs)
    {
        Wire packed = Wire.Zero;
        int bits = 0;
        foreach (UnsignedInteger limb in limbs)
        {
            packed += limb.Wire * Fr.Reduce(BigInteger.One << bits);
            bits += limb.Bits;
        }

        RequireMeaningful(bits);
        return UnsignedInteger.Promise(packed, bits);
    }

    private static void RequireMeaningful(int bits)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(bits, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(bits, UnsignedInteger.MaxBits);
    }
}
