namespace ChainProv.Circuits;

/// <summary>Collects the rows of a <see cref="SparseMatrix"/>.</summary>
public sealed class SparseMatrixBuilder
{
    private readonly List<int> _rowOffsets = [0];
    private readonly List<int> _columnIndices = [];
    private readonly List<Fr> _coefficients = [];

    public void Add(ReadOnlySpan<Term> row)
    {
        foreach ((int wire, Fr coefficient) in row)
        {
            _columnIndices.Add(wire);
            _coefficients.Add(coefficient);
        }

        _rowOffsets.Add(_columnIndices.Count);
    }

    public SparseMatrix Build(int columns) => new(columns, [.. _rowOffsets], [.. _columnIndices], [.. _coefficients]);
}
