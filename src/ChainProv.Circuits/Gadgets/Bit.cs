namespace ChainProv.Circuits.Gadgets;

/// <summary>A wire that constraints hold to 0 or 1.</summary>
public readonly record struct Bit
{
    private Bit(Wire wire) => Wire = wire;

    public Wire Wire { get; }

    public static Bit False => default;

    public static Bit True { get; } = new(Wire.One);

    /// <summary>The negation; free.</summary>
    public static Bit operator !(Bit bit) => new(Wire.One - bit.Wire);

    public static Bit LogicalNot(Bit bit) => !bit;

    public static implicit operator Wire(Bit bit) => bit.Wire;

    public Wire ToWire() => Wire;

    /// <summary>For gadgets whose own constraints leave the wire no other values.</summary>
    internal static Bit Promise(Wire wire) => new(wire);
}
