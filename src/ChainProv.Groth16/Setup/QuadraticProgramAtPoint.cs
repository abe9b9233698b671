using ChainProv.Circuits;
using ChainProv.Cryptography.Polynomials;

namespace ChainProv.Groth16.Setup;

/// <summary>The polynomials of a circuit's quadratic arithmetic program at one point τ, a value for each wire.</summary>
internal sealed record QuadraticProgramAtPoint(Fr[] U, Fr[] V, Fr[] W, Fr[] OddLagrange)
{
    /// <summary>The number of rows of the program: the constraints, and one row xᵢ·0 = 0 for the constant and each public input.</summary>
    /// <remarks>Those rows make the public inputs' polynomials linearly independent, without which a proof could be turned into one for other inputs.</remarks>
    public static int Rows(ConstraintSystem system) => system.ConstraintCount + system.PublicInputCount + 1;

    public static QuadraticProgramAtPoint Evaluate(ConstraintSystem system, Fr tau)
    {
        EvaluationDomain<Fr> domain = EvaluationDomain<Fr>.ForSize(Rows(system));
        Fr[] lagrange = domain.LagrangeAt(tau);

        Fr[] u = Combine(system.A, lagrange);
        for (int i = 0; i <= system.PublicInputCount; i++) u[i] += lagrange[system.ConstraintCount + i];

        Fr[] twice = new EvaluationDomain<Fr>(domain.Logarithm + 1).LagrangeAt(tau);
        Fr[] odd = new Fr[domain.Size];
        for (int i = 0; i < odd.Length; i++) odd[i] = twice[(2 * i) + 1];

        return new(u, Combine(system.B, lagrange), Combine(system.C, lagrange), odd);
    }

    private static Fr[] Combine(SparseMatrix matrix, Fr[] lagrange)
    {
        ReadOnlySpan<int> offsets = matrix.RowOffsets.Span, columns = matrix.ColumnIndices.Span;
        ReadOnlySpan<Fr> coefficients = matrix.Coefficients.Span;
        Fr[] result = new Fr[matrix.Columns];
        for (int row = 0; row < matrix.Rows; row++)
        {
            for (int i = offsets[row]; i < offsets[row + 1]; i++) result[columns[i]] += coefficients[i] * lagrange[row];
        }

        return result;
    }
}
