using ChainProv.Cryptography.Compute;
using ChainProv.Cryptography.Polynomials;

namespace ChainProv.Gpu;

/// <summary>Operations of a size, to measure devices with: full scalars, and points that were retained, as a key's are.</summary>
internal static class CalibrationInputs
{
    public static Action<IComputeDevice> SumInG1(int size)
    {
        (G1Affine[] points, Fr[] scalars) = (PointsInG1(size), Scalars(size));
        return device =>
        {
            device.Retain(points);
            device.MultiScalarMultiply(points, scalars);
        };
    }

    public static Action<IComputeDevice> SumInG2(int size)
    {
        G2Jacobian[] points = new G2Jacobian[size];
        points[0] = G2Jacobian.Generator;
        for (int i = 1; i < size; i++) points[i] = points[i - 1] + G2Affine.Generator;
        (G2Affine[] affine, Fr[] scalars) = (G2Jacobian.BatchToAffine(points), Scalars(size));
        return device =>
        {
            device.Retain(affine);
            device.MultiScalarMultiply(affine, scalars);
        };
    }

    public static Action<IComputeDevice> Transform(int size)
    {
        EvaluationDomain<Fr> domain = EvaluationDomain<Fr>.ForSize(size);
        Fr[] values = Scalars(domain.Size);
        return device => device.Transform(domain, values);
    }

    public static Action<IComputeDevice> Quotient(int size)
    {
        (G1Affine[] points, Fr[] a, Fr[] b) = (PointsInG1(size), Scalars(size), Scalars(size));
        return device =>
        {
            device.Retain(points);
            device.MultiplyQuotient(points, a, b);
        };
    }

    public static Action<IComputeDevice> Layer(int size)
    {
        Fr[] children = Scalars(2 * size), parents = new Fr[size];
        return device => device.CompressLayer(children, parents);
    }

    private static G1Affine[] PointsInG1(int size)
    {
        G1Jacobian[] points = new G1Jacobian[size];
        points[0] = G1Jacobian.Generator;
        for (int i = 1; i < size; i++) points[i] = points[i - 1] + G1Affine.Generator;
        return G1Jacobian.BatchToAffine(points);
    }

    private static Fr[] Scalars(int size) => [.. Enumerable.Range(0, size).Select(_ => Fr.Random())];
}
