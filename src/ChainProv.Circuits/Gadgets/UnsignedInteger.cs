namespace ChainProv.Circuits.Gadgets;

/// <summary>A wire that constraints hold to [0, 2^Bits): comparison and division take nothing else, so that a range check cannot be
/// forgotten.</summary>
public readonly record struct UnsignedInteger
{
    /// <summary>2²⁵⁴ is below r, so that as many bits have one meaning.</summary>
    public const int MaxBits = 254;

    private UnsignedInteger(Wire wire, int bits)
    {
        Wire = wire;
        Bits = bits;
    }

    public Wire Wire { get; }

    public int Bits { get; }

    public static implicit operator Wire(UnsignedInteger integer) => integer.Wire;

    public Wire ToWire() => Wire;

    /// <summary>For gadgets whose own constraints bound the wire.</summary>
    internal static UnsignedInteger Promise(Wire wire, int bits) => new(wire, bits);
}
