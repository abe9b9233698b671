namespace ChainProv.Circuits.Testing;

/// <summary>Changes one cell of a satisfying witness at a time, and evaluates only the constraints that it stands in.</summary>
internal sealed class CellPerturbation
{
    private readonly ConstraintSystem _system;
    private readonly Witness _witness;
    private readonly Fr[] _a, _b, _c;

    /// <summary>For each wire, the rows it stands in, each with its coefficients in A, B and C.</summary>
    private readonly Dictionary<int, (Fr A, Fr B, Fr C)>[] _columns;

    public CellPerturbation(ConstraintSystem system, Witness satisfying)
    {
        _system = system;
        _witness = satisfying;
        (_a, _b, _c) = (new Fr[system.ConstraintCount], new Fr[system.ConstraintCount], new Fr[system.ConstraintCount]);
        system.Evaluate(satisfying, _a, _b, _c);
        _columns = [.. Enumerable.Range(0, system.WireCount).Select(_ => new Dictionary<int, (Fr, Fr, Fr)>())];
        Gather(system.A, (entry, a) => entry with { A = a });
        Gather(system.B, (entry, b) => entry with { B = b });
        Gather(system.C, (entry, c) => entry with { C = c });
    }

    /// <summary>Another value of the wire that every constraint accepts; null where none of those tried is accepted.</summary>
    public Fr? FindFreeValue(int wire)
    {
        Fr honest = _witness.Values.Span[wire];
        foreach (Fr value in Forgeries.Of(honest, wire))
            if (_columns[wire].All(row => Holds(row.Key, row.Value, value - honest))) return value;
        return null;
    }

    private bool Holds(int row, (Fr A, Fr B, Fr C) coefficients, Fr change) =>
        (_a[row] + (coefficients.A * change)) * (_b[row] + (coefficients.B * change)) == _c[row] + (coefficients.C * change);

    private void Gather(SparseMatrix matrix, Func<(Fr A, Fr B, Fr C), Fr, (Fr A, Fr B, Fr C)> set)
    {
        ReadOnlySpan<int> offsets = matrix.RowOffsets.Span, columns = matrix.ColumnIndices.Span;
        ReadOnlySpan<Fr> coefficients = matrix.Coefficients.Span;
        for (int row = 0; row < _system.ConstraintCount; row++)
            for (int i = offsets[row]; i < offsets[row + 1]; i++)
                _columns[columns[i]][row] = set(_columns[columns[i]].GetValueOrDefault(row), coefficients[i]);
    }
}
