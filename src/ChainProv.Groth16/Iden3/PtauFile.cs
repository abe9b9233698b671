using ChainProv.Cryptography.Commitments;

namespace ChainProv.Groth16.Iden3;

/// <summary>Powers of tau in snarkjs's .ptau format (version 1), over BLS12-381.</summary>
/// <remarks>Sections: 1 header (coordinate length, p, power, ceremony power), 2 [τⁱ]₁ for i below 2^(power+1) − 1, 3 [τⁱ]₂ for i below 2^power.</remarks>
public static class PtauFile
{
    private const int HeaderBytes = 4 + 48 + 4 + 4;

    /// <summary>2^28 powers are the most that snarkjs's own ceremony has.</summary>
    private const uint LargestPower = 28;

    /// <summary>More powers in G2 would only take time to check: openings use two.</summary>
    private const int MostG2Powers = 65;

    private enum Section : uint
    {
        Header = 1,
        TauG1,
        TauG2,
    }

    /// <summary>A KZG reference string from the first powers of the file, checked whole; the ceremony's transcript in the file is not.</summary>
    /// <param name="path">The file.</param>
    /// <param name="size">How many powers in G1; 2^power if not given.</param>
    /// <exception cref="KeyFileException">Truncated, malformed, for another curve, with fewer powers, or not the powers of one secret that somebody chose.</exception>
    public static KzgSrs ReadSrs(string path, int? size = null)
    {
        using BinaryFileReader file = new(path, "ptau", 1);
        SectionReader header = file.Open((uint)Section.Header, HeaderBytes);
        if (header.ReadUInt32() != Fp.ByteLength || header.ReadInteger(Fp.ByteLength) != Fp.Modulus) throw file.Error("its powers are not of BLS12-381");
        uint power = header.ReadUInt32();
        if (power > LargestPower) throw file.Error($"it claims 2^{power} powers");

        long powers = 1L << (int)power;
        G1Affine[] g1 = Read<G1Affine>(file, Section.TauG1, (2 * powers) - 1, size ?? powers, G1Affine.EncodedLength(Cryptography.Curves.PointFormat.Uncompressed));
        G2Affine[] g2 = Read<G2Affine>(file, Section.TauG2, powers, Math.Min(powers, MostG2Powers), G2Affine.EncodedLength(Cryptography.Curves.PointFormat.Uncompressed));
        try
        {
            return KzgSrs.From(g1, g2);
        }
        catch (KzgSrsException problem)
        {
            throw file.Error(problem.Problem);
        }
    }

    /// <summary>Points as they lie in memory, which <see cref="KzgSrs.From"/> validates.</summary>
    private static TPoint[] Read<TPoint>(BinaryFileReader file, Section section, long there, long wanted, int bytes) where TPoint : unmanaged
    {
        if (file.Length((uint)section) != there * bytes) throw file.Error($"section {(uint)section} has {file.Length((uint)section)} bytes; {there} powers have {there * bytes}");
        if (wanted > there) throw file.Error($"{wanted} powers are wanted, and it has {there}");
        TPoint[] points = new TPoint[wanted];
        file.Open((uint)section, long.MaxValue).ReadRaw(points.AsSpan());
        return points;
    }
}
