namespace ChainProv.Circuits.Gadgets;

/// <summary>Integers whose ranges are looked up: a few constraints a value instead of one a bit, once there are enough of them.</summary>
public static class CommittedIntegers
{
    /// <summary>a is below 2^bits, by lookups of limbs. The circuit then uses the challenge, and a is committed to.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Not 1 to 254 bits.</exception>
    public static UnsignedInteger AssertRangeByLookup(this ICircuitBuilder circuit, Wire a, int bits)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(bits, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(bits, UnsignedInteger.MaxBits);
        circuit.Shared(() => new RangeChecks(circuit)).Add(a, bits);
        return UnsignedInteger.Promise(a, bits);
    }
}
