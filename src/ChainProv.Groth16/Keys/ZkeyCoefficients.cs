using System.Numerics;
using ChainProv.Circuits;
using ChainProv.Groth16.Iden3;

namespace ChainProv.Groth16.Keys;

/// <summary>The matrices A and B as a .zkey carries them: a count, then (matrix, row, wire, coefficient·R²) with the public inputs' own rows last.</summary>
internal static class ZkeyCoefficients
{
    private const uint MatrixA = 0, MatrixB = 1;
    private const int EntryBytes = 3 * sizeof(uint) + 32;

    /// <summary>snarkjs multiplies coefficients by a witness out of Montgomery form, hence one R more than memory has.</summary>
    private static readonly Fr Radix = Fr.From(BigInteger.ModPow(2, 256, Fr.Modulus));

    public static void Write(BinaryFileWriter file, ConstraintSystem system)
    {
        Entry[] entries = EntriesOf(system);
        file.Write((uint)entries.Length);
        foreach (Entry entry in entries.OrderBy(entry => entry.Row).ThenBy(entry => entry.Matrix))
        {
            file.Write(entry.Matrix);
            file.Write(entry.Row);
            file.Write(entry.Wire);
            file.WriteRaw<Fr>([entry.Value]);
        }
    }

    /// <summary>The section's matrices are the circuit's, in whatever order their entries stand.</summary>
    /// <remarks>Nothing computes with the section. It tells for which circuit a key was made, but for the matrix C, which no .zkey has.</remarks>
    /// <exception cref="KeyFileException">They are not.</exception>
    public static void Require(BinaryFileReader file, SectionReader section, ConstraintSystem system)
    {
        uint count = section.ReadUInt32();
        if (count != section.Remaining / EntryBytes) throw file.Error($"it claims {count} coefficients, but has {section.Remaining} bytes of them");
        List<Entry> entries = new((int)count);
        Span<Fr> value = stackalloc Fr[1];
        for (uint i = 0; i < count; i++)
        {
            (uint matrix, uint row, uint wire) = (section.ReadUInt32(), section.ReadUInt32(), section.ReadUInt32());
            section.ReadRaw(value);
            if (!value[0].IsZero) entries.Add(new(matrix, row, wire, value[0]));
        }

        section.ExpectEnd();
        entries.Sort();
        if (!entries.SequenceEqual(EntriesOf(system))) throw file.Error("it is a key for another circuit: its matrices are not the circuit's");
    }

    /// <summary>By matrix, row and wire, rising.</summary>
    private static Entry[] EntriesOf(ConstraintSystem system)
    {
        IEnumerable<Entry> publicRows = Enumerable.Range(0, system.PublicInputCount + 1).Select(i => new Entry(MatrixA, (uint)(system.ConstraintCount + i), (uint)i, Radix));
        return [.. EntriesOf(MatrixA, system.A), .. publicRows, .. EntriesOf(MatrixB, system.B)];
    }

    private static IEnumerable<Entry> EntriesOf(uint matrix, SparseMatrix values)
    {
        for (int row = 0; row < values.Rows; row++)
        {
            (int start, int end) = (values.RowOffsets.Span[row], values.RowOffsets.Span[row + 1]);
            for (int i = start; i < end; i++) yield return new(matrix, (uint)row, (uint)values.ColumnIndices.Span[i], values.Coefficients.Span[i] * Radix);
        }
    }

    private readonly record struct Entry(uint Matrix, uint Row, uint Wire, Fr Value) : IComparable<Entry>
    {
        public int CompareTo(Entry other) => (Matrix, Row, Wire).CompareTo((other.Matrix, other.Row, other.Wire));
    }
}
