namespace ChainProv.Gpu.Tests;

/// <summary>Inputs with everything in them that could be treated wrong.</summary>
internal static class Samples
{
    public static Fr[] Scalars(int count) => [.. Enumerable.Range(0, count).Select(_ => Fr.Random())];

    /// <summary>Points that follow each other at random distances; among them infinity, equal ones and opposite ones.</summary>
    public static G1Affine[] G1(int count)
    {
        G1Jacobian step = G1Affine.Generator * Fr.Random(), point = step;
        G1Jacobian[] points = new G1Jacobian[count];
        for (int i = 0; i < count; i++, point += step)
            points[i] = i % 11 == 3 ? G1Jacobian.Infinity : i % 7 == 5 ? points[i - 1] : i % 13 == 8 ? -points[i - 2] : point;
        return G1Jacobian.BatchToAffine(points);
    }

    /// <inheritdoc cref="G1"/>
    public static G2Affine[] G2(int count)
    {
        G2Jacobian step = G2Affine.Generator * Fr.Random(), point = step;
        G2Jacobian[] points = new G2Jacobian[count];
        for (int i = 0; i < count; i++, point += step)
            points[i] = i % 11 == 3 ? G2Jacobian.Infinity : i % 7 == 5 ? points[i - 1] : i % 13 == 8 ? -points[i - 2] : point;
        return G2Jacobian.BatchToAffine(points);
    }

    /// <summary>Scalars of one kind.</summary>
    public static Fr[] Scalars(ScalarKind kind, int count)
    {
        Fr one = Fr.One, same = Fr.Random();
        return [.. Enumerable.Range(0, count).Select(i => kind switch
        {
            ScalarKind.Random => Fr.Random(),
            ScalarKind.Equal => same,
            ScalarKind.Zero => Fr.Zero,
            ScalarKind.Bits => i % 3 == 0 ? Fr.Zero : one,
            ScalarKind.Small => i % 2 == 0 ? Fr.From((ulong)i) : -Fr.From((ulong)i),
            ScalarKind.Extreme => Extremes[i % Extremes.Length],
            _ => throw new ArgumentOutOfRangeException(nameof(kind)),
        })];
    }

    /// <summary>The numbers at which a scalar changes its sign, its last digit carries, or all its digits do.</summary>
    private static Fr[] Extremes { get; } =
    [
        Fr.Zero, Fr.One, -Fr.One, Fr.From((Fr.Modulus - 1) / 2), Fr.From((Fr.Modulus + 1) / 2),
        .. Enumerable.Range(1, 254).Select(bit => Fr.From(System.Numerics.BigInteger.One << bit)),
        .. Enumerable.Range(1, 254).Select(bit => Fr.From((System.Numerics.BigInteger.One << bit) - 1)),
    ];
}
