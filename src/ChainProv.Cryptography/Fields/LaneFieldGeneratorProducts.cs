using System.Numerics;

namespace ChainProv.Cryptography.Fields;

/// <content>Products and sums of products: their columns, and what reduces them.</content>
internal sealed partial class LaneFieldGenerator
{
    private void Product(string name, bool square)
    {
        _columns.Clear();
        Write($$"""
                [MethodImpl(MethodImplOptions.AggressiveOptimization), SkipLocalsInit]
                public static void {{name}}(in {{Type}} a, {{(square ? "" : $"in {Type} b, ")}}out {{Type}} result)
                {
                    ConstantTable* table = Table;
                    Integers mask = table->Mask, bias = table->Bias, integer, places;
                    Reals real;
                    byte* memory = stackalloc byte[64 * {{_n + 2}}];
                    Reals* reals = (Reals*)(((nuint)memory + 63) & ~(nuint)63);
            """);
        for (int j = 0; j < _n; j++) Line($"reals[{j}] = Vector512.ConvertToDouble({(square ? "a" : "b")}._{j});");

        // Two rows at a time: so many columns fit the registers, and what is loaded is used twice. The store in between might change, for all that
        // the compiler knows, anything that was loaded: so it loads again, as operands, and does not keep everything on the stack.
        for (int first = 0; first < _n; first += 2)
        {
            Rows([.. Enumerable.Range(first, Math.Min(2, _n - first))], square);
            if (first + 2 < _n) Line($"reals[{_n}] = s{first + 1};");
        }

        HighColumns();
    }

    /// <summary>What the reduction leaves is the result.</summary>
    private void HighColumns()
    {
        for (int column = _n; column < (2 * _n) - 1; column++)
        {
            Line($"result._{column - _n} = l{column} & mask;");
            Carry(column);
        }

        Line($"result._{_n - 1} = l{(2 * _n) - 1};");
        Line("}\n", indent: 1);
    }

    /// <summary>
    /// The columns of all terms together, reduced once; a product is a sum of one. By Karatsuba: for halves a = x + y·2^(wn/2) of the limbs, and those of b, only
    /// the columns of Σ x·x', Σ y·y' and Σ (x + y)(x' + y') are summed, and the last ones less the others lie in the middle.
    /// </summary>
    private void ByKaratsuba(bool many)
    {
        int half = _n / 2, last = (2 * _n) - 2;
        if (many) HeaderOfSum(half, last);
        else HeaderOfProduct(half, last);
        Line("");
        HalfColumns(many, "low", 0, j => many ? $"right[{j}]" : $"b._{j}", i => many ? $"left[{i}]" : $"a._{i}");
        foreach (int column in Enumerable.Range(0, _n - 1)) Line($"(integers[{column}], reals[{column}]) = (lowL{column}, lowH{column});");
        HalfColumns(many, "high", half, j => many ? $"right[{j + half}]" : $"b._{j + half}", i => many ? $"left[{i + half}]" : $"a._{i + half}");
        foreach (int column in Enumerable.Range(0, _n - 1)) Line($"(integers[{_n + column}], reals[{_n + column}]) = (highL{column}, highH{column});");
        HalfColumns(many, "both", _n, j => many ? $"sum[{j}]" : $"sums[{j}]", i => many ? $"left[{i}] + left[{i + half}]" : $"a._{i} + a._{i + half}");
        foreach (int column in Enumerable.Range(0, _n - 1))
        {
            Line($"bothL{column} -= integers[{column}] + integers[{_n + column}];");
            Line($"middle[{column}] = bothH{column}.AsInt64() - reals[{column}].AsInt64() - reals[{_n + column}].AsInt64();");
        }

        foreach (int column in Enumerable.Range(0, _n - 1))
        {
            int place = half + column;
            Line(place == _n - 1 ? $"(integers[{place}], reals[{place}]) = (bothL{column}, bias.AsDouble());" : $"integers[{place}] += bothL{column};");
        }

        _columns.Clear();
        (_begun, _middle) = (last, half);
        Begin(0);
        int first = 0;
        foreach (int rows in BlocksOfSum)
        {
            Line("");
            ReductionOfBlock(first, rows);
            first += rows;
            Line($"reals[{last + 1}] = s{first - 1};");
        }

        Line("");
        LastReduction();
        HighColumns();
        _begun = -1;
    }

    private void HeaderOfSum(int half, int last) => Write($$"""
            /// <summary>Σ aᵢ·bᵢ of so many terms, at most {{MostTerms}}.</summary>
            /// <remarks>Wants of all terms together what multiplication wants of one. The result is as a product's.</remarks>
            [MethodImpl(MethodImplOptions.AggressiveOptimization), SkipLocalsInit]
            public static void SumOfProducts({{Type}}* a, {{Type}}* b, int count, out {{Type}} result)
            {
                ConstantTable* table = Table;
                Integers mask = table->Mask, bias = table->Bias, integer, places;
                Reals real;
                byte* memory = stackalloc byte[64 * {{(2 * _n * MostTerms) + (2 * last) + _n + 3}}];
                Integers* integers = (Integers*)(((nuint)memory + 63) & ~(nuint)63), middle = integers + {{last + 1}}, sums = middle + {{_n - 1}};
                Reals* reals = (Reals*)(sums + {{half * MostTerms}}), factors = reals + {{last + 2}};
                for (int k = 0; k < count; k++)
                {
                    Integers* right = (Integers*)(b + k), sum = sums + ({{half}} * k);
                    Reals* factor = factors + ({{_n + half}} * k);
        {{Each(j => $"            factor[{j}] = Vector512.ConvertToDouble(right[{j}]);")}}
        {{Each(j => j >= half ? "" : $"""
                    sum[{j}] = right[{j}] + right[{j + half}];
                    factor[{_n + j}] = Vector512.ConvertToDouble(sum[{j}]);
        """)}}
                }
        """);

    private void HeaderOfProduct(int half, int last) => Write($$"""
            [MethodImpl(MethodImplOptions.AggressiveOptimization), SkipLocalsInit]
            public static void Multiply(in {{Type}} a, in {{Type}} b, out {{Type}} result)
            {
                ConstantTable* table = Table;
                Integers mask = table->Mask, bias = table->Bias, integer, places;
                Reals real;
                byte* memory = stackalloc byte[64 * {{(2 * _n) + (2 * last) + _n + 3}}];
                Integers* integers = (Integers*)(((nuint)memory + 63) & ~(nuint)63), middle = integers + {{last + 1}}, sums = middle + {{_n - 1}};
                Reals* reals = (Reals*)(sums + {{half}}), factor = reals + {{last + 2}};
        {{Each(j => $"        factor[{j}] = Vector512.ConvertToDouble(b._{j});")}}
        {{Each(j => j >= half ? "" : $"""
                sums[{j}] = b._{j} + b._{j + half};
                factor[{_n + j}] = Vector512.ConvertToDouble(sums[{j}]);
        """)}}
        """);

    /// <summary>The columns of the products of half as many limbs, over all terms.</summary>
    private void HalfColumns(bool many, string name, int factor, Func<int, string> right, Func<int, string> left)
    {
        int half = _n / 2;
        foreach (int column in Enumerable.Range(0, _n - 1))
        {
            Line(many ? $"Reals {name}H{column} = bias.AsDouble();" : $"Reals {name}H{column};");
            Line(many ? $"Integers {name}L{column} = Integers.Zero;" : $"Integers {name}L{column};");
        }

        if (many) Line("for (int k = 0; k < count; k++)");
        Line("{");
        if (many)
        {
            Line($"Integers* left = (Integers*)(a + k), {(name == "both" ? $"sum = sums + ({half} * k)" : "right = (Integers*)(b + k)")};", indent: 3);
            Line($"Reals* factor = factors + ({_n + half} * k);", indent: 3);
        }

        foreach (int i in Enumerable.Range(0, half))
        {
            Line($"Integers a{i} = {left(i)};", indent: 3);
            Line($"Reals r{i} = Vector512.ConvertToDouble(a{i});", indent: 3);
        }

        foreach (int j in Enumerable.Range(0, half))
        {
            Operand(right(j), $"factor[{factor + j}]", indent: 3);
            foreach (int i in Enumerable.Range(0, half))
            {
                bool begins = !many && (j == 0 || i == half - 1);
                Line($"{name}H{i + j} = Vector512.FusedMultiplyAdd(r{i}, real, {(begins ? "bias.AsDouble()" : $"{name}H{i + j}")});", indent: 3);
                Line($"{name}L{i + j} {(begins ? "=" : "+=")} a{i} * integer;", indent: 3);
            }
        }

        Line("}\n");
    }

    /// <summary>Takes the column's sums from memory, if they were begun there.</summary>
    private void Begin(int column)
    {
        if (column > _begun || !_columns.Add(column)) return;
        Line($"Reals h{column} = reals[{column}];");
        Line($"Integers l{column} = integers[{column}];");
    }

    private void Rows(int[] rows, bool square)
    {
        Line("");
        foreach (int i in rows)
        {
            Line($"Integers a{i} = a._{i};");
            Line($"Reals r{i} = {(square ? $"reals[{i}]" : $"Vector512.ConvertToDouble(a{i})")};");
        }

        for (int j = square ? rows[0] : 0; j < _n; j++)
        {
            if (!square || rows.Any(i => i < j)) Operand($"{(square ? "a" : "b")}._{j}", $"reals[{j}]");
            foreach (int i in rows)
            {
                if (!square || i > j) { if (!square) Accumulate(i + j, $"r{i}", "real", $"a{i}", "integer"); }
                else if (i == j) Accumulate(i + j, $"r{i}", $"r{i}", $"a{i}", $"a{i}");
                else Accumulate(i + j, $"(r{i} + r{i})", "real", $"(a{i} + a{i})", "integer");
            }
        }

        Reduction(rows);
    }

    /// <summary>So many rows at once, by their own multiple of p: nothing is multiplied between them, so that there is less to wait for.</summary>
    private void ReductionOfBlock(int first, int rows)
    {
        for (int i = first; i < first + rows; i++)
        {
            Quotient(i, $"l{i} & mask");
            Carry(i);
        }

        for (int j = 0; j < _n; j++)
        {
            Operand($"table->{MultipleName(rows)}{j}", $"table->Real{MultipleName(rows)}{j}");
            for (int i = first; i < first + rows; i++) Accumulate(i + rows + j, $"s{i}", "real", $"q{i}", "integer");
        }
    }

    private void LastReduction()
    {
        Quotient(_n - 1, $"(l{_n - 1} * table->NegativeInverse) & mask");
        for (int j = 0; j < _n; j++) Accumulate(_n - 1 + j, $"s{_n - 1}", $"table->RealP{j}", $"q{_n - 1}", $"table->P{j}");
        Carry(_n - 1);
    }

    private void Reduction(int[] rows)
    {
        HashSet<(int Row, int Limb)> done = [];
        foreach (int i in rows.Where(i => i < _n - 1))
        {
            Quotient(i, $"l{i} & mask");

            // What column i + 1 needs for its own low limb comes first, the rest with the other row's.
            foreach (int row in rows.Where(row => row <= i)) Multiple(row, i - row);
            Carry(i);
        }

        for (int j = 0; j < _n; j++) Multiple(null, j);
        if (rows.Contains(_n - 1)) LastReduction();

        void Multiple(int? only, int j)
        {
            int[] open = [.. rows.Where(row => row < _n - 1 && (only ?? row) == row && done.Add((row, j)))];
            if (open.Length == 0) return;
            Operand($"table->M{j}", $"table->RealM{j}");
            foreach (int row in open) Accumulate(row + 1 + j, $"s{row}", "real", $"q{row}", "integer");
        }
    }

    private void Operand(string integer, string real, int indent = 2)
    {
        Line($"integer = {integer};", indent);
        Line($"real = {real};", indent);
    }

    private void Quotient(int row, string limb)
    {
        Line($"Integers q{row} = {limb};");
        Line($"Reals s{row} = Vector512.ConvertToDouble(q{row});");
    }

    private void Accumulate(int column, string realX, string realY, string x, string y)
    {
        Begin(column);
        bool started = !_columns.Add(column);
        Line($"{(started ? "" : "Reals ")}h{column} = Vector512.FusedMultiplyAdd({realX}, {realY}, {(started ? $"h{column}" : "bias.AsDouble()")});");
        Line($"{(started ? "" : "Integers ")}l{column} {(started ? "+=" : "=")} {x} * {y};");
    }

    private void Carry(int column)
    {
        Begin(column + 1);
        bool started = !_columns.Add(column + 1), middle = _begun >= 0 && column >= _middle && column < _middle + _n - 1;

        // The biases of three sums in the middle and of the column itself add up to nothing.
        Line($"places = h{column}.AsInt64(){(middle ? $" + middle[{column - _middle}]" : "")};");
        Line($"{(started ? "" : "Integers ")}l{column + 1} {(started ? "+=" : "=")} ((l{column} - (places << {_u})) >> {_w}) + ({(middle ? "places" : "(places - bias)")} << {_u - _w});");
    }
}
