namespace ChainProv.Circuits;

/// <summary>A sparse matrix over the scalar field in compressed rows: three flat arrays.</summary>
public sealed class SparseMatrix
{
    private const int RowsPerTask = 4096;

    private readonly int[] _rowOffsets;
    private readonly int[] _columnIndices;
    private readonly Fr[] _coefficients;

    /// <exception cref="ArgumentException">The offsets do not rise from 0 to the count of entries, a row's columns do not rise strictly
    /// below <paramref name="columns"/>, or an entry is zero.</exception>
    public SparseMatrix(int columns, int[] rowOffsets, int[] columnIndices, Fr[] coefficients)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(columns);
        if (columnIndices.Length != coefficients.Length)
            throw new ArgumentException("Every entry has a column and a coefficient.", nameof(coefficients));
        if (rowOffsets.Length == 0 || rowOffsets[0] != 0 || rowOffsets[^1] != columnIndices.Length)
            throw new ArgumentException("Row offsets rise from 0 to the count of entries.", nameof(rowOffsets));
        if (coefficients.Contains(Fr.Zero)) throw new ArgumentException("A zero entry is no entry.", nameof(coefficients));
        for (int row = 0; row + 1 < rowOffsets.Length; row++)
        {
            (int start, int end) = (rowOffsets[row], rowOffsets[row + 1]);
            if (end < start || end > columnIndices.Length)
                throw new ArgumentException($"Row {row} ends before it starts.", nameof(rowOffsets));
            for (int i = start, previous = -1; i < end; previous = columnIndices[i++])
                if (columnIndices[i] <= previous || columnIndices[i] >= columns)
                    throw new ArgumentException($"The columns of row {row} do not rise strictly below {columns}.", nameof(columnIndices));
        }

        Columns = columns;
        _rowOffsets = rowOffsets;
        _columnIndices = columnIndices;
        _coefficients = coefficients;
    }

    public int Rows => _rowOffsets.Length - 1;

    public int Columns { get; }

    public int EntryCount => _columnIndices.Length;

    /// <summary>Row i holds the entries [RowOffsets[i], RowOffsets[i + 1]).</summary>
    public ReadOnlyMemory<int> RowOffsets => _rowOffsets;

    /// <summary>Each entry's column; they rise within a row.</summary>
    public ReadOnlyMemory<int> ColumnIndices => _columnIndices;

    /// <summary>Each entry's value.</summary>
    public ReadOnlyMemory<Fr> Coefficients => _coefficients;

    /// <summary>The columns of one row's entries, rising.</summary>
    public ReadOnlySpan<int> Row(int row) => _columnIndices.AsSpan(_rowOffsets[row].._rowOffsets[row + 1]);

    /// <summary>One row times the vector.</summary>
    public Fr MultiplyRow(int row, ReadOnlySpan<Fr> vector)
    {
        Fr sum = Fr.Zero;
        Fr one = Fr.One;
        for (int i = _rowOffsets[row]; i < _rowOffsets[row + 1]; i++)
        {
            Fr value = vector[_columnIndices[i]];
            sum += _coefficients[i] == one ? value : _coefficients[i] * value;
        }

        return sum;
    }

    /// <summary>The matrix times the vector, on all cores.</summary>
    /// <exception cref="ArgumentException">The vector does not have <see cref="Columns"/> elements, or the product not
    /// <see cref="Rows"/>.</exception>
    public void Multiply(ReadOnlyMemory<Fr> vector, Memory<Fr> product)
    {
        if (vector.Length != Columns)
            throw new ArgumentException($"The vector has {vector.Length} elements, the matrix {Columns} columns.", nameof(vector));
        if (product.Length != Rows)
            throw new ArgumentException($"The product has {product.Length} elements, the matrix {Rows} rows.", nameof(product));
        Parallel.For(0, (Rows + RowsPerTask - 1) / RowsPerTask, task =>
        {
            ReadOnlySpan<Fr> input = vector.Span;
            Span<Fr> output = product.Span;
            int end = Math.Min(Rows, (task + 1) * RowsPerTask);
            for (int row = task * RowsPerTask; row < end; row++) output[row] = MultiplyRow(row, input);
        });
    }
}
