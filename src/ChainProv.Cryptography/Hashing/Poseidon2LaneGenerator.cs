using System.Numerics;
using System.Text;
using ChainProv.Cryptography.Fields;

namespace ChainProv.Cryptography.Hashing;

/// <summary>Writes <c>Poseidon2Kernels.g.cs</c>: on two times eight elements of Fr, Poseidon2's S-box, nine tenths of a permutation, and its internal layer.</summary>
/// <remarks>
/// Compiled into the tests alone. Numbers, columns and the reduction of rows 0 to 3 are those of <see cref="LaneFieldGenerator"/>; what is different:
/// <para>
/// <b>Two streams.</b> Whatever is done to the first eight is done to the second, a few statements later. A product is a chain of columns, each waiting for
/// the one before; two of them keep the processor busy.
/// </para>
/// <para>
/// <b>Two rows at once.</b> Of rows i and i + 1, columns c and c + 1 get x·gᵢ₊₁ + y·gᵢ and y·gᵢ₊₁ + z·gᵢ, for the factors g of the rows and three neighbours
/// x, y, z of what they are multiplied by. Three integer products do for the four: with m = y·(gᵢ + gᵢ₊₁) these are m + (x − y)·gᵢ₊₁ and m − (y − z)·gᵢ
/// (Winograd's F(2, 2)). It holds modulo 2^64, where the differences are taken, too.
/// </para>
/// <para>
/// <b>Carries.</b> ⌊S/2^52⌋ is known modulo 2^12 from the integer sum l, as l >>> 52, and to within 2^11 from the double h, as H·2^7: so it is what
/// H·2^7 + 2^11 − (l >>> 52) becomes when its low 12 bits are those of l >>> 52.
/// </para>
/// <para>
/// <b>Offsets.</b> bits(h)·2^7, which is at hand, is H·2^7 + bits(bias)·2^7. Nothing takes the second off: column c + 1 begins with an excess of
/// bits(bias)·2^7 modulo 2^64. The biases are chosen so that the excesses of all columns add up to a multiple of r, and this is all that becomes of them.
/// For that the bias of column c has zᶜ·2^64 added, besides what its own excess makes necessary. Small zᶜ were found by lattice reduction;
/// here they are checked.
/// </para>
/// <para>
/// <b>Last row.</b> r = 1 − 2^32 + 2^52·(…), so q = l·(1 + 2^32) modulo 2^52 is what r must be taken off times, and no product is needed for it, nor for
/// q·(1 − 2^32): with v = l·2^32 modulo 2^52, column 4 becomes l + v − q, a multiple of 2^52, and ⌊q/2^20⌋ moves on to column 5.
/// </para>
/// <para>
/// <b>Bounds.</b> For limbs within 2^53 + 2^8 a column is at most 5·2^106 + 5·2^104 and a carry, below 2^110, to which h is exact to 2^59. Ten additions are
/// off by 2^58 each, a limb's conversion by 1, and the excess leaves 2^58: together less than 2^62, of 2^63. A product lies within r and an offset
/// of ab/R, the offset below r/2^12. As r/R &lt; 1/35, for |x| ≤ 16r/5 these are |x²|, |x⁴| &lt; 13r/10 and |x⁵| &lt; 6r/5.
/// </para>
/// </remarks>
internal sealed class Poseidon2LaneGenerator
{
    public const string FileName = "Poseidon2Kernels.g.cs";

    private const int Limbs = 5, Width = 52, Unit = 59, Columns = (2 * Limbs) - 1;

    /// <summary>Vectors of an element, of both streams.</summary>
    private const int Pair = 2 * Limbs;

    /// <summary>Statements of one stream before it is the other's turn: a few, so that both lie in what the processor sees at a time.</summary>
    private const int Turn = 12;

    /// <summary>The exponent of every h: 2^(Unit + 52), in the bits of a double.</summary>
    private const long Exponent = 1023L + 52 + Unit << 52;

    /// <summary>zᶜ by column.</summary>
    private static readonly long[] Offsets = [95074085, 254801674, -136202405, -202669815, -236341434, -80305244, 9344251, 19007880, -877001];

    /// <summary>By the low three bits of k, between −4 and 3: how many r are nearest to (k + 1/2)·2^256, which is (k + 1/2) · 2.209r.</summary>
    private static readonly int[] Nearest = [1, 3, 6, 8, -8, -6, -3, -1];

    private static readonly BigInteger R = PrimeFieldParameters<Bls12381.ScalarFieldModulus>.Modulus, Radix = BigInteger.One << Width;

    /// <summary>(k·r + 1)/2^52 for k = −1/r modulo 2^52.</summary>
    private static readonly BigInteger M = (((Radix - BigInteger.ModPow(R % Radix, (Radix / 2) - 1, Radix)) * R) + 1) / Radix;

    private readonly HashSet<string> _started = [];
    private readonly List<string> _statements = [];
    private readonly StringBuilder _text = new();

    /// <summary>What is too much in the column after one: bits(bias)·2^7 modulo 2^64, of the bias without an offset.</summary>
    private static BigInteger Excess => (BigInteger)(Exponent + (1L << 51)) << (Unit - Width) & ulong.MaxValue;

    public static string Generate() => new Poseidon2LaneGenerator().Text();

    private static BigInteger Limb(BigInteger value, int i) => (value >> (Width * i)) & (Radix - 1);

    /// <summary>Limb i of r, i ≥ 1, of which limb 0 is 1 − 2^32.</summary>
    private static BigInteger ModulusLimb(int i) => Limb(R - 1 + (BigInteger.One << 32), i);

    /// <summary>3·2^(Unit + 51), and in units: the column's offset; what makes up for its excess, to half a unit; and the 2^11 of its carry.</summary>
    private static long Bias(int column)
    {
        long units = (32 * Offsets[column]) + (column == 0 ? 0 : (long)(Excess >> Unit)) + (1L << (Width + 11 - Unit));
        return Exponent + (1L << 51) + units;
    }

    private static void CheckOffsets()
    {
        BigInteger sum = 0;
        for (int column = 0; column < Columns; column++) sum += ((BigInteger)Offsets[column] << 64) + (column == 0 ? 0 : Excess) << (Width * column);
        if (!(sum % R).IsZero || BigInteger.Abs(sum) >= R << (Width * Limbs) - 12) throw new InvalidOperationException("The offsets are no small multiple of r.");
    }

    private string Text()
    {
        CheckOffsets();
        _text.Append($$"""
            // Written by Poseidon2LaneGenerator.cs; change that, not this.
            #nullable enable

            using System.Runtime.CompilerServices;
            using System.Runtime.Intrinsics;
            using System.Runtime.Intrinsics.X86;
            using ChainProv.Cryptography.Fields;
            using Integers = System.Runtime.Intrinsics.Vector512<long>;
            using Reals = System.Runtime.Intrinsics.Vector512<double>;

            namespace ChainProv.Cryptography.Hashing;

            /// <summary>S-box and internal layer of sixteen permutations.</summary>
            internal static unsafe class Poseidon2Kernels
            {
                private struct ConstantTable
                {
                    public Integers Mask, Select, Excess, {{Each(0, 4, i => $"M{i}, Difference{i}", ", ")}}, M4, {{Each(1, 4, i => $"R{i}", ", ")}}, {{Each(0, 5, i => $"Multiple{i}", ", ")}};
                    public Reals {{Each(0, 5, i => $"RealM{i}", ", ")}}, {{Each(1, 4, i => $"NegativeR{i}", ", ")}}, {{Each(0, Columns, i => $"Bias{i}", ", ")}};
                }

                private static readonly ConstantTable* Table = CreateTable();

                /// <summary>Raises both to the fifth power.</summary>
                /// <param name="pair">
                /// Limbs of magnitude at most 2^53 + 2^8, values at most 16r/5. The results have full limbs in [0, 2^52), a signed top limb, and values between
                /// −6r/5 and 6r/5.
                /// </param>
                public static void FifthPower(FrLanes* pair) => FifthPower((Integers*)pair, (Integers*)(pair + 1), Table);

                /// <summary>The layer of a full round, and the constants of the next: with σ the sum of the elements, σ + sᵢ + cᵢ.</summary>
                /// <param name="state">Pairs: values of magnitude at most 7r/4, limbs as a product's. What becomes of them is within 8r/5, and 2^52 + 2^6 in its limbs.</param>
                /// <param name="constants">Reduced, one for every element.</param>
                /// <param name="width">2 or 3 elements.</param>
                public static void MixExternal(FrLanes* state, FrLanes* constants, int width)
                {
                    if (width == 2) MixExternal2((Integers*)state, (Integers*)(state + 1), (Integers*)constants, Table);
                    else MixExternal3((Integers*)state, (Integers*)(state + 1), (Integers*)constants, Table);
                }

                /// <summary>The layer of a partial round: with σ the sum of the elements and the constant, σ + s₀, σ + s₁ (if there are three), σ + 2s.</summary>
                /// <param name="state">Pairs. Element 0 is a fifth power, the others are within 8r/5, and 2^57 in their limbs.</param>
                /// <param name="constant">Reduced.</param>
                /// <param name="width">2 or 3 elements.</param>
                public static void MixInternal(FrLanes* state, FrLanes* constant, int width)
                {
                    if (width == 2) MixInternal2((Integers*)state, (Integers*)(state + 1), (Integers*)constant, Table);
                    else MixInternal3((Integers*)state, (Integers*)(state + 1), (Integers*)constant, Table);
                }

                private static ConstantTable* CreateTable()
                {
                    ConstantTable* table = Lanes.Allocate<ConstantTable>(1);
                    table->Mask = Vector512.Create({{Hex(Radix - 1)}});
                    table->Select = Vector512.Create(-4096L);
                    table->Excess = Vector512.Create({{Hex(Excess)}});
            {{Each(0, 5, i => Constant($"M{i}", Limb(M, i)))}}
            {{Each(0, 5, i => Real($"RealM{i}", Limb(M, i)))}}
            {{Each(0, 4, i => Constant($"Difference{i}", Limb(M, i) - Limb(M, i + 1)))}}
            {{Each(1, 4, i => Constant($"R{i}", ModulusLimb(i)))}}
            {{Each(1, 4, i => Real($"NegativeR{i}", -ModulusLimb(i)))}}
            {{Each(0, 5, i => $"        table->Multiple{i} = Vector512.Create({Multiple(i)});")}}
            {{Each(0, Columns, i => $"        table->Bias{i} = Vector512.Create({Hex(Bias(i))}).AsDouble();")}}
                    return table;
                }

                /// <remarks>The table is a parameter: as the constant that it is, its every entry would have its address loaded first.</remarks>
                [MethodImpl(MethodImplOptions.AggressiveOptimization), SkipLocalsInit]
                private static void FifthPower(Integers* xA, Integers* xB, ConstantTable* table)
                {
                    Integers mask = table->Mask, select = table->Select, integerA, integerB, placesA, placesB, highA, highB;
                    Reals realA, realB;
                    byte* memory = stackalloc byte[64 * {{(2 * 29) + 1}}];
                    Integers* work = (Integers*)(((nuint)memory + 63) & ~(nuint)63);
                    Integers* squareA = work, squareB = work + 5, fourthA = work + 10, fourthB = work + 15, differencesA = work + 20, differencesB = work + 24;
                    Reals* xRealsA = (Reals*)work + 28, xRealsB = xRealsA + 5, squareRealsA = xRealsA + 10, squareRealsB = xRealsA + 15;
                    Reals* fourthRealsA = xRealsA + 20, fourthRealsB = xRealsA + 25;

            """);
        for (int i = 0; i < Limbs; i++) Add($"xReals#[{i}] = Vector512.ConvertToDouble(x#[{i}]);");
        Square("x#", "xReals#");
        Result("square#", "squareReals#");
        Interleave();
        Square("square#", "squareReals#");
        Result("fourth#", "fourthReals#");
        Interleave();
        Multiply("fourth#", "fourthReals#", "x#", "xReals#");
        Result("x#", null);
        Interleave();
        _text.Append("    }\n");
        for (int width = 2; width <= 3; width++)
        {
            MixExternal(width);
            MixInternal(width);
        }

        return _text.Append("}\n").ToString();
    }

    private void MixExternal(int width)
    {
        Layer("MixExternal", width);
        for (int i = 0; i < Limbs; i++)
            Add($"Integers sum{i}# = {string.Join(" + ", Enumerable.Range(0, width).Select(element => $"x#[{(Pair * element) + i}]"))};");
        for (int element = 0; element < width; element++)
        {
            string name = $"e{element}_";
            for (int i = 0; i < Limbs; i++) Add($"Integers {name}{i}# = x#[{(Pair * element) + i}] + constants[{(Limbs * element) + i}] + sum{i}#;");
            Subtract(name);
            for (int i = 0; i < Limbs; i++) Add($"x#[{(Pair * element) + i}] = {Carried(name, i)};");
        }

        EndLayer();
    }

    private void MixInternal(int width)
    {
        Layer("MixInternal", width);
        int last = (width - 1) * Pair;
        for (int i = 0; i < Limbs; i++)
            Add($"Integers sum{i}# = x#[{i}] + constants[{i}] + x#[{last + i}]{(width == 3 ? $" + x#[{Pair + i}]" : "")};");
        Subtract("sum");
        for (int i = 0; i < Limbs; i++)
        {
            Add($"Integers carried{i}# = {Carried("sum", i)};");
            Add($"x#[{i}] += carried{i}#;");
        }

        if (width == 3) Finish("middle", Pair, i => $"x#[{Pair + i}] + carried{i}#");
        Finish("last", last, i => $"x#[{last + i}] + x#[{last + i}] + carried{i}#");
        EndLayer();

        void Finish(string name, int place, Func<int, string> limb)
        {
            for (int i = 0; i < Limbs; i++) Add($"Integers {name}{i}# = {limb(i)};");
            Subtract(name);
            for (int i = 0; i < Limbs; i++) Add($"x#[{place + i}] = {name}{i}#;");
        }
    }

    private void Layer(string name, int width) => _text.Append($$"""

            [MethodImpl(MethodImplOptions.AggressiveOptimization)]
            private static void {{name}}{{width}}(Integers* xA, Integers* xB, Integers* constants, ConstantTable* table)
            {
                Integers mask = table->Mask;

        """);

    private void EndLayer()
    {
        Interleave();
        _text.Append("    }\n");
    }

    /// <summary>Of the values k·2^256 to (k + 1)·2^256, takes so many r that less than 8r/5 remains, in limbs that are not carried.</summary>
    private void Subtract(string value)
    {
        Add($"Integers {value}Multiple# = {value}4# >> {256 - (Width * (Limbs - 1))};");
        for (int i = 0; i < Limbs; i++) Add($"{value}{i}# -= Avx512F.PermuteVar8x64(table->Multiple{i}, {value}Multiple#);");
    }

    private static string Carried(string value, int i) =>
        (i < Limbs - 1 ? $"({value}{i}# & mask)" : $"{value}{i}#") + (i == 0 ? "" : $" + ({value}{i - 1}# >> {Width})");

    private static string Multiple(int i) => string.Join(", ", Nearest.Select(multiple => Hex(Math.Sign(multiple) * Limb(Math.Abs(multiple) * R, i))));

    private void Square(string a, string reals)
    {
        for (int first = 0; first < Limbs; first += 2)
        {
            int[] rows = [.. Enumerable.Range(first, Math.Min(2, Limbs - first))];
            foreach (int i in rows)
            {
                Add($"Integers a{i}# = {a}[{i}];");
                Add($"Reals r{i}# = {reals}[{i}];");
                Products(2 * i, ($"r{i}#", $"r{i}#"), ($"a{i}#", $"a{i}#"));
                if (i == Limbs - 1) continue;
                Add($"a{i}# += a{i}#;");
                Add($"r{i}# += r{i}#;");
            }

            for (int j = first + 1; j < Limbs; j++)
            {
                Add($"integer# = {a}[{j}];");
                Add($"real# = {reals}[{j}];");
                foreach (int i in rows.Where(i => i < j)) Products(i + j, ($"r{i}#", "real#"), ($"a{i}#", "integer#"));
            }

            Reduce(first);
        }
    }

    private void Multiply(string a, string aReals, string b, string bReals)
    {
        for (int j = 0; j < Limbs - 1; j++) Add($"differences#[{j}] = {b}[{j}] - {b}[{j + 1}];");
        for (int first = 0; first < Limbs; first += 2)
        {
            for (int i = first; i < Math.Min(first + 2, Limbs); i++)
            {
                Add($"Integers a{i}# = {a}[{i}];");
                Add($"Reals r{i}# = {aReals}[{i}];");
            }

            if (first == Limbs - 1)
            {
                for (int j = 0; j < Limbs; j++) Products(first + j, ($"r{first}#", $"{bReals}[{j}]"), ($"a{first}#", $"{b}[{j}]"));
            }
            else
            {
                Products(first, ($"r{first}#", $"{bReals}[0]"), ($"a{first}#", $"{b}[0]"));
                Add($"Integers both{first}# = a{first}# + a{first + 1}#;");
                for (int j = 0; j < 4; j += 2) FourProducts(first + 1 + j, first, "r", "a", j, j => $"{bReals}[{j}]", j => $"{b}[{j}]", j => $"differences#[{j}]");
                Products(first + 5, ($"r{first + 1}#", $"{bReals}[4]"), ($"a{first + 1}#", $"{b}[4]"));
            }

            Reduce(first);
        }
    }

    /// <summary>Makes nothing of the low limbs of two columns, or of the last one.</summary>
    private void Reduce(int row)
    {
        if (row == Limbs - 1)
        {
            Add($"l{row}# += (l{row}# << 32) & mask;");
            Quotient(row);
            Carry(row);
            Add($"l{row + 1}# += q{row}# >> 20;");
            for (int j = 1; j < Limbs; j++)
            {
                Real(row + j, $"s{row}#", $"table->NegativeR{j}");
                Integer(row + j, $"q{row}# * table->R{j}", '-');
            }

            return;
        }

        Quotient(row);
        Products(row + 1, ($"s{row}#", "table->RealM0"), ($"q{row}#", "table->M0"));
        Carry(row);
        Quotient(row + 1);
        Add($"Integers sum{row}# = q{row}# + q{row + 1}#;");
        for (int j = 0; j < 4; j += 2)
        {
            FourProducts(row + 2 + j, row, "s", "q", j, j => $"table->RealM{j}", j => $"table->M{j}", j => $"table->Difference{j}");
            if (j == 0) Carry(row + 1);
        }

        Products(row + 6, ($"s{row + 1}#", "table->RealM4"), ($"q{row + 1}#", "table->M4"));
    }

    private void Quotient(int row)
    {
        Add($"Integers q{row}# = l{row}# & mask;");
        Add($"Reals s{row}# = Vector512.ConvertToDouble(q{row}#);");
    }

    /// <summary>Of two rows, what limbs j to j + 2 of the other factor add to two columns.</summary>
    private void FourProducts(int column, int row, string reals, string integers, int j, Func<int, string> real, Func<int, string> integer, Func<int, string> difference)
    {
        Add($"integer# = {(integers == "q" ? "sum" : "both")}{row}# * {integer(j + 1)};");
        Integer(column, "integer#");
        Integer(column + 1, "integer#");
        Integer(column, $"{integers}{row + 1}# * {difference(j)}");
        Integer(column + 1, $"{integers}{row}# * {difference(j + 1)}", '-');
        Real(column, $"{reals}{row + 1}#", real(j));
        Add($"real# = {real(j + 1)};");
        Real(column, $"{reals}{row}#", "real#");
        Real(column + 1, $"{reals}{row + 1}#", "real#");
        Real(column + 1, $"{reals}{row}#", real(j + 2));
    }

    private void Products(int column, (string X, string Y) reals, (string X, string Y) integers)
    {
        Real(column, reals.X, reals.Y);
        Integer(column, $"{integers.X} * {integers.Y}");
    }

    private void Real(int column, string x, string y)
    {
        string sum = $"h{column}#";
        bool first = _started.Add(sum);
        Add($"{(first ? "Reals " : "")}{sum} = Vector512.FusedMultiplyAdd({x}, {y}, {(first ? $"table->Bias{column}" : sum)});");
    }

    private void Integer(int column, string term, char sign = '+')
    {
        string sum = $"l{column}#";
        Add(_started.Add(sum) ? $"Integers {sum} = {term};" : $"{sum} {sign}= {term};");
    }

    private void Carry(int column)
    {
        Add($"places# = h{column}#.AsInt64();");
        Add($"high# = l{column}# >>> {Width};");
        Integer(column + 1, $"Vector512.ConditionalSelect(select, (places# << {Unit - Width}) - high#, high#)");
    }

    private void Result(string integers, string? reals)
    {
        for (int i = 0; i < Limbs; i++)
        {
            string limb = i < Limbs - 1 ? $"l{Limbs + i}# & mask" : $"l{Limbs + i}# - table->Excess";
            if (reals is null) Add($"{integers}[{i}] = {limb};");
            else
            {
                Add($"integer# = {limb};");
                Add($"{integers}[{i}] = integer#;");
                Add($"{reals}[{i}] = Vector512.ConvertToDouble(integer#);");
            }

            if (i < Limbs - 1) Carry(Limbs + i);
        }
    }

    /// <summary>Writes what was added, for both streams.</summary>
    private void Interleave()
    {
        _text.Append("        {\n");
        foreach (string[] turn in _statements.Chunk(Turn))
            foreach (string stream in new[] { "A", "B" })
                foreach (string statement in turn) _text.Append("            ").Append(statement.Replace("#", stream, StringComparison.Ordinal)).Append('\n');
        _text.Append("        }\n");
        _statements.Clear();
        _started.Clear();
    }

    private void Add(string statement) => _statements.Add(statement);

    private static string Constant(string name, BigInteger value) => $"        table->{name} = Vector512.Create({Hex(value)});";

    private static string Real(string name, BigInteger value) => $"        table->{name} = Vector512.Create({value}d);";

    private static string Hex(BigInteger value) => value.Sign < 0 ? $"-0x{-value:x}L" : $"0x{(ulong)value:x}L";

    private static string Each(int first, int count, Func<int, string> piece, string separator = "\n") =>
        string.Join(separator, Enumerable.Range(first, count).Select(piece));
}
