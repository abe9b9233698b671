using System.Globalization;
using System.Numerics;
using System.Text;

namespace ChainProv.Gpu.Fields;

/// <summary>Writes <c>KernelFp.g.cs</c> and <c>KernelFr.g.cs</c>: the arithmetic of a prime field for kernels, all loops unrolled, because ILGPU unrolls none.</summary>
/// <remarks>Compiled into the tests alone. They fail where a file differs from this, and write it anew where CHAINPROV_REGENERATE is set.</remarks>
internal sealed class KernelFieldGenerator(string name, string description, int limbs, BigInteger modulus)
{
    private readonly StringBuilder _text = new();

    /// <summary>The base field, for the curves.</summary>
    public static KernelFieldGenerator Fp { get; } = new("KernelFp", "The base field of BLS12-381", 6, Cryptography.Fields.PrimeField384<Cryptography.Bls12381.BaseFieldModulus>.Modulus);

    /// <summary>The scalar field, for scalars, transforms and hashes.</summary>
    public static KernelFieldGenerator Fr { get; } = new("KernelFr", "The scalar field of BLS12-381", 4, Cryptography.Fields.PrimeField256<Cryptography.Bls12381.ScalarFieldModulus>.Modulus);

    public string FileName => $"{name}.g.cs";

    private int Words => 2 * limbs;

    public string Generate()
    {
        Header();
        Intrinsics();
        PortableAddition();
        PortableMultiplication();
        return _text.ToString();
    }

    private void Header() => Write($$"""
        // Written by KernelFieldGenerator.cs; change that, not this.
        #nullable enable

        using System.Runtime.CompilerServices;
        using ILGPU.IR.Intrinsics;

        namespace ChainProv.Gpu.Fields;

        /// <summary>{{description}} in kernels: {{limbs}} words in Montgomery form (R = 2^{{64 * limbs}}), always fully reduced.</summary>
        internal struct {{name}} : IKernelField<{{name}}>
        {
            public const int Limbs = {{limbs}};
        {{Each(limbs, i => $"    public const ulong P{i} = {Hex(Limb(modulus, i))};")}}

            /// <summary>−p⁻¹ modulo 2³².</summary>
            public const uint NegativeInverse = {{Hex32(NegativeInverse())}};

            public ulong {{Each(limbs, i => $"L{i}", ", ")}};

            public static {{name}} One => new() { {{Each(limbs, i => $"L{i} = {Hex(Limb((BigInteger.One << (64 * limbs)) % modulus, i))}", ", ")}} };

            public readonly bool IsZero => ({{Each(limbs, i => $"L{i}", " | ")}}) == 0;

        """);

    private void Intrinsics() => Write($$"""
            public static {{name}} operator +({{name}} a, {{name}} b) => Add(a, b);

            public static {{name}} operator -({{name}} a, {{name}} b) => Subtract(a, b);

            public static {{name}} operator *({{name}} a, {{name}} b) => Multiply(a, b);

            public static {{name}} Square({{name}} a) => Multiply(a, a);

            /// <summary>On CUDA a chain of carries: see <see cref="FieldIntrinsics"/>.</summary>
            [IntrinsicImplementation]
            public static {{name}} Add({{name}} a, {{name}} b) => AddPortably(a, b);

            /// <inheritdoc cref="Add"/>
            [IntrinsicImplementation]
            public static {{name}} Subtract({{name}} a, {{name}} b) => SubtractPortably(a, b);

            /// <inheritdoc cref="Add"/>
            [IntrinsicImplementation]
            public static {{name}} Multiply({{name}} a, {{name}} b) => MultiplyPortably(a, b);

        """);

    private void PortableAddition() => Write($$"""
            public static {{name}} AddPortably({{name}} a, {{name}} b)
            {
                ulong carry = 0;
        {{Each(limbs, i => $"""
                    ulong s{i} = a.L{i} + b.L{i} + carry;
                    carry = ((a.L{i} & b.L{i}) | ((a.L{i} | b.L{i}) & ~s{i})) >> 63;
            """)}}
                return ReduceOnce({{Each(limbs, i => $"s{i}", ", ")}});
            }

            public static {{name}} SubtractPortably({{name}} a, {{name}} b)
            {
                ulong borrow = 0, carry = 0, difference;
        {{Each(limbs, i => $"""
                    ulong d{i} = a.L{i} - b.L{i} - borrow;
                    borrow = ((~a.L{i} & b.L{i}) | (~(a.L{i} ^ b.L{i}) & d{i})) >> 63;
            """)}}
                ulong mask = 0 - borrow;
        {{Each(limbs, i => $"""
                    difference = d{i};
                    d{i} = difference + (P{i} & mask) + carry;
                    carry = ((difference & P{i} & mask) | ((difference | (P{i} & mask)) & ~d{i})) >> 63;
            """)}}
                return new() { {{Each(limbs, i => $"L{i} = d{i}", ", ")}} };
            }

            /// <summary>Subtracts p once if the value is not below it. Input below 2p.</summary>
            private static {{name}} ReduceOnce({{Each(limbs, i => $"ulong l{i}", ", ")}})
            {
                ulong borrow = 0;
        {{Each(limbs, i => $"""
                    ulong d{i} = l{i} - P{i} - borrow;
                    borrow = ((~l{i} & P{i}) | (~(l{i} ^ P{i}) & d{i})) >> 63;
            """)}}
                ulong mask = 0 - borrow;
                return new() { {{Each(limbs, i => $"L{i} = d{i} ^ ((d{i} ^ l{i}) & mask)", ", ")}} };
            }

        """);

    /// <summary>Words of 32 bits, because their products and two carries fit into one of 64: kernels have no wider product.</summary>
    private void PortableMultiplication() => Write($$"""
            /// <summary>Montgomery product in words of 32 bits, operand scanning without the extra carry word (the prime's top bit is clear: eprint 2022/1400, section 2).</summary>
            [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
            public static {{name}} MultiplyPortably({{name}} a, {{name}} b)
            {
        {{Each(Words, i => $"        ulong a{i} = {Half("a", i)}, t{i} = 0;")}}
                ulong w, m, high, carry;

        {{Each(Words, MultiplicationRow)}}
                return ReduceOnce({{Each(limbs, i => $"t{2 * i} | (t{(2 * i) + 1} << 32)", ", ")}});
            }
        }
        """);

    /// <summary>t = (t + a·bᵢ + m·p) / 2³², with m such that the division is exact. Each w is at most (2³² − 1)² + 2(2³² − 1) = 2⁶⁴ − 1.</summary>
    private string MultiplicationRow(int i) => $"""
                ulong b{i} = {Half("b", i)};
                w = (a0 * b{i}) + t0;
                high = w >> 32;
                t0 = (uint)w;
                m = (uint)(t0 * NegativeInverse);
                carry = ((m * {Hex32(Word(0))}) + t0) >> 32;
        {Each(Words - 1, j => $"""
                w = (a{j + 1} * b{i}) + t{j + 1} + high;
                high = w >> 32;
                w = (m * {Hex32(Word(j + 1))}) + (uint)w + carry;
                carry = w >> 32;
                t{j} = (uint)w;
        """)}
                t{Words - 1} = high + carry;

        """;

    private uint NegativeInverse()
    {
        BigInteger inverse = BigInteger.ModPow(modulus, (BigInteger.One << 31) - 1, BigInteger.One << 32);
        return (uint)((BigInteger.One << 32) - inverse);
    }

    private uint Word(int i) => (uint)((modulus >> (32 * i)) & uint.MaxValue);

    private static string Half(string value, int word) => word % 2 == 0 ? $"(uint){value}.L{word / 2}" : $"{value}.L{word / 2} >> 32";

    private static ulong Limb(BigInteger value, int i) => (ulong)((value >> (64 * i)) & ulong.MaxValue);

    private static string Hex(ulong value) => string.Create(CultureInfo.InvariantCulture, $"0x{value:x16}");

    private static string Hex32(uint value) => string.Create(CultureInfo.InvariantCulture, $"0x{value:x8}");

    private void Write(string text) => _text.Append(text).Append('\n');

    private static string Each(int count, Func<int, string> piece, string separator = "\n") => string.Join(separator, Enumerable.Range(0, count).Select(piece));
}
