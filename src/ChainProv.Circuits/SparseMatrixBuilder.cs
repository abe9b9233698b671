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

    public SparseMatrix Build(int columns) => Build(columns, wire => wire);

    /// <summary>Builds the matrix with other column numbers.</summary>
    public SparseMatrix Build(int columns, Func<int, int> renumber)
    {
        int[] offsets = [.. _rowOffsets], indices = [.. _columnIndices.Select(renumber)];
        Fr[] coefficients = [.. _coefficients];
        for (int row = 0; row + 1 < offsets.Length; row++)
        {
            int start = offsets[row], count = offsets[row + 1] - start;
            indices.AsSpan(start, count).Sort(coefficients.AsSpan(start, count));
        }

        return new(columns, offsets, indices, coefficients);
    }
}
