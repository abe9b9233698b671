using ChainProv.Circuits;
using ChainProv.Groth16.Iden3;

namespace ChainProv.Groth16.Keys;

/// <summary>What a .zkey of a circuit that commits has besides; a section of our own, which only such keys have.</summary>
/// <remarks>
/// Vector chunks (4 bytes), count m of committed wires (4), σ in G2, τ in G2 (infinity where there are no vectors), η, σ·η, η/δ, then m bases and
/// m times σ each.
/// </remarks>
internal static class ZkeyCommitment
{
    public const uint Section = 0x4350_0002;

    private const long FixedBytes = 8 + (2 * 192) + (3 * 96), BytesPerWire = 2 * 96;

    public static void Write(BinaryFileWriter file, CommitmentVerifyingKey verifying, CommitmentProvingKey proving)
    {
        file.Write((uint)(verifying.Vectors?.Chunks ?? 0));
        file.Write((uint)proving.Bases.Length);
        file.WriteRaw<G2Affine>([verifying.Sigma, verifying.Vectors?.Tau ?? G2Affine.Infinity]);
        file.WriteRaw<G1Affine>([proving.Blinding, proving.KnowledgeBlinding, proving.BlindingOverDelta]);
        file.WriteRaw(proving.Bases.Span);
        file.WriteRaw(proving.KnowledgeBases.Span);
    }

    /// <exception cref="KeyFileException">The section is missing, for another circuit, or has a point outside its group.</exception>
    public static (CommitmentVerifyingKey Verifying, CommitmentProvingKey Proving) Read(BinaryFileReader file, CommitmentLayout layout)
    {
        if (!file.Has(Section)) throw file.Error("the circuit commits to a part of its witness, but the key has no bases for that");
        SectionReader section = file.Open(Section, FixedBytes + (BytesPerWire * layout.Wires.Length));
        (uint chunks, uint wires) = (section.ReadUInt32(), section.ReadUInt32());
        if (chunks != layout.VectorChunks || wires != layout.Wires.Length)
            throw file.Error($"it is a key for another circuit ({wires} committed wires, {chunks} vector chunks; the circuit has {layout.Wires.Length}, {layout.VectorChunks})");

        G2Affine[] sigmaTau = PointArray.ReadG2(file, section, 2, "σ, τ");
        G1Affine[] blinding = PointArray.ReadG1(file, section, 3, "η");
        G1Affine[] bases = PointArray.ReadG1(file, section, (int)wires, "commitment"), knowledge = PointArray.ReadG1(file, section, (int)wires, "knowledge");
        section.ExpectEnd();
        CommitmentVerifyingKey verifying = new(sigmaTau[0], chunks == 0 ? null : new(sigmaTau[1], (int)chunks));
        return (verifying, new() { Bases = bases, KnowledgeBases = knowledge, Blinding = blinding[0], KnowledgeBlinding = blinding[1], BlindingOverDelta = blinding[2] });
    }
}
