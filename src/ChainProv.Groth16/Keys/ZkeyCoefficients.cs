using ChainProv.Circuits;
using ChainProv.Groth16.Iden3;

namespace ChainProv.Groth16.Keys;

/// <summary>The matrices A and B as a .zkey carries them: a count, then (matrix, row, wire, coefficient·R²) with the public inputs' own rows last.</summary>
internal static class ZkeyCoefficients
{
    public static void Write(BinaryFileWriter file, ConstraintSystem system)
    {
        // snarkjs multiplies these by a witness out of Montgomery form, hence one R more than memory has.
        Fr radix = Fr.From(System.Numerics.BigInteger.ModPow(2, 256, Fr.Modulus));
        void Entry(uint matrix, int row, int wire, Fr value)
        {
            file.Write(matrix);
            file.Write((uint)row);
            file.Write((uint)wire);
            file.WriteRaw<Fr>([value * radix]);
        }

        int publicRows = system.PublicInputCount + 1;
        file.Write((uint)(system.A.EntryCount + system.B.EntryCount + publicRows));
        for (int row = 0; row < system.ConstraintCount; row++)
        {
            WriteRow(0, system.A, row, Entry);
            WriteRow(1, system.B, row, Entry);
        }

        for (int i = 0; i < publicRows; i++) Entry(0, system.ConstraintCount + i, i, Fr.One);
    }

    private static void WriteRow(uint matrix, SparseMatrix values, int row, Action<uint, int, int, Fr> entry)
    {
        ReadOnlySpan<int> offsets = values.RowOffsets.Span;
        for (int i = offsets[row]; i < offsets[row + 1]; i++) entry(matrix, row, values.ColumnIndices.Span[i], values.Coefficients.Span[i]);
    }
}
