namespace ChainProv.Groth16.Iden3;

/// <summary>Witnesses in circom's .wtns format (version 2).</summary>
public static class WitnessFile
{
    /// <exception cref="KeyFileException">Truncated, malformed, or for another curve.</exception>
    public static Fr[] Read(string path)
    {
        using BinaryFileReader file = new(path, "wtns", 2);
        SectionReader header = file.Open(1, 1 << 10);
        if (header.ReadUInt32() != Fr.ByteLength || header.ReadInteger(Fr.ByteLength) != Fr.Modulus) throw file.Error("it is not a witness over BLS12-381's scalar field");
        uint count = header.ReadUInt32();
        if (file.Length(2) != (long)count * Fr.ByteLength) throw file.Error($"it claims {count} values but has {file.Length(2)} bytes of them");

        SectionReader section = file.Open(2, long.MaxValue);
        Fr[] witness = new Fr[count];
        for (int i = 0; i < witness.Length; i++) witness[i] = section.ReadScalar();
        return witness;
    }

    /// <summary>Writes a witness. The stream must be seekable.</summary>
    public static void Write(Stream stream, ReadOnlySpan<Fr> witness)
    {
        BinaryFileWriter file = new(stream, "wtns", 2, 2);
        file.BeginSection(1);
        file.Write((uint)Fr.ByteLength);
        file.Write(Fr.Modulus, Fr.ByteLength);
        file.Write((uint)witness.Length);
        file.EndSection();
        file.BeginSection(2);
        foreach (Fr value in witness) file.WriteScalar(value);
        file.EndSection();
    }
}
