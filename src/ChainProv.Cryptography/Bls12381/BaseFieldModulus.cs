using ChainProv.Cryptography.Fields;

namespace ChainProv.Cryptography.Bls12381;

/// <summary>p, the base field of BLS12-381: (z − 1)²(z⁴ − z² + 1)/3 + z for z = −0xd201000000010000.</summary>
public readonly struct BaseFieldModulus : IModulus384
{
    public static string Hex => "1a0111ea397fe69a4b1ba7b6434bacd764774b84f38512bf6730d2a0f6b0f6241eabfffeb153ffffb9feffffffffaaab";

    public static ulong Generator => 2;

    public static ulong NonResidue => 2;

    public static ulong P0 => 0xb9feffffffffaaab;
    public static ulong P1 => 0x1eabfffeb153ffff;
    public static ulong P2 => 0x6730d2a0f6b0f624;
    public static ulong P3 => 0x64774b84f38512bf;
    public static ulong P4 => 0x4b1ba7b6434bacd7;
    public static ulong P5 => 0x1a0111ea397fe69a;

    public static ulong NegativeInverse => 0x89f3fffcfffcfffd;
}
