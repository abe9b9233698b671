namespace ChainProv.Cryptography.Fields;

/// <summary>The parameters of a prime field: a second curve is a second set of these.</summary>
public interface IModulus
{
    /// <summary>The prime, in hexadecimal.</summary>
    static abstract string Hex { get; }

    /// <summary>A small generator of the multiplicative group.</summary>
    static abstract ulong Generator { get; }

    /// <summary>
    /// The least quadratic non-residue; the roots of unity are its powers (so are those of circom's tools, whose keys we read and write).
    /// </summary>
    static abstract ulong NonResidue { get; }
}

/// <summary>A prime of at most 255 bits as four limbs, lowest first.</summary>
public interface IModulus256 : IModulus
{
    static abstract ulong P0 { get; }
    static abstract ulong P1 { get; }
    static abstract ulong P2 { get; }
    static abstract ulong P3 { get; }

    /// <summary>−p⁻¹ modulo 2⁶⁴.</summary>
    static abstract ulong NegativeInverse { get; }
}

/// <summary>A prime of at most 383 bits as six limbs, lowest first.</summary>
public interface IModulus384 : IModulus
{
    static abstract ulong P0 { get; }
    static abstract ulong P1 { get; }
    static abstract ulong P2 { get; }
    static abstract ulong P3 { get; }
    static abstract ulong P4 { get; }
    static abstract ulong P5 { get; }

    /// <summary>−p⁻¹ modulo 2⁶⁴.</summary>
    static abstract ulong NegativeInverse { get; }
}
