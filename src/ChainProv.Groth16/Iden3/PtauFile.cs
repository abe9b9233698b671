using ChainProv.Cryptography.Commitments;
using ChainProv.Cryptography.Curves;
using ChainProv.Cryptography.Fields;

namespace ChainProv.Groth16.Iden3;

/// <summary>Powers of tau in snarkjs's .ptau format (version 1), over BLS12-381.</summary>
/// <remarks>Sections: 1 header (coordinate length, p, power, ceremony power), 2 [τⁱ]₁ for i below 2^(power+1) − 1, 3 [τⁱ]₂ for i below 2^power.</remarks>
public static class PtauFile
{
    private const int HeaderBytes = 4 + 48 + 4 + 4;

    /// <summary>2^28 powers are the most that snarkjs's own ceremony has.</summary>
    private const uint LargestPower = 28;

    /// <summary>2^24 points of G1 are 1.6 GB.</summary>
    private const int MostPowers = 1 << 24;

    private const int FirstPiece = 1 << 14;

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
    /// <exception cref="KeyFileException">Truncated, malformed, for another curve, with fewer powers or more than can be used, or not the powers of one secret that somebody chose.</exception>
    public static KzgSrs ReadSrs(string path, int? size = null)
    {
        using BinaryFileReader file = new(path, "ptau", 1);
        SectionReader header = file.Open((uint)Section.Header, HeaderBytes);
        if (header.ReadUInt32() != Fp.ByteLength || header.ReadInteger(Fp.ByteLength) != Fp.Modulus) throw file.Error("its powers are not of BLS12-381");
        uint power = header.ReadUInt32();
        if (power > LargestPower) throw file.Error($"it claims 2^{power} powers");

        long powers = 1L << (int)power;
        G1Affine[] g1 = Read<Cryptography.Bls12381.G1, Fp>(file, Section.TauG1, (2 * powers) - 1, size ?? powers);
        G2Affine[] g2 = Read<Cryptography.Bls12381.G2, Fp2>(file, Section.TauG2, powers, Math.Min(powers, MostG2Powers));
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
    /// <remarks>In pieces that double: a file of holes, which claims more than it has on the disk, is refused before there is memory for what it claims.</remarks>
    private static AffinePoint<TCurve, TField, Fr>[] Read<TCurve, TField>(BinaryFileReader file, Section section, long there, long wanted)
        where TCurve : struct, ICurve<TCurve, TField, Fr>
        where TField : unmanaged, IField<TField>
    {
        long bytes = there * AffinePoint<TCurve, TField, Fr>.EncodedLength(PointFormat.Uncompressed);
        if (file.Length((uint)section) != bytes) throw file.Error($"section {(uint)section} has {file.Length((uint)section)} bytes; {there} powers have {bytes}");
        if (wanted > there) throw file.Error($"{wanted} powers are wanted, and it has {there}");
        if (wanted > MostPowers) throw file.Error($"{wanted} powers are wanted, and {MostPowers} are the most that can be used");

        SectionReader reader = file.Open((uint)section, bytes);
        AffinePoint<TCurve, TField, Fr>[] points = [];
        while (points.Length < wanted)
        {
            int start = points.Length;
            Array.Resize(ref points, (int)Math.Min(wanted, Math.Max(FirstPiece, 2L * start)));
            reader.ReadRaw(points.AsSpan(start));
            int infinity = Array.FindIndex(points, start, point => point.IsInfinity);
            if (infinity >= 0) throw file.Error($"power {infinity} in {TCurve.Name}: {PointFormatException.Describe(PointError.Infinity)}");
        }

        return points;
    }
}
