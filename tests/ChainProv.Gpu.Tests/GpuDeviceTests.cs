using ChainProv.Cryptography.Compute;
using ChainProv.Cryptography.Polynomials;

namespace ChainProv.Gpu.Tests;

/// <summary>Each operation gives what the processor's gives, bit for bit.</summary>
public sealed class GpuDeviceTests
{
    private static readonly CpuDevice Processor = new(threads: 2);

    public static MatrixTheoryData<string, int> Domains { get; } = new(TestDevices.Names, [0, 1, 2, 3, 6, 7, 11]);

    public static MatrixTheoryData<string, ScalarKind> Kinds { get; } = new(TestDevices.Names, Enum.GetValues<ScalarKind>());

    public static MatrixTheoryData<string, int> Counts { get; } = new(TestDevices.Names, [0, 1, 2, 65, 300]);

    [Theory, MemberData(nameof(Domains))]
    public void Transforms_are_the_processors(string name, int logarithm)
    {
        GpuDevice device = TestDevices.Get(name);
        EvaluationDomain<Fr> domain = new(logarithm);
        Fr[] expected = Samples.Scalars(domain.Size), actual = [.. expected];
        foreach (Action<IComputeDevice, Fr[]> operation in (Action<IComputeDevice, Fr[]>[])
            [(on, v) => on.Transform(domain, v), (on, v) => on.CosetTransform(domain, v, Fr.Generator), (on, v) => on.InverseTransform(domain, v)])
        {
            operation(Processor, expected);
            operation(device, actual);
            actual.Should().Equal(expected);
        }
    }

    [Theory, MemberData(nameof(Kinds))]
    public void Sums_in_G1_are_the_processors(string name, ScalarKind kind)
    {
        GpuDevice device = TestDevices.Get(name);
        G1Affine[] points = Samples.G1(600);
        Fr[] scalars = Samples.Scalars(kind, points.Length);
        device.MultiScalarMultiply(points, scalars).ToAffine().Should().Be(Processor.MultiScalarMultiply(points, scalars).ToAffine());
    }

    [Theory, MemberData(nameof(Kinds))]
    public void Sums_in_G2_are_the_processors(string name, ScalarKind kind)
    {
        GpuDevice device = TestDevices.Get(name);
        G2Affine[] points = Samples.G2(300);
        Fr[] scalars = Samples.Scalars(kind, points.Length);
        device.MultiScalarMultiply(points, scalars).ToAffine().Should().Be(Processor.MultiScalarMultiply(points, scalars).ToAffine());
    }

    [Theory, MemberData(nameof(Counts))]
    public void Sums_of_any_length_are_the_processors(string name, int count)
    {
        GpuDevice device = TestDevices.Get(name);
        G1Affine[] points = Samples.G1(count);
        Fr[] scalars = Samples.Scalars(count);
        device.MultiScalarMultiply(points, scalars).ToAffine().Should().Be(Processor.MultiScalarMultiply(points, scalars).ToAffine());
    }

    /// <summary>Wide windows, many levels of partial sums and of window sums; transforms of several tables.</summary>
    [Fact, Trait("Category", "Slow")]
    public void Large_operations_are_the_processors()
    {
        GpuDevice device = TestDevices.Get("opencl");
        G1Affine[] points = Samples.G1(1 << 15);
        Fr[] scalars = Samples.Scalars(points.Length), other = Samples.Scalars(points.Length);
        device.Retain(points);
        device.MultiScalarMultiply(points, scalars).ToAffine().Should().Be(Processor.MultiScalarMultiply(points, scalars).ToAffine());
        Fr[] bits = Samples.Scalars(ScalarKind.Bits, points.Length);
        device.MultiScalarMultiply(points, bits).ToAffine().Should().Be(Processor.MultiScalarMultiply(points, bits).ToAffine());
        device.MultiplyQuotient(points, scalars.ToArray(), other.ToArray()).ToAffine().Should().Be(Processor.MultiplyQuotient(points, scalars.ToArray(), other.ToArray()).ToAffine());

        G2Affine[] inG2 = Samples.G2(1 << 12);
        device.MultiScalarMultiply(inG2, scalars.AsMemory(..inG2.Length)).ToAffine().Should().Be(Processor.MultiScalarMultiply(inG2, scalars.AsMemory(..inG2.Length)).ToAffine());

        EvaluationDomain<Fr> domain = new(17);
        Fr[] expected = Samples.Scalars(domain.Size), actual = [.. expected];
        Processor.CosetTransform(domain, expected, Fr.Generator);
        device.CosetTransform(domain, actual, Fr.Generator);
        actual.Should().Equal(expected);
    }

    [Theory, MemberData(nameof(Counts))]
    public void Layers_are_the_processors(string name, int pairs)
    {
        GpuDevice device = TestDevices.Get(name);
        Fr[] children = [.. Samples.Scalars(2 * pairs)], expected = new Fr[pairs], actual = new Fr[pairs];
        Processor.CompressLayer(children, expected);
        device.CompressLayer(children, actual);
        actual.Should().Equal(expected);
    }

    [Theory, MemberData(nameof(Domains))]
    public void Quotients_are_the_processors(string name, int logarithm)
    {
        GpuDevice device = TestDevices.Get(name);
        Fr[] a = Samples.Scalars(1 << logarithm), b = Samples.Scalars(1 << logarithm);
        G1Affine[] points = Samples.G1(a.Length);
        G1Jacobian actual = device.MultiplyQuotient(points, a.ToArray(), b.ToArray());
        actual.ToAffine().Should().Be(Processor.MultiplyQuotient(points, a, b).ToAffine());
    }
}
