using ChainProv.Circuits.Gadgets;
using ChainProv.Circuits.Testing;
using CsCheck;
using static ChainProv.Circuits.Tests.GadgetCircuit;

namespace ChainProv.Circuits.Tests;

/// <summary>Tables and ranges by lookup, and matrix products.</summary>
public sealed class LookupTests
{
    private const string Refusal = "table/every-value-is-an-entry";

    /// <summary>Squares of 0 to 7, two columns; three rows are looked up.</summary>
    private static readonly GadgetCircuit Squares = new(6, 0, (c, x) =>
    {
        LookupTable table = new(c, "table", [.. Enumerable.Range(0, 8).Select(i => new[] { Wire.Constant((ulong)i), Wire.Constant((ulong)(i * i)) })]);
        for (int i = 0; i < 3; i++) table.AssertContains(x[2 * i], x[(2 * i) + 1]);
        return [];
    });

    /// <summary>Hidden copies of four values, looked up in a table of three hidden entries.</summary>
    private static readonly GadgetCircuit Variable = new(7, 0, (c, x) =>
    {
        Wire[] copies = [.. x.Select((wire, i) => Copy(c, $"copy-{i}", wire))];
        LookupTable table = new(c, "table", [.. copies[4..].Select(wire => new[] { wire })]);
        foreach (Wire value in copies[..4]) table.AssertContains(value);
        return [];
    });

    [Fact]
    public void Rows_of_a_table_are_accepted_and_others_refused()
    {
        CheckCircuit<Values> check = new(Squares);
        check.Accepts(Of([3, 9, 3, 9, 7, 49]));
        check.Accepts(Of([0, 0, 0, 0, 0, 0]));
        check.Refuses(Of([3, 9, 3, 10, 7, 49]), Refusal);
        check.Refuses(Of([8, 64, 3, 9, 7, 49]), Refusal);
        check.Refuses(Of([9, 3, 3, 9, 7, 49]), Refusal);
        check.PerturbEveryCell(Of([3, 9, 3, 9, 7, 49]));
        check.OverrideEveryHint(Of([3, 9, 3, 9, 7, 49]));
        check.BindsEveryPublicInput(Of([3, 9, 3, 9, 7, 49]));
    }

    [Fact]
    public void A_variable_table_holds_what_it_holds_and_nothing_else()
    {
        CheckCircuit<Values> check = new(Variable);
        check.Accepts(Of([5, 6, 7, 5, 5, 6, 7]));
        check.Accepts(Of([5, 5, 5, 5, 6, 5, 7]));
        check.Refuses(Of([5, 6, 7, 8, 5, 6, 7]), Refusal);
        check.PerturbEveryCell(Of([5, 6, 7, 5, 5, 6, 7]));
        check.OverrideEveryHint(Of([5, 6, 7, 5, 5, 6, 7]));
    }

    [Fact]
    public void A_table_may_hold_an_entry_twice() => new CheckCircuit<Values>(Variable).Accepts(Of([5, 6, 5, 5, 5, 6, 5]));

    [Fact]
    public void A_value_chosen_when_the_challenge_is_known_passes_any_table_which_is_why_it_must_be_committed()
    {
        // Σ 1/(c − vᵢ) = Σ mⱼ/(c − tⱼ) is one equation: for a known c, half a lookup of each of two entries is one of a value that is neither.
        Fr challenge = Fr.Random(), entry = Fr.From(5), other = Fr.From(9), half = Fr.From(2).Inverse();
        Fr right = half * ((challenge - entry).Inverse() + (challenge - other).Inverse());
        Fr forged = challenge - right.Inverse();

        LateValue circuit = new(forged);
        FluentActions.Invoking(() => ConstraintSystem.Compile(circuit)).Should().Throw<CircuitException>().WithMessage("*value, which is not committed to.");
        (challenge - forged).Inverse().Should().Be(right);
        forged.Should().NotBe(entry).And.NotBe(other);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(8)]
    [InlineData(11)]
    [InlineData(64)]
    [InlineData(254)]
    public void A_range_by_lookup_holds_exactly_its_values(int bits)
    {
        CheckCircuit<Elements> check = new(new Ranges(2, bits));
        Fr top = Fr.Reduce(System.Numerics.BigInteger.One << bits);
        check.Accepts(new(Fr.Zero, top - Fr.One));
        check.Refuses(new(Fr.Zero, top), "ranges[0]/" + Refusal);
        check.Refuses(new(-Fr.One, Fr.Zero), "ranges[0]/" + Refusal);
        if (bits < 254) check.Refuses(new(Fr.From(2).Inverse(), Fr.Zero), "ranges[0]/" + Refusal);
    }

    [Fact]
    public void No_cell_of_a_range_check_is_free()
    {
        CheckCircuit<Elements> check = new(new Ranges(2, 11));
        check.PerturbEveryCell(new(Fr.From(1234), Fr.From(2047)));
        check.OverrideEveryHint(new(Fr.From(1234), Fr.From(2047)));
    }

    [Fact]
    public void Ranges_of_different_widths_share_one_table()
    {
        GadgetCircuit mixed = new(3, 0, (c, x) =>
        {
            c.AssertRangeByLookup(Copy(c, "a", x[0]), 4);
            c.AssertRangeByLookup(Copy(c, "b", x[1]), 10);
            c.AssertRangeByLookup(Copy(c, "c", x[2]), 16);
            return [];
        });
        CheckCircuit<Values> check = new(mixed);
        check.Accepts(Of([15, 1023, 65535]));
        check.Refuses(Of([16, 0, 0]), "ranges[0]/" + Refusal);
        check.Refuses(Of([0, 1024, 0]), "ranges[0]/" + Refusal);
        check.Refuses(Of([0, 0, 65536]), "ranges[0]/" + Refusal);
        check.System.Commitment!.Wires.Length.Should().BeLessThan(check.System.WireCount);
    }

    [Fact]
    public void A_range_that_is_asked_for_just_before_the_challenge_is_checked_too()
    {
        GadgetCircuit late = new(2, 0, (c, x) =>
        {
            Wire[] copies = Copies(c, x);
            c.AssertRangeByLookup(copies[0], 4);
            c.BeforeChallenge(() => c.AssertRangeByLookup(copies[1], 4));
            return [];
        });
        CheckCircuit<Values> check = new(late);
        check.Accepts(Of([15, 15]));
        check.Refuses(Of([16, 0]), "ranges[0]/" + Refusal);
        check.Refuses(Of([0, 16]), "ranges[1]/" + Refusal);
    }

    [Fact]
    public void A_lookup_after_lookups_were_counted_is_refused() => FluentActions.Invoking(() => ConstraintSystem.Compile(new GadgetCircuit(1, 0, (c, x) =>
    {
        Wire copy = Copy(c, "copy", x[0]);
        LookupTable table = new(c, "table", [[Wire.One]]);
        c.BeforeChallenge(() => table.AssertContains(copy));
        return [];
    }))).Should().Throw<InvalidOperationException>().WithMessage("*counted already*");

    [Fact]
    public void A_row_or_a_matrix_that_its_caller_writes_to_again_is_checked_as_it_was()
    {
        GadgetCircuit reusing = new(2, 0, (c, x) =>
        {
            LookupTable table = new(c, "table", [.. Enumerable.Range(0, 8).Select(i => new[] { Wire.Constant((ulong)i) })]);
            Wire[] row = new Wire[1];
            foreach (Wire value in x)
            {
                row[0] = value;
                table.AssertContains(row);
            }

            Wire[,] product = Matrix([x[0], x[0]], 1, 2);
            c.AssertProduct("product", Matrix([Wire.One], 1, 1), Matrix([x[0], x[0]], 1, 2), product);
            product[0, 0] = x[1];
            return [];
        });
        new CheckCircuit<Values>(reusing).Accepts(Of([7, 3]));
        new CheckCircuit<Values>(reusing).Refuses(Of([8, 3]), Refusal);
    }

    [Fact]
    public void Rows_are_not_looked_up_at_the_challenge_that_combines_their_columns()
    {
        // At c itself, the row (k·t₀, 1 − k·(1 − t₁)) has k times the pole of (t₀, t₁): 1/k lookups of that would do.
        Fr challenge = Fr.Random(), k = Fr.From(2), t0 = Fr.From(3), t1 = Fr.From(9);
        GadgetCircuit circuit = new(2, 0, (c, x) =>
        {
            new LookupTable(c, "table", [[t0, t1]]).AssertContains(x[0], x[1]);
            return [];
        });
        ConstraintSystem system = ConstraintSystem.Compile(circuit);
        Fr[] values = DishonestWitness.Of(circuit, new([k * t0, Fr.One - (k * (Fr.One - t1))], []), system, (_, _, _) => challenge).Values.ToArray();
        string[] names = [.. Enumerable.Range(0, system.WireCount).Select(system.WireName)];
        Fr point = values[Array.FindLastIndex(names, name => name.StartsWith("table/point-", StringComparison.Ordinal))], entry = t0 + (challenge * t1);
        values[Array.IndexOf(names, "table/entry[0]/multiplicity")] = k.Inverse();
        values[Array.IndexOf(names, "table/entry[0]/share")] = (k * (point - entry)).Inverse();
        system.FirstUnsatisfied(new Witness(values, system.PublicInputCount))!.Name.Should().Be(Refusal);
        (challenge - (k * t0) - (challenge * (Fr.One - (k * (Fr.One - t1))))).Should().Be(k * (challenge - entry), "that is the forgery");
    }

    [Fact]
    public void A_product_of_matrices_is_accepted_and_every_other_matrix_refused() => Gen.Select(Gen.Int[1, 4], Gen.Int[1, 4], Gen.Int[1, 4], Gen.ULong).Sample(
        (n, m, p, seed) =>
        {
            Random random = new((int)seed);
            Fr[] x = Draw(random, n * m), w = Draw(random, m * p);
            Fr[] y = new Fr[n * p];
            for (int i = 0; i < n; i++)
                for (int j = 0; j < p; j++)
                    for (int k = 0; k < m; k++) y[(i * p) + j] += x[(i * m) + k] * w[(k * p) + j];
            CheckCircuit<Values> check = new(Product(n, m, p));
            check.Accepts(new([.. x, .. w, .. y], []));
            int wrong = random.Next(y.Length);
            y[wrong] += Fr.One;
            check.Refuses(new([.. x, .. w, .. y], []), $"product/{(p == 1 ? "" : "projection/")}row[{wrong / p}]/product");
        },
        iter: 20);

    [Fact]
    public void No_cell_of_a_matrix_product_is_free()
    {
        CheckCircuit<Values> check = new(Product(2, 2, 2));
        Values statement = Of([1, 2, 3, 4, 5, 6, 7, 8, 19, 22, 43, 50]);
        check.PerturbEveryCell(statement);
        check.OverrideEveryHint(statement);
        check.BindsEveryPublicInput(statement);
    }

    [Fact]
    public void Shapes_that_do_not_fit_are_refused()
    {
        FluentActions.Invoking(() => ConstraintSystem.Compile(new GadgetCircuit(6, 0, (c, x) =>
        {
            c.AssertProduct("product", Matrix(x[..2], 1, 2), Matrix(x[2..5], 3, 1), Matrix(x[5..], 1, 1));
            return [];
        }))).Should().Throw<ArgumentException>().WithMessage("1×2 times 3×1 is not 1×1.*");
        FluentActions.Invoking(() => ConstraintSystem.Compile(new GadgetCircuit(1, 0, (c, x) =>
        {
            _ = new LookupTable(c, "table", []);
            return [];
        }))).Should().Throw<ArgumentException>().WithMessage("A table has at least one row*");
    }

    private static GadgetCircuit Product(int n, int m, int p) => new((n * m) + (m * p) + (n * p), 0, (c, x) =>
    {
        c.AssertProduct("product", Matrix(x[..(n * m)], n, m), Matrix(x[(n * m)..^(n * p)], m, p), Matrix(Copies(c, x[^(n * p)..]), n, p));
        return [];
    });

    private static Wire[,] Matrix(Wire[] wires, int rows, int columns)
    {
        Wire[,] matrix = new Wire[rows, columns];
        for (int i = 0; i < wires.Length; i++) matrix[i / columns, i % columns] = wires[i];
        return matrix;
    }

    private static Wire[] Copies(ICircuitBuilder circuit, Wire[] wires) => [.. wires.Select((wire, i) => Copy(circuit, $"copy-{i}", wire))];

    private static Wire Copy(ICircuitBuilder circuit, string name, Wire wire)
    {
        Wire copy = circuit.Hint(name, () => wire.Value);
        circuit.AssertEqual(name, copy, wire);
        return copy;
    }

    private static Fr[] Draw(Random random, int count) => [.. Enumerable.Range(0, count).Select(_ => Fr.From((ulong)random.NextInt64()))];

    /// <summary>A lookup by hand that forgets to commit to its value.</summary>
    private sealed class LateValue(Fr value) : ICircuit<Fr>
    {
        public Fr Placeholder => Fr.Zero;

        public void Define(ICircuitBuilder circuit, Fr statement)
        {
            Wire entry = circuit.Public("entry", statement), hidden = circuit.Private("value", value), multiplicity = circuit.Private("multiplicity", Fr.One);
            circuit.Commit(multiplicity);
            circuit.AfterChallenge(challenge =>
            {
                Wire inverse = circuit.Hint("inverse", () => (challenge.Value - hidden.Value).Inverse());
                circuit.Constrain("inverse", inverse, challenge - hidden, Wire.One);
                circuit.Constrain("sum", inverse, challenge - entry, multiplicity);
            });
        }
    }

    internal sealed record Elements(params Fr[] Values);

    /// <summary>Public values of so many bits each.</summary>
    private sealed class Ranges(int count, int bits) : ICircuit<Elements>
    {
        public Elements Placeholder => new(new Fr[count]);

        public void Define(ICircuitBuilder circuit, Elements statement)
        {
            Wire[] values = [.. statement.Values.Select((value, i) => circuit.Public($"value-{i}", value))];
            foreach (Wire copy in Copies(circuit, values)) circuit.AssertRangeByLookup(copy, bits);
        }
    }
}
