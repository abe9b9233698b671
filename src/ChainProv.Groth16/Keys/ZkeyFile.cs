using System.Numerics;
using ChainProv.Circuits;
using ChainProv.Groth16.Iden3;
using ChainProv.Groth16.Setup;

namespace ChainProv.Groth16.Keys;

/// <summary>Proving keys in snarkjs's .zkey format (version 1), so that either tool can use the other's; ours carry one more section.</summary>
/// <remarks>
/// Sections: 1 protocol, 2 header, 3 IC, 4 coefficients of A and B, 5 A, 6 B1, 7 B2, 8 C, 9 H, and ours: version (4 bytes), setup kind (4), circuit digest (32).
/// The key of a circuit that commits has a section more, see <see cref="ZkeyCommitment"/>.
/// </remarks>
public static class ZkeyFile
{
    private const string Magic = "zkey";
    private const uint Groth16Protocol = 1;
    private const uint OurSection = 0x4350_0001;
    private const uint OurVersion = 1;
    private const long PointBytes = 96;

    private enum Section : uint
    {
        Protocol = 1,
        Header,
        PublicInputBases,
        Coefficients,
        A,
        B1,
        B2,
        C,
        H,
    }

    /// <summary>Writes a key and its circuit's matrices. The stream must be seekable.</summary>
    public static void Write(Stream stream, ProvingKey key, ConstraintSystem system)
    {
        BinaryFileWriter file = new(stream, Magic, 1, key.Commitment is null || key.VerifyingKey.Commitment is null ? 10U : 11U);
        void WriteSection(Section section, Action content)
        {
            file.BeginSection((uint)section);
            content();
            file.EndSection();
        }

        VerifyingKey verifying = key.VerifyingKey;
        WriteSection(Section.Protocol, () => file.Write(Groth16Protocol));
        WriteSection(Section.Header, () =>
        {
            file.Write((uint)Fp.ByteLength);
            file.Write(Fp.Modulus, Fp.ByteLength);
            file.Write((uint)Fr.ByteLength);
            file.Write(Fr.Modulus, Fr.ByteLength);
            file.Write((uint)key.A.Length);
            file.Write((uint)verifying.PublicInputCount);
            file.Write((uint)key.H.Length);
            file.WriteRaw<G1Affine>([verifying.Alpha, key.Beta]);
            file.WriteRaw<G2Affine>([verifying.Beta, verifying.Gamma]);
            file.WriteRaw<G1Affine>([key.Delta]);
            file.WriteRaw<G2Affine>([verifying.Delta]);
        });
        WriteSection(Section.PublicInputBases, () => file.WriteRaw<G1Affine>([.. verifying.PublicInputBases]));
        WriteSection(Section.Coefficients, () => ZkeyCoefficients.Write(file, system));
        WriteSection(Section.A, () => file.WriteRaw(key.A.Span));
        WriteSection(Section.B1, () => file.WriteRaw(key.B1.Span));
        WriteSection(Section.B2, () => file.WriteRaw(key.B2.Span));
        WriteSection(Section.C, () => file.WriteRaw(key.C.Span));
        WriteSection(Section.H, () => file.WriteRaw(key.H.Span));

        file.BeginSection(OurSection);
        file.Write(OurVersion);
        file.Write((uint)verifying.Setup);
        file.WriteRaw(verifying.CircuitDigest.Bytes);
        file.EndSection();
        if (key.Commitment is null || verifying.Commitment is null) return;

        file.BeginSection(ZkeyCommitment.Section);
        ZkeyCommitment.Write(file, verifying.Commitment, key.Commitment);
        file.EndSection();
    }

    /// <summary>Reads the key of a circuit.</summary>
    /// <exception cref="KeyFileException">Truncated, malformed, for another curve or circuit, a point outside its group, or a key that lets anyone forge.</exception>
    public static ProvingKey Read(string path, ConstraintSystem system)
    {
        using BinaryFileReader file = new(path, Magic, 1);
        SectionReader Open(Section section, long points) => file.Open((uint)section, points * PointBytes);
        if (file.Open((uint)Section.Protocol, 4).ReadUInt32() != Groth16Protocol) throw file.Error("it is not a Groth16 key");

        SectionReader header = file.Open((uint)Section.Header, 1 << 12);
        if (header.ReadUInt32() != Fp.ByteLength || header.ReadInteger(Fp.ByteLength) != Fp.Modulus || header.ReadUInt32() != Fr.ByteLength || header.ReadInteger(Fr.ByteLength) != Fr.Modulus)
            throw file.Error("it is a key for another curve than BLS12-381");
        uint wires = header.ReadUInt32(), publicInputs = header.ReadUInt32(), domain = header.ReadUInt32();
        uint expectedDomain = BitOperations.RoundUpToPowerOf2((uint)QuadraticProgramAtPoint.Rows(system));
        if (wires != system.WireCount || publicInputs != system.PublicInputCount || domain != expectedDomain)
            throw file.Error($"it is a key for another circuit ({wires} wires, {publicInputs} public inputs, domain {domain}; the circuit has {system.WireCount}, {system.PublicInputCount}, {expectedDomain})");

        G1Affine[] alphaBeta = PointArray.ReadG1(file, header, 2, "α, β");
        G2Affine[] betaGamma = PointArray.ReadG2(file, header, 2, "β, γ");
        G1Affine[] delta1 = PointArray.ReadG1(file, header, 1, "δ");
        G2Affine[] delta2 = PointArray.ReadG2(file, header, 1, "δ");
        header.ExpectEnd();
        RequireTwins(file, alphaBeta[1], betaGamma[0], delta1[0], delta2[0]);
        (SetupKind setup, CircuitDigest digest) = ReadOurSection(file, system);
        ZkeyCoefficients.Require(file, file.Open((uint)Section.Coefficients, long.MaxValue), system);

        (CommitmentVerifyingKey? Verifying, CommitmentProvingKey? Proving) commitment = system.Commitment is null ? (null, null) : ZkeyCommitment.Read(file, system.Commitment);
        G1Affine[] G1(Section section, int count) => PointArray.ReadG1(file, Open(section, count), count, section.ToString());
        try
        {
            ProvingKey key = new()
            {
                VerifyingKey = new(alphaBeta[0], betaGamma[0], betaGamma[1], delta2[0], G1(Section.PublicInputBases, (int)publicInputs + 1), digest, setup, commitment.Verifying),
                Beta = alphaBeta[1],
                Delta = delta1[0],
                A = G1(Section.A, (int)wires),
                B1 = G1(Section.B1, (int)wires),
                B2 = PointArray.ReadG2(file, Open(Section.B2, 2 * wires), (int)wires, "B2"),
                C = G1(Section.C, (int)(wires - publicInputs - 1)),
                H = G1(Section.H, (int)domain),
                Commitment = commitment.Proving,
            };
            if (system.Commitment is not null) RequireSound(file, key, system.Commitment, publicWires: (int)publicInputs + 1);
            return key;
        }
        catch (ArgumentException degenerate)
        {
            throw file.Error(degenerate.Message);
        }
    }

    /// <summary>β and δ have the same logarithms in G1 and in G2.</summary>
    /// <remarks>With another δ in G1, infinity for one, proofs can hold and yet be unblinded: the key's maker would learn about witnesses.</remarks>
    private static void RequireTwins(BinaryFileReader file, G1Affine beta1, G2Affine beta2, G1Affine delta1, G2Affine delta2)
    {
        if (!Twins.Are(beta1, beta2)) throw file.Error("β in G1 is not β in G2");
        if (!Twins.Are(delta1, delta2)) throw file.Error("δ in G1 is not δ in G2: proofs would not be blinded");
    }

    /// <summary>What a key for a circuit that commits must have besides points of their groups.</summary>
    private static void RequireSound(BinaryFileReader file, ProvingKey key, CommitmentLayout layout, int publicWires)
    {
        if (!key.Commitment!.Blinds(key.VerifyingKey)) throw file.Error("η is infinity or not the same in all its forms: commitments would not be blinded");
        if (!key.Commitment.HasRightKnowledgeBases(key.VerifyingKey)) throw file.Error("the bases of the proof of knowledge are not σ times those of the commitment");
        foreach (int wire in layout.Wires.Span)
            if (!key.C.Span[wire - publicWires].IsInfinity) throw file.Error($"C[{wire - publicWires}] is the base of a wire that is committed to: a prover could put it elsewhere");
    }

    /// <summary>What the key says of itself. A key without our section (snarkjs's) does not name its circuit; its matrices have to do.</summary>
    private static (SetupKind Setup, CircuitDigest CircuitDigest) ReadOurSection(BinaryFileReader file, ConstraintSystem system)
    {
        if (!file.Has(OurSection)) return (SetupKind.Development, system.Digest);

        SectionReader section = file.Open(OurSection, 40);
        uint version = section.ReadUInt32(), kind = section.ReadUInt32();
        Span<byte> bytes = stackalloc byte[32];
        section.ReadRaw(bytes);
        CircuitDigest digest = new(bytes);
        section.ExpectEnd();
        if (version != OurVersion) throw file.Error($"key version {version} is not known (this program knows {OurVersion})");
        if (!Enum.IsDefined((SetupKind)kind)) throw file.Error($"setup kind {kind} is not known");
        if (digest != system.Digest) throw file.Error($"it is a key for circuit {digest}, not for {system.Digest}");

        // A key that claims a ceremony would have to bring a transcript that replays; none does yet.
        return (SetupKind.Development, digest);
    }
}
