using ChainProv.Cryptography.Curves;
using ChainProv.Groth16.Iden3;

namespace ChainProv.Groth16.Keys;

/// <summary>Arrays of points as they lie in memory and in .zkey files: Montgomery form, little-endian limbs, infinity all zero.</summary>
internal static class PointArray
{
    /// <summary>Reads n points; unless the file is known to be our own writing, each must be canonical, on the curve and in the subgroup.</summary>
    private static TPoint[] Read<TPoint>(BinaryFileReader file, SectionReader section, int count, string name, PointTrust trust, Func<TPoint, PointError> validate)
        where TPoint : unmanaged
    {
        TPoint[] points = new TPoint[count];
        section.ReadRaw(points.AsSpan());
        if (trust == PointTrust.KnownBytes) return points;

        ParallelLoopResult result = Parallel.For(0, count, (i, loop) =>
        {
            if (validate(points[i]) is not (PointError.None or PointError.Infinity)) loop.Break();
        });
        if (result.LowestBreakIteration is { } bad) throw file.Error($"{name}[{bad}]: {PointFormatException.Describe(validate(points[bad]))}");
        return points;
    }

    public static G1Affine[] ReadG1(BinaryFileReader file, SectionReader section, int count, string name, PointTrust trust) =>
        Read<G1Affine>(file, section, count, name, trust, point => point.Validate());

    public static G2Affine[] ReadG2(BinaryFileReader file, SectionReader section, int count, string name, PointTrust trust) =>
        Read<G2Affine>(file, section, count, name, trust, point => point.Validate());
}
