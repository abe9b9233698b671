using ChainProv.Circuits;

namespace ChainProv.Groth16.Iden3;

/// <summary>Circuits in circom's .r1cs format (version 1). circom's public outputs come before its public inputs, then all else.</summary>
public static class R1csFile
{
    private const int MaximumWires = 1 << 28;

    /// <summary>Section 3 holds a label for each wire, used or not.</summary>
    private const int LabelBytes = 8;

    private const uint CustomGateUses = 5;

    /// <exception cref="KeyFileException">Missing, truncated, malformed, for another curve, or a circuit that proves nothing.</exception>
    public static ConstraintSystem Read(string path)
    {
        using BinaryFileReader file = new(path, "r1cs", 1);
        SectionReader header = file.Open(1, 1 << 10);
        if (header.ReadUInt32() != Fr.ByteLength || header.ReadInteger(Fr.ByteLength) != Fr.Modulus) throw file.Error("it is not a circuit over BLS12-381's scalar field (compile with -p bls12381)");
        uint wires = header.ReadUInt32(), outputs = header.ReadUInt32(), inputs = header.ReadUInt32();
        header.ReadUInt32(); // private inputs: they are no different from other wires here
        header.ReadUInt64(); // labels
        uint constraints = header.ReadUInt32();
        if ((long)wires * LabelBytes > file.Size) throw file.Error($"it claims {wires} wires, more than fit");
        if (wires is 0 or > MaximumWires || (long)outputs + inputs >= wires) throw file.Error($"{wires} wires with {outputs} outputs and {inputs} inputs make no circuit");

        // Custom gates constrain wires beside the matrices: without them a false witness would do.
        if (file.Has(CustomGateUses) && file.Open(CustomGateUses, long.MaxValue).ReadUInt32() != 0) throw file.Error("it uses custom gates, which Groth16 has not");

        SectionReader section = file.Open(2, long.MaxValue);
        if (constraints > section.Remaining / 12) throw file.Error($"it claims {constraints} constraints, more than fit");
        SparseMatrixBuilder a = new(), b = new(), c = new();
        SortedDictionary<int, Fr> row = [];
        for (uint i = 0; i < constraints; i++)
        {
            ReadRow(file, section, row, a, wires);
            ReadRow(file, section, row, b, wires);
            ReadRow(file, section, row, c, wires);
        }

        section.ExpectEnd();
        try
        {
            return new ConstraintSystem((int)(outputs + inputs), a.Build((int)wires), b.Build((int)wires), c.Build((int)wires));
        }
        catch (CircuitException unsound)
        {
            throw file.Error(unsound.Message.TrimEnd('.'));
        }
    }

    private static void ReadRow(BinaryFileReader file, SectionReader section, SortedDictionary<int, Fr> row, SparseMatrixBuilder matrix, uint wires)
    {
        uint terms = section.ReadUInt32();
        if (terms > section.Remaining / 36) throw file.Error("a constraint has more terms than the file");
        for (uint i = 0; i < terms; i++)
        {
            uint wire = section.ReadUInt32();
            if (wire >= wires) throw file.Error($"a constraint names wire {wire} of {wires}");
            if (!row.TryAdd((int)wire, section.ReadScalar())) throw file.Error($"a constraint names wire {wire} twice");
        }

        matrix.Add([.. row.Where(term => !term.Value.IsZero).Select(term => new Term(term.Key, term.Value))]);
        row.Clear();
    }
}
