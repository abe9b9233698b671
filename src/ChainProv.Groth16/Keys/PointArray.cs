using ChainProv.Cryptography.Curves;
using ChainProv.Cryptography.Fields;
using ChainProv.Groth16.Iden3;

namespace ChainProv.Groth16.Keys;

/// <summary>Arrays of points as they lie in memory and in .zkey files: Montgomery form, little-endian limbs, infinity all zero.</summary>
internal static class PointArray
{
    public static G1Affine[] ReadG1(BinaryFileReader file, SectionReader section, int count, string name) => Read<Cryptography.Bls12381.G1, Fp>(file, section, count, name);

    public static G2Affine[] ReadG2(BinaryFileReader file, SectionReader section, int count, string name) => Read<Cryptography.Bls12381.G2, Fp2>(file, section, count, name);

    /// <summary>Reads n points, each of which must be canonical, on the curve and in the subgroup.</summary>
    private static AffinePoint<TCurve, TField, Fr>[] Read<TCurve, TField>(BinaryFileReader file, SectionReader section, int count, string name)
        where TCurve : struct, ICurve<TCurve, TField, Fr>
        where TField : unmanaged, IField<TField>
    {
        AffinePoint<TCurve, TField, Fr>[] points = new AffinePoint<TCurve, TField, Fr>[count];
        section.ReadRaw(points.AsSpan());
        return BatchValidation.FirstInvalid<TCurve, TField, Fr>(points) is { } bad
            ? throw file.Error($"{name}[{bad}]: {PointFormatException.Describe(points[bad].Validate())}")
            : points;
    }
}
