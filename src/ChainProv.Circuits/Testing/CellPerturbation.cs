namespace ChainProv.Circuits.Testing;

/// <summary>What one cell of a satisfying witness could hold besides its honest value, solved for and not guessed.</summary>
/// <remarks>
/// With a·b = c in a row, and the cell's coefficients A, B and C there, a change by d ≠ 0 leaves the row true if and only if A·B·d = C − A·b − B·a.
/// So a row admits every change, one, or none.
/// </remarks>
internal sealed class CellPerturbation
{
    private readonly ConstraintSystem _system;
    private readonly Witness _witness;
    private readonly Fr[] _a, _b, _c;

    /// <summary>For each wire, the rows it stands in, each with its coefficients in A, B and C.</summary>
    private readonly Dictionary<int, (Fr A, Fr B, Fr C)>[] _columns;

    /// <summary>For each row, the last wire that stands in it.</summary>
    private readonly int[] _lastWires;

    public CellPerturbation(ConstraintSystem system, Witness satisfying)
    {
        _system = system;
        _witness = satisfying;
        (_a, _b, _c) = (new Fr[system.ConstraintCount], new Fr[system.ConstraintCount], new Fr[system.ConstraintCount]);
        system.Evaluate(satisfying, _a, _b, _c);
        _columns = [.. Enumerable.Range(0, system.WireCount).Select(_ => new Dictionary<int, (Fr, Fr, Fr)>())];
        _lastWires = new int[system.ConstraintCount];
        Gather(system.A, (entry, a) => entry with { A = a });
        Gather(system.B, (entry, b) => entry with { B = b });
        Gather(system.C, (entry, c) => entry with { C = c });
    }

    /// <summary>Another value of the wire that every constraint accepts; null where there is none.</summary>
    public Fr? FindFreeValue(int wire)
    {
        Changes admitted = Admitted(wire, _columns[wire].Keys);
        return admitted.IsNone ? null : Honest(wire) + (admitted.Only ?? Fr.One);
    }

    /// <summary>The values that a prover could give the wire while all before it are honest, as far as the constraints that end with it can tell.</summary>
    /// <remarks>
    /// Mostly they leave none, or one; where they leave all, these are some: one more, zero, the negative, a value far away, and those that solve a
    /// later constraint.
    /// </remarks>
    public IEnumerable<Fr> Forgeries(int wire)
    {
        Changes admitted = Admitted(wire, _columns[wire].Keys.Where(row => _lastWires[row] == wire));
        if (admitted.IsNone) return [];
        Fr honest = Honest(wire);
        if (admitted.Only is { } change) return [honest + change];
        IEnumerable<Fr> solving = _columns[wire].Keys.Select(row => Admitted(wire, [row]).Only).OfType<Fr>().Select(root => honest + root);
        return new[] { honest + Fr.One, Fr.Zero, -honest, Far(wire) }.Concat(solving).Distinct().Where(value => value != honest);
    }

    private Fr Honest(int wire) => _witness.Values.Span[wire];

    /// <summary>Of no meaning, and the same in every run.</summary>
    private static Fr Far(int wire) => Fr.TwoAdicRoot * Fr.From((ulong)wire);

    private Changes Admitted(int wire, IEnumerable<int> rows)
    {
        Changes admitted = Changes.All;
        foreach (int row in rows)
        {
            if (admitted.IsNone) break;
            (Fr a, Fr b, Fr c) = _columns[wire][row];
            admitted = admitted.And(Changes.Solving(a * b, c - (a * _b[row]) - (b * _a[row])));
        }

        return admitted;
    }

    private void Gather(SparseMatrix matrix, Func<(Fr A, Fr B, Fr C), Fr, (Fr A, Fr B, Fr C)> set)
    {
        ReadOnlySpan<int> offsets = matrix.RowOffsets.Span, columns = matrix.ColumnIndices.Span;
        ReadOnlySpan<Fr> coefficients = matrix.Coefficients.Span;
        for (int row = 0; row < _system.ConstraintCount; row++)
        {
            for (int i = offsets[row]; i < offsets[row + 1]; i++)
            {
                _columns[columns[i]][row] = set(_columns[columns[i]].GetValueOrDefault(row), coefficients[i]);
                _lastWires[row] = Math.Max(_lastWires[row], columns[i]);
            }
        }
    }
}
