using System.Text;

namespace ChainProv.Cryptography.Fields;

/// <summary>Writes <c>PrimeField256.g.cs</c> and <c>PrimeField384.g.cs</c>: one type for each number of limbs, all loops unrolled.</summary>
/// <remarks>Compiled into the tests alone. They fail where a file differs from this, and write it anew where CHAINPROV_REGENERATE is set.</remarks>
internal sealed class PrimeFieldGenerator(int limbs)
{
    private readonly StringBuilder _text = new();

    private int Bits => 64 * limbs;

    private int Bytes => 8 * limbs;

    private string Type => $"PrimeField{Bits}<TModulus>";

    public static string FileName(int limbs) => $"PrimeField{64 * limbs}.g.cs";

    public string Generate()
    {
        Header();
        Constants();
        Addition();
        Multiplication();
        Comparison();
        Conversions();
        Reduction();
        return _text.ToString();
    }

    private void Header() => Write($$"""
        // Written by PrimeFieldGenerator.cs; change that, not this.
        #nullable enable

        using System.Numerics;
        using System.Runtime.CompilerServices;

        namespace ChainProv.Cryptography.Fields;

        /// <summary>An element of the integers modulo a prime below 2^{{Bits - 1}}, as {{limbs}} limbs in Montgomery form (R = 2^{{Bits}}), always fully reduced.</summary>
        /// <remarks>Arithmetic has no data-dependent branches, except in <see cref="Inverse"/> and <see cref="TrySquareRoot"/>.</remarks>
        public readonly struct {{Type}} : IPrimeField<{{Type}}> where TModulus : struct, IModulus{{Bits}}
        {
            private const int Limbs = {{limbs}};

            private readonly ulong {{Each(i => $"_{i}", ", ")}};

            [MethodImpl(MethodImplOptions.AggressiveInlining)]
            private PrimeField{{Bits}}({{Each(i => $"ulong l{i}", ", ")}})
            {
        {{Each(i => $"        _{i} = l{i};")}}
            }

        """);

    private void Constants() => Write($$"""
            private static readonly {{Type}} MontgomeryOne = FromMontgomery(PrimeFieldParameters<TModulus>.MontgomeryForm(1, Limbs));
            private static readonly {{Type}} MontgomeryR = FromMontgomery(PrimeFieldParameters<TModulus>.MontgomeryForm(PrimeFieldParameters<TModulus>.R(Limbs), Limbs));
            private static readonly {{Type}} Root = From(PrimeFieldParameters<TModulus>.TwoAdicRoot);

            public static {{Type}} Zero => default;

            public static {{Type}} One => MontgomeryOne;

            public static BigInteger Modulus => PrimeFieldParameters<TModulus>.Modulus;

            public static BigInteger Characteristic => PrimeFieldParameters<TModulus>.Modulus;

            public static int Degree => 1;

            public static int ByteLength => {{Bytes}};

            public static int TwoAdicity => PrimeFieldParameters<TModulus>.TwoAdicity;

            public static {{Type}} TwoAdicRoot => Root;

            public static {{Type}} Generator => From(TModulus.Generator);

            public bool IsZero => ({{Each(i => $"_{i}", " | ")}}) == 0;

            public bool IsReduced => IsBelowModulus([{{Each(i => $"_{i}", ", ")}}]);

            public bool IsOdd => (FromMontgomeryForm()._0 & 1) == 1;

            public bool IsLexicographicallyLargest => !IsZero && PrimeFieldParameters<TModulus>.IsAboveHalf(ToBigInteger());

        """);

    private void Addition() => Write($$"""
            [MethodImpl(MethodImplOptions.AggressiveInlining)]
            public static {{Type}} operator +({{Type}} a, {{Type}} b)
            {
                ulong carry = 0;
        {{Each(i => $"        ulong s{i} = Limb.Add(a._{i}, b._{i}, ref carry);")}}
                return ReduceOnce({{Each(i => $"s{i}", ", ")}});
            }

            [MethodImpl(MethodImplOptions.AggressiveInlining)]
            public static {{Type}} operator -({{Type}} a, {{Type}} b)
            {
                ulong borrow = 0;
        {{Each(i => $"        ulong d{i} = Limb.Subtract(a._{i}, b._{i}, ref borrow);")}}
                ulong mask = 0 - borrow, carry = 0;
        {{Each(i => $"        d{i} = Limb.Add(d{i}, TModulus.P{i} & mask, ref carry);")}}
                return new({{Each(i => $"d{i}", ", ")}});
            }

            public static {{Type}} operator -({{Type}} a) => default({{Type}}) - a;

        """);

    private void Multiplication() => Write($$"""
            /// <summary>Montgomery product, operand scanning without the extra carry word (the prime's top bit is clear: eprint 2022/1400, section 2).</summary>
            /// <remarks>Optimised at its first call, as are the other inner loops: a proof is often all that a process does, and should not begin in code that is not.</remarks>
            [MethodImpl(MethodImplOptions.AggressiveOptimization)]
            public static {{Type}} operator *({{Type}} a, {{Type}} b)
            {
                ulong {{Each(i => $"t{i} = 0", ", ")}}, high, carry, m;

        {{Each(MultiplicationRow)}}
                return ReduceOnce({{Each(i => $"t{i}", ", ")}});
            }

        """);

    /// <summary>t = (t + a·bᵢ + m·p) / 2⁶⁴, with m such that the division is exact.</summary>
    private string MultiplicationRow(int i) => $"""
                high = 0;
                t0 = Limb.MultiplyAdd(a._0, b._{i}, t0, ref high);
                m = t0 * TModulus.NegativeInverse;
                carry = 0;
                Limb.MultiplyAdd(m, TModulus.P0, t0, ref carry);
        {Each(j => j == 0 ? "" : $"""
                t{j} = Limb.MultiplyAdd(a._{j}, b._{i}, t{j}, ref high);
                t{j - 1} = Limb.MultiplyAdd(m, TModulus.P{j}, t{j}, ref carry);
        """)}
                t{limbs - 1} = high + carry;

        """;

    private void Comparison() => Write($$"""
            public static bool operator ==({{Type}} a, {{Type}} b) =>
                ({{Each(i => $"(a._{i} ^ b._{i})", " | ")}}) == 0;

            public static bool operator !=({{Type}} a, {{Type}} b) => !(a == b);

            [MethodImpl(MethodImplOptions.AggressiveInlining)]
            public {{Type}} Double() => this + this;

            [MethodImpl(MethodImplOptions.AggressiveInlining)]
            public {{Type}} Square() => this * this;

            public {{Type}} Inverse()
            {
                if (IsZero) throw new DivideByZeroException("Zero has no inverse.");
                Span<ulong> limbs = [{{Each(i => $"_{i}", ", ")}}];
                ModularInverse.Invert(limbs, [{{Each(i => $"TModulus.P{i}", ", ")}}], TModulus.NegativeInverse);

                // The limbs were x·R; they are now 1/(x·R), and R/x is that times R².
                return FromMontgomery(limbs) * (MontgomeryR * MontgomeryR);
            }

            public {{Type}} Frobenius(int power) => this;

            public bool TrySquareRoot(out {{Type}} root) => PrimeFieldAlgorithms.TrySquareRoot(this, out root);

        """);

    private void Conversions() => Write($$"""
            public static {{Type}} From(ulong value) => new {{Type}}(value{{Each(i => i == 0 ? "" : ", 0", "")}}) * MontgomeryR;

            public static {{Type}} From(BigInteger value)
            {
                Span<byte> bytes = stackalloc byte[{{Bytes}}];
                return PrimeFieldAlgorithms.TryWrite(value, bytes) && TryRead(bytes, out {{Type}} element)
                    ? element
                    : throw new ArgumentOutOfRangeException(nameof(value), "The integer is not in [0, p).");
            }

            public static {{Type}} Reduce(BigInteger value)
            {
                BigInteger remainder = BigInteger.Remainder(value, Modulus);
                return From(remainder.Sign < 0 ? remainder + Modulus : remainder);
            }

            public static bool TryRead(ReadOnlySpan<byte> bigEndian, out {{Type}} value)
            {
                value = default;
                if (bigEndian.Length != {{Bytes}}) return false;
                Span<ulong> limbs = stackalloc ulong[Limbs];
                Limb.ReadBigEndian(bigEndian, limbs);
                if (!IsBelowModulus(limbs)) return false;
                value = FromMontgomery(limbs) * MontgomeryR;
                return true;
            }

            public void Write(Span<byte> bigEndian)
            {
                Span<ulong> limbs = stackalloc ulong[Limbs];
                WriteLimbs(limbs);
                Limb.WriteBigEndian(limbs, bigEndian);
            }

            public void WriteLimbs(Span<ulong> limbs)
            {
                {{Type}} canonical = FromMontgomeryForm();
        {{Each(i => $"        limbs[{limbs - 1 - i}] = canonical._{limbs - 1 - i};")}}
            }

            public BigInteger ToBigInteger()
            {
                Span<byte> bytes = stackalloc byte[{{Bytes}}];
                Write(bytes);
                return new BigInteger(bytes, isUnsigned: true, isBigEndian: true);
            }

            public static {{Type}} Random() => PrimeFieldAlgorithms.Random<{{Type}}>();

            public bool Equals({{Type}} other) => this == other;

            public override bool Equals(object? obj) => obj is {{Type}} other && this == other;

            public override int GetHashCode() => HashCode.Combine({{Each(i => $"_{i}", ", ")}});

            /// <summary>The canonical value as 0x and lower-case hexadecimal, {{Bytes}} bytes.</summary>
            public override string ToString()
            {
                Span<byte> bytes = stackalloc byte[{{Bytes}}];
                Write(bytes);
                return "0x" + Convert.ToHexStringLower(bytes);
            }

            private {{Type}} FromMontgomeryForm() => this * new {{Type}}(1{{Each(i => i == 0 ? "" : ", 0", "")}});

            private static {{Type}} FromMontgomery(ReadOnlySpan<ulong> l) => new({{Each(i => $"l[{i}]", ", ")}});

        """);

    private void Reduction() => Write($$"""
            private static bool IsBelowModulus(ReadOnlySpan<ulong> limbs)
            {
                ulong borrow = 0;
        {{Each(i => $"        Limb.Subtract(limbs[{i}], TModulus.P{i}, ref borrow);")}}
                return borrow == 1;
            }

            /// <summary>Subtracts p once if the value is not below it. Input below 2p.</summary>
            [MethodImpl(MethodImplOptions.AggressiveInlining)]
            private static {{Type}} ReduceOnce({{Each(i => $"ulong l{i}", ", ")}})
            {
                ulong borrow = 0;
        {{Each(i => $"        ulong d{i} = Limb.Subtract(l{i}, TModulus.P{i}, ref borrow);")}}
                ulong mask = 0 - borrow;
                return new(
        {{Each(i => $"            d{i} ^ ((d{i} ^ l{i}) & mask)", ",\n")}});
            }
        }
        """);

    private void Write(string text) => _text.Append(text).Append('\n');

    /// <summary>A piece of text for every limb, lowest first; empty pieces leave no separator behind.</summary>
    private string Each(Func<int, string> piece, string separator = "\n") =>
        string.Join(separator, Enumerable.Range(0, limbs).Select(piece).Where(text => text.Length > 0));
}
