namespace ChainProv.Circuits.Gadgets;

/// <summary>Products of matrices, checked and not computed.</summary>
public static class Matrices
{
    /// <summary>Y = X·W, after Freivalds: X·(W·v) = Y·v for v = (1, c, c², …) with the challenge c.</summary>
    /// <remarks>With n×m times m×p this costs n·m + m·(p − 1) + n·(p − 1) + n constraints; a product with one column needs no challenge. If Y is not X·W, at most p − 1 challenges let it pass.</remarks>
    /// <param name="circuit">The circuit, before its challenge; matrices of more than one column are committed to.</param>
    /// <param name="name">The last part of the constraints' path.</param>
    /// <param name="x">n×m.</param>
    /// <param name="w">m×p.</param>
    /// <param name="y">n×p.</param>
    /// <exception cref="ArgumentException">The shapes do not fit.</exception>
    public static void AssertProduct(this ICircuitBuilder circuit, string name, Wire[,] x, Wire[,] w, Wire[,] y)
    {
        if (x.GetLength(1) != w.GetLength(0) || y.GetLength(0) != x.GetLength(0) || y.GetLength(1) != w.GetLength(1))
            throw new ArgumentException($"{Shape(x)} times {Shape(w)} is not {Shape(y)}.", nameof(y));
        if (x.Length == 0 || w.Length == 0) throw new ArgumentException("A matrix is empty.", nameof(x));
        (x, w, y) = ((Wire[,])x.Clone(), (Wire[,])w.Clone(), (Wire[,])y.Clone());
        if (w.GetLength(1) == 1)
        {
            AssertProductWithVector(circuit, name, x, Column(w), Column(y));
            return;
        }

        foreach (Wire[,] matrix in (ReadOnlySpan<Wire[,]>)[x, w, y])
            foreach (Wire cell in matrix) circuit.Commit(cell);
        circuit.AfterChallenge(challenge =>
        {
            using CircuitScope scope = circuit.Scope(name);
            Wire[] projected = RowsAt(circuit, "w", w, challenge), expected = RowsAt(circuit, "y", y, challenge);
            AssertProductWithVector(circuit, "projection", x, projected, expected);
        });
    }

    private static void AssertProductWithVector(ICircuitBuilder circuit, string name, Wire[,] x, Wire[] w, Wire[] y)
    {
        using CircuitScope scope = circuit.Scope(name);
        for (int i = 0; i < y.Length; i++)
        {
            using CircuitScope row = circuit.Scope("row", i);
            Wire sum = Wire.Zero;
            for (int j = 0; j < w.Length; j++) sum += circuit.Multiply($"x-{j}", x[i, j], w[j]);
            circuit.AssertEqual("product", sum, y[i]);
        }
    }

    private static Wire[] Column(Wire[,] matrix) => [.. matrix.Cast<Wire>()];

    /// <summary>Each row as a polynomial's coefficients, lowest first, evaluated at the challenge by Horner's rule.</summary>
    private static Wire[] RowsAt(ICircuitBuilder circuit, string name, Wire[,] matrix, Wire challenge)
    {
        using CircuitScope scope = circuit.Scope(name);
        Wire[] values = new Wire[matrix.GetLength(0)];
        for (int i = 0; i < values.Length; i++)
        {
            using CircuitScope row = circuit.Scope("row", i);
            Wire value = matrix[i, matrix.GetLength(1) - 1];
            for (int j = matrix.GetLength(1) - 2; j >= 0; j--) value = circuit.Multiply($"horner-{j}", value, challenge) + matrix[i, j];
            values[i] = value;
        }

        return values;
    }

    private static string Shape(Wire[,] matrix) => $"{matrix.GetLength(0)}×{matrix.GetLength(1)}";
}
