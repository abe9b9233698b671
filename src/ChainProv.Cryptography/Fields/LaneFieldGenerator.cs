using System.Numerics;
using System.Text;

namespace ChainProv.Cryptography.Fields;

/// <summary>
/// Writes <c>FpLanes.g.cs</c> and <c>FrLanes.g.cs</c>: eight elements of a prime field side by side, one per 64-bit lane of a 512-bit vector.
/// </summary>
/// <remarks>
/// Compiled into the tests alone, as <see cref="PrimeFieldGenerator"/> is.
/// <para>
/// <b>Numbers.</b> An element is Σ lᵢ·2^(wi) over n limbs that are signed and may exceed w bits, so that sums and differences are those of the
/// limbs. It stands for itself divided by R = 2^(wn) modulo p (Montgomery form).
/// </para>
/// <para>
/// <b>Columns.</b> A column of the product, S = Σ aᵢ·bⱼ, has about 106 bits. It is summed twice: with fused multiply-adds to a double h that
/// begins at 1.5·2^(u+52), whose last place is therefore worth 2^u as long as |S| ≤ 2^(u+51); and modulo 2^64 in an integer l. Each of the at
/// most 2n multiply-adds is off by half a place, so S − 2^u·H, where H = bits(h) − bits(1.5·2^(u+52)), has a magnitude of at most n·2^u plus a
/// carry: less than 2^63, and thus known from l − 2^u·H modulo 2^64. So S >> w is ((l − 2^u·H) >> w) + H·2^(u−w), exactly.
/// </para>
/// <para>
/// <b>Reduction.</b> Let k = −1/p modulo 2^w. All rows but the last add q·kp for the low limb q, and kp = 2^w·m − 1: q vanishes from its column, and
/// q·m is added from the next one on, so nothing is multiplied on the way to q. The last row adds q·p for q = k·(low limb), as usual. What is
/// added is below (2^(w(n−1))·2^w + 2^w·2^(w(n−1)))·p = 2R·p, so the result lies between ab/R and ab/R + 2p.
/// The same for r rows from the i-th on, at once, with k = −1/p modulo 2^(wr): what they add is below 2^(w(i+2r))·p, as little as one row does if
/// i + 2r &lt; n.
/// </para>
/// </remarks>
internal sealed partial class LaneFieldGenerator
{
    /// <summary>Of a sum of products.</summary>
    private const int MostTerms = 6;

    /// <summary>The rows of a sum's reduction before the last one, those together of which nothing is multiplied in between.</summary>
    private static readonly int[] BlocksOfSum = [3, 2, 1, 1];

    private readonly string _field, _bounds;
    private readonly bool _karatsuba;
    private readonly BigInteger _p, _k;
    private readonly int _n, _w, _u, _words, _top;
    private readonly HashSet<int> _columns = [];
    private readonly StringBuilder _text = new();

    /// <summary>The last column that was summed in memory before the reduction, if any, and the first of those to which a middle part belongs.</summary>
    private int _begun = -1, _middle;

    private LaneFieldGenerator(string field, BigInteger modulus, int limbs, int width, int unit, string bounds, bool karatsuba)
    {
        (_field, _p, _n, _w, _u, _bounds, _karatsuba) = (field, modulus, limbs, width, unit, bounds, karatsuba);
        _k = NegativeInverse(1);
        _words = (int)((modulus.GetBitLength() + 63) / 64);
        _top = (int)modulus.GetBitLength() - (width * (limbs - 1));
    }

    /// <summary>
    /// 8 limbs of 50 bits, u = 57. A column of Σ (x + y)(x' + y') is at most 4·4·15·2^100, below 2^(u+51) = 256·2^100; one in the middle, which is made of four sums, at most
    /// 8·15·2^100 + 8·2^100 and a carry. Of the at most 4·24 + 8 multiply-adds that go into that, each is off by at most 2^(u−1): 52·2^u are below 2^63.
    /// </summary>
    public static LaneFieldGenerator Fp { get; } = new("Fp", PrimeFieldParameters<Bls12381.BaseFieldModulus>.Modulus, 8, 50, 57, """
        Multiplication wants limbs of magnitude at most 2^52, at most 15·2^100 for a limb of one factor times one of the other, and |a·b| ≤ 2^12·p².
        """, karatsuba: true);

    /// <summary>5 limbs of 52 bits, u = 59: 5·(2^53 + 2^8)² + 5·2^104 and a carry are below 2^(u+51) = 2^110; a limb above 2^53 is off by one as a double, which is 2^53 of 2^59.</summary>
    public static LaneFieldGenerator Fr { get; } = new("Fr", PrimeFieldParameters<Bls12381.ScalarFieldModulus>.Modulus, 5, 52, 59, """
        Multiplication wants limbs of magnitude at most 2^53 + 2^8, and |a·b| ≤ 16·r².
        """, karatsuba: false);

    /// <summary>The numbers of rows for which there is a multiple of p.</summary>
    private IEnumerable<int> Multiples => !_karatsuba ? [1] : BlocksOfSum.Distinct().Order();

    private string Type => $"{_field}Lanes";

    public string FileName => $"{Type}.g.cs";

    public string Generate()
    {
        Header();
        Constants();
        Additions();
        if (_karatsuba) ByKaratsuba(many: false);
        else Product("Multiply", square: false);
        Product("Square", square: true);
        if (_karatsuba) ByKaratsuba(many: true);
        Reductions();
        Conversions();
        return _text.ToString();
    }

    private void Header() => Write($$"""
        // Written by LaneFieldGenerator.cs; change that, not this.
        #nullable enable

        using System.Diagnostics.CodeAnalysis;
        using System.Runtime.CompilerServices;
        using System.Runtime.Intrinsics;
        using System.Runtime.Intrinsics.X86;
        using Integers = System.Runtime.Intrinsics.Vector512<long>;
        using Reals = System.Runtime.Intrinsics.Vector512<double>;

        namespace ChainProv.Cryptography.Fields;

        /// <summary>Eight elements of {{_field}} side by side, lazily reduced: {{_n}} signed limbs of nominally {{_w}} bits, Montgomery form with R = 2^{{_n * _w}}.</summary>
        /// <remarks>
        /// {{_bounds}}
        /// Its result has full limbs in [0, 2^{{_w}}), a signed top limb, and a value between {{LowestProduct}} and {{HighestProduct}}.
        /// </remarks>
        internal unsafe partial struct {{Type}} : IPrimeLanes<{{Type}}, {{_field}}>
        {
            public static int LimbCount => {{_n}};

            public static int LimbBits => {{_w}};

            private Integers {{Each(i => $"_{i}", ", ")}};

        """);

    private string LowestProduct => _field == "Fp" ? "−p/64" : "−r/2";

    private string HighestProduct => _field == "Fp" ? "2p + p/64" : "5r/2";

    /// <summary>In memory and not in the code: as literals they would all be hoisted into registers, and spilt.</summary>
    private void Constants() => Write($$"""
            private struct ConstantTable
            {
                public Integers Mask, Bias, NegativeInverse, {{Each(i => $"P{i}, M{i}", ", ")}}{{string.Concat(Multiples.Skip(1).Select(rows => ", " + Each(i => $"{MultipleName(rows)}{i}", ", ")))}};
                public Reals {{Each(i => $"RealP{i}, RealM{i}", ", ")}}{{string.Concat(Multiples.Skip(1).Select(rows => ", " + Each(i => $"Real{MultipleName(rows)}{i}", ", ")))}};
                public {{Type}} One, LoadFactor, StoreFactor;
            }

            private static readonly ConstantTable* Table = CreateTable();

            private static ConstantTable* CreateTable()
            {
                ConstantTable* table = Lanes.Allocate<ConstantTable>(1);
                table->Mask = Vector512.Create({{Hex((BigInteger.One << _w) - 1)}});
                table->Bias = Vector512.Create({{new BigInteger(3) << (_u + 51)}}d).AsInt64();
                table->NegativeInverse = Vector512.Create({{Hex(_k)}});
        {{Each(i => Pair("P", i, Limb(_p, i)))}}
        {{string.Join('\n', Multiples.Select(rows => Each(i => Pair(MultipleName(rows), i, Limb(Multiple(rows), i)))))}}
        {{Each(i => $"        table->One._{i} = Vector512.Create({Hex(Limb(Power(_n * _w), i))});")}}
        {{Each(i => $"        table->LoadFactor._{i} = Vector512.Create({Hex(Limb(Power((2 * _n * _w) - (64 * _words)), i))});")}}
        {{Each(i => $"        table->StoreFactor._{i} = Vector512.Create({Hex(Limb(Power(64 * _words), i))});")}}
                return table;
            }

        """);

    private static string Pair(string name, int i, BigInteger limb) => $"""
                table->{name}{i} = Vector512.Create({Hex(limb)});
                table->Real{name}{i} = Vector512.Create({limb}d);
        """;

    private void Additions() => Write($$"""
            public static ref readonly {{Type}} One => ref Table->One;

        {{Limbwise("Copy", "in {0} a", "a._{0}")}}
        {{Limbwise("Add", "in {0} a, in {0} b", "a._{0} + b._{0}")}}
        {{Limbwise("Subtract", "in {0} a, in {0} b", "a._{0} - b._{0}")}}
        {{Limbwise("Double", "in {0} a", "a._{0} + a._{0}")}}
        {{Limbwise("Negate", "in {0} a", "-a._{0}")}}
        {{Limbwise("NegateWhere", "Integers mask, in {0} a", "(a._{0} ^ mask) - mask")}}
        {{Limbwise("Rotate", "in {0} a, [ConstantExpected] byte lanes", "Avx512F.AlignRight64(a._{0}, a._{0}, lanes)")}}
        {{Limbwise("Select", "Integers mask, in {0} a, in {0} b", "(a._{0} & mask) | Vector512.AndNot(b._{0}, mask)")}}
        """);

    private string Limbwise(string name, string parameters, string limb) => $$"""
            [MethodImpl(MethodImplOptions.AggressiveInlining)]
            public static void {{name}}({{string.Format(null, parameters, Type)}}, out {{Type}} result)
            {
        {{Each(i => $"        result._{i} = {string.Format(null, limb, i)};")}}
            }

        """;

    private void Reductions() => Write($$"""
            /// <remarks>The quotient is that by 2^{{_p.GetBitLength()}}, which is between p and 5p/4, and so lies in [−5, 4]: off by a quarter of itself at most.</remarks>
            [MethodImpl(MethodImplOptions.AggressiveInlining)]
            public static void Contract(in {{Type}} a, out {{Type}} result)
            {
                ConstantTable* table = Table;
                Integers mask = table->Mask, quotient = a._{{_n - 1}} >> {{_top}};
        {{Each(i => $"        Integers l{i} = a._{i} - (quotient * table->P{i});")}}
        {{Each(i => $"        result._{i} = {(i == _n - 1 ? $"l{i}" : $"(l{i} & mask)")}{(i == 0 ? "" : $" + (l{i - 1} >> {_w})")};")}}
            }

            /// <remarks>A multiple t·p shows t in its lowest limb: almost always that is no small number, and nothing remains to be done.</remarks>
            [MethodImpl(MethodImplOptions.AggressiveInlining)]
            public static uint ZeroLanes(in {{Type}} a)
            {
                Integers small = ((a._0 * Table->NegativeInverse) + Vector512.Create(16L)) & Table->Mask;
                uint candidates = (uint)Vector512.LessThan(small, Vector512.Create(33L)).ExtractMostSignificantBits();
                return candidates == 0 ? 0 : candidates & ZeroLanes(a, small - Vector512.Create(16L));
            }

            private static uint ZeroLanes(in {{Type}} a, Integers multiple)
            {
                ConstantTable* table = Table;
                Integers limb = a._0 + (multiple * table->P0), rest = limb & table->Mask;
        {{Each(i => i == 0 ? "" : $"""
                limb = a._{i} + (multiple * table->P{i}) + (limb >> {_w});
                rest |= limb{(i == _n - 1 ? "" : " & table->Mask")};
        """)}}
                return (uint)Vector512.Equals(rest, Integers.Zero).ExtractMostSignificantBits();
            }

            public static void Reduce(in {{Type}} a, out {{Type}} result)
            {
                Multiply(a, Table->One, out result);
                Settle(ref result);
            }

            /// <summary>From a value between −p and 3p to that in [0, p). Only a carried one shows its sign in the top limb.</summary>
            private static void Settle(ref {{Type}} a)
            {
                AddMultiple(a, Integers.Zero, out a);
                Integers negative = a._{{_n - 1}} >> 63;
                AddMultiple(a, -negative, out a);
                for (int i = 0; i < 2; i++)
                {
                    AddMultiple(a, -Integers.One, out {{Type}} less);
                    Select(less._{{_n - 1}} >> 63, a, less, out a);
                }
            }

            /// <summary>a + factor·p, fully carried.</summary>
            private static void AddMultiple(in {{Type}} a, Integers factor, out {{Type}} result)
            {
                ConstantTable* table = Table;
                Integers limb = a._0 + (factor * table->P0);
        {{Each(i => i == 0 ? "" : $"""
                result._{i - 1} = limb & table->Mask;
                limb = a._{i} + (factor * table->P{i}) + (limb >> {_w});
        """)}}
                result._{{_n - 1}} = limb;
            }

        """);

    private void Conversions() => Write($$"""
            public static void Load(ReadOnlySpan<{{_field}}> elements, out {{Type}} result)
            {
                Unpack(elements, out result);
                Multiply(result, Table->LoadFactor, out result);
            }

            public static void Store(in {{Type}} a, Span<{{_field}}> elements)
            {
                Multiply(a, Table->StoreFactor, out {{Type}} result);
                Pack(result, elements);
            }

            public static void Unpack(ReadOnlySpan<{{_field}}> elements, out {{Type}} result)
            {
                Lanes.LoadWords(elements, out Lanes.Block words);
        {{Each(i => $"        result._{i} = {Unpack(i)};")}}
            }

            public static void Pack(in {{Type}} a, Span<{{_field}}> elements)
            {
                {{Type}} result = a;
                Settle(ref result);
                Unsafe.SkipInit(out Lanes.Block words);
        {{Each(i => i < _words ? $"        words._{i} = {Pack(i)};" : "")}}
        {{string.Join('\n', Enumerable.Range(_words, 8 - _words).Select(i => $"        words._{i} = Integers.Zero;"))}}
                Lanes.StoreWords(words, elements);
            }

            public static void Broadcast(ReadOnlySpan<long> limbs, out {{Type}} result)
            {
        {{Each(i => $"        result._{_n - 1 - i} = Vector512.Create(limbs[{_n - 1 - i}]);")}}
            }
        }
        """);

    /// <summary>Limb i from the 64-bit words.</summary>
    private string Unpack(int i)
    {
        int word = _w * i / 64, shift = _w * i % 64;
        string low = shift == 0 ? $"words._{word}" : $"(words._{word} >>> {shift})";
        string all = shift + _w > 64 && word + 1 < _words ? $"({low} | (words._{word + 1} << {64 - shift}))" : low;
        return $"{all} & Table->Mask";
    }

    /// <summary>Word i from the limbs, which are reduced.</summary>
    private string Pack(int i)
    {
        IEnumerable<string> parts = Enumerable.Range(0, _n).Select(j => (Limb: j, Shift: (_w * j) - (64 * i)))
            .Where(part => part.Shift < 64 && part.Shift + _w > 0)
            .Select(part => part.Shift < 0 ? $"(result._{part.Limb} >> {-part.Shift})" : part.Shift == 0 ? $"result._{part.Limb}" : $"(result._{part.Limb} << {part.Shift})");
        return string.Join(" | ", parts);
    }

    /// <summary>−1/p modulo 2^(w·rows).</summary>
    private BigInteger NegativeInverse(int rows)
    {
        BigInteger radix = BigInteger.One << (_w * rows);
        return radix - BigInteger.ModPow(_p % radix, (radix / 2) - 1, radix);
    }

    /// <summary>m of kp = 2^(w·rows)·m − 1.</summary>
    private BigInteger Multiple(int rows) => ((NegativeInverse(rows) * _p) + 1) >> (_w * rows);

    private static string MultipleName(int rows) => rows == 1 ? "M" : $"M{rows}x";

    private BigInteger Power(int exponent) => BigInteger.ModPow(2, exponent, _p);

    private BigInteger Limb(BigInteger value, int i) => (value >> (_w * i)) & ((BigInteger.One << _w) - 1);

    private static string Hex(BigInteger value) => $"0x{(long)value:x}L";

    private void Line(string text, int indent = 2) => _text.Append(text.Length == 0 ? "" : new string(' ', 4 * indent)).Append(text).Append('\n');

    private void Write(string text) => _text.Append(text).Append('\n');

    /// <summary>A piece of text for every limb, lowest first; empty pieces leave no separator behind.</summary>
    private string Each(Func<int, string> piece, string separator = "\n") =>
        string.Join(separator, Enumerable.Range(0, _n).Select(piece).Where(text => text.Length > 0));
}
