using ChainProv.Cryptography.Fields;

namespace ChainProv.Cryptography.Bls12381;

/// <summary>r, the order of BLS12-381's groups: z⁴ − z² + 1 for z = −0xd201000000010000.</summary>
public readonly struct ScalarFieldModulus : IModulus256
{
    public static string Hex => "73eda753299d7d483339d80809a1d80553bda402fffe5bfeffffffff00000001";

    public static ulong Generator => 7;

    public static ulong NonResidue => 5;

    public static ulong P0 => 0xffffffff00000001;
    public static ulong P1 => 0x53bda402fffe5bfe;
    public static ulong P2 => 0x3339d80809a1d805;
    public static ulong P3 => 0x73eda753299d7d48;

    public static ulong NegativeInverse => 0xfffffffeffffffff;
}
