using System.Numerics;

namespace ChainProv.Circuits.Gadgets;

/// <summary>Order, as integers. Both sides are below 2ⁿ, so b − a is below 2ⁿ or wraps to more than r − 2ⁿ, never in between.</summary>
public static class Comparisons
{
    /// <summary>One bit stays free above the operands for the sign.</summary>
    private const int MaxBits = UnsignedInteger.MaxBits - 1;

    /// <summary>a ≤ b. n + 1 constraints, n the larger bit length.</summary>
    /// <exception cref="ArgumentOutOfRangeException">An operand has more than 253 bits.</exception>
    public static void AssertLessOrEqual(this ICircuitBuilder circuit, string name, UnsignedInteger a, UnsignedInteger b) =>
        circuit.AssertRange(name, b.Wire - a, CommonBits(a, b));

    /// <summary>a &lt; b. n + 1 constraints, n the larger bit length.</summary>
    /// <exception cref="ArgumentOutOfRangeException">An operand has more than 253 bits.</exception>
    public static void AssertLess(this ICircuitBuilder circuit, string name, UnsignedInteger a, UnsignedInteger b) =>
        circuit.AssertRange(name, b.Wire - a - Wire.One, CommonBits(a, b));

    /// <summary>Whether a &lt; b. n + 2 constraints, n the larger bit length.</summary>
    /// <exception cref="ArgumentOutOfRangeException">An operand has more than 253 bits.</exception>
    public static Bit IsLess(this ICircuitBuilder circuit, string name, UnsignedInteger a, UnsignedInteger b)
    {
        int bits = CommonBits(a, b);
        Wire shifted = Wire.Constant(Fr.Reduce(BigInteger.One << bits)) + a - b;
        return !circuit.ToBits(name, shifted, bits + 1)[bits];
    }

    private static int CommonBits(UnsignedInteger a, UnsignedInteger b)
    {
        int bits = Math.Max(a.Bits, b.Bits);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(bits, MaxBits);
        return bits;
    }
}
