using System.Numerics;
using ChainProv.Cryptography.Fields;

namespace ChainProv.Cryptography.Hashing;

/// <summary>Writes <c>FifthPower.g.cs</c>: Poseidon2's S-box, nine tenths of a permutation.</summary>
/// <remarks>
/// Numbers, columns and the reduction of rows 0 to 3 are those of <see cref="LaneFieldGenerator"/>; what is different:
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
/// For that the bias of column c has zᶜ·2^64 added, besides what its own excess makes necessary. Small zᶜ were found by lattice
/// reduction (LLL, then the nearest plane); here they are checked.
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
internal sealed class FifthPowerGenerator : TwoStreams
{
    public const string FileName = "FifthPower.g.cs";

    private const int Unit = 59, Columns = (2 * Limbs) - 1;

    /// <summary>The exponent of every h: 2^(Unit + 52), in the bits of a double.</summary>
    private const long Exponent = 1023L + 52 + Unit << 52;

    /// <summary>zᶜ by column.</summary>
    private static readonly long[] Offsets = [95074085, 254801674, -136202405, -202669815, -236341434, -80305244, 9344251, 19007880, -877001];

    private static readonly BigInteger R = PrimeFieldParameters<Bls12381.ScalarFieldModulus>.Modulus;

    /// <summary>(k·r + 1)/2^52 for k = −1/r modulo 2^52.</summary>
    private static readonly BigInteger M = (((Radix - BigInteger.ModPow(R % Radix, (Radix / 2) - 1, Radix)) * R) + 1) / Radix;

    /// <summary>The sums that were begun.</summary>
    private readonly HashSet<string> _started = [];

    /// <summary>What is too much in the column after one: bits(bias)·2^7 modulo 2^64, of the bias without an offset.</summary>
    private static BigInteger Excess => (BigInteger)(Exponent + (1L << 51)) << (Unit - Width) & ulong.MaxValue;

    public static string Generate() => new FifthPowerGenerator().Kernel();

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

    private string Kernel()
    {
        CheckOffsets();
        Write($$"""
            // Written by FifthPowerGenerator.cs; change that, not this.
            #nullable enable

            using System.Runtime.CompilerServices;
            using System.Runtime.Intrinsics;
            using ChainProv.Cryptography.Fields;
            using Integers = System.Runtime.Intrinsics.Vector512<long>;
            using Reals = System.Runtime.Intrinsics.Vector512<double>;

            namespace ChainProv.Cryptography.Hashing;

            /// <summary>x⁵ of sixteen elements of Fr: the S-box of Poseidon2.</summary>
            internal static unsafe class FifthPower
            {
                private struct ConstantTable
                {
                    public Integers Mask, Select, Excess, {{Each(0, 4, i => $"M{i}, Difference{i}", ", ")}}, M4, {{Each(1, 4, i => $"R{i}", ", ")}};
                    public Reals {{Each(0, 5, i => $"RealM{i}", ", ")}}, {{Each(1, 4, i => $"NegativeR{i}", ", ")}}, {{Each(0, Columns, i => $"Bias{i}", ", ")}};
                }

                private static readonly ConstantTable* Table = CreateTable();

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
            {{Each(0, Columns, i => $"        table->Bias{i} = Vector512.Create({Hex(Bias(i))}).AsDouble();")}}
                    return table;
                }

                /// <summary>Raises both to the fifth power.</summary>
                /// <param name="pair">
                /// Limbs of magnitude at most 2^53 + 2^8, values at most 16r/5. The results have full limbs in [0, 2^52), a signed top limb, and values between
                /// −6r/5 and 6r/5.
                /// </param>
                public static void Apply(FrLanes* pair) => Apply((Integers*)pair, (Integers*)(pair + 1), Table);

                /// <remarks>The table is a parameter: as the constant that it is, its every entry would have its address loaded first.</remarks>
                [MethodImpl(MethodImplOptions.AggressiveOptimization), SkipLocalsInit]
                private static void Apply(Integers* xA, Integers* xB, ConstantTable* table)
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
        EndProduct();
        Square("square#", "squareReals#");
        Result("fourth#", "fourthReals#");
        EndProduct();
        Multiply("fourth#", "fourthReals#", "x#", "xReals#");
        Result("x#", null);
        EndProduct();
        Write("    }\n}");
        return Text();
    }

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
                Add($"Integers bothA{first}# = a{first}# + a{first + 1}#;");
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
        Add($"Integers bothQ{row}# = q{row}# + q{row + 1}#;");
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
        Add($"integer# = both{integers.ToUpperInvariant()}{row}# * {integer(j + 1)};");
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

    private void EndProduct()
    {
        Interleave();
        _started.Clear();
    }

    private static string Constant(string name, BigInteger value) => $"        table->{name} = Vector512.Create({Hex(value)});";

    private static string Real(string name, BigInteger value) => $"        table->{name} = Vector512.Create({value}d);";
}
