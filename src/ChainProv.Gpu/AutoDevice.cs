using ChainProv.Cryptography.Compute;
using ChainProv.Cryptography.Polynomials;

namespace ChainProv.Gpu;

/// <summary>Two devices as one: each operation runs where one of its size is faster. That is measured when an operation is first asked for, and costs about a second.</summary>
public sealed class AutoDevice : IComputeDevice, IDisposable
{
    private readonly IComputeDevice _processor, _graphics;
    private readonly Crossover _sumsInG1, _sumsInG2, _transforms, _quotients, _layers;

    /// <param name="processor">For what is small.</param>
    /// <param name="graphics">For what is large. Owned from now on.</param>
    public AutoDevice(IComputeDevice processor, GpuDevice graphics)
        : this(processor, graphics, TimeProvider.System)
    {
    }

    internal AutoDevice(IComputeDevice processor, IComputeDevice graphics, TimeProvider time)
    {
        (_processor, _graphics) = (processor, graphics);
        _sumsInG1 = Measured(CalibrationInputs.SumInG1);
        _sumsInG2 = Measured(CalibrationInputs.SumInG2);
        _transforms = Measured(CalibrationInputs.Transform);
        _quotients = Measured(CalibrationInputs.Quotient);
        _layers = Measured(CalibrationInputs.Layer);

        Crossover Measured(Func<int, Action<IComputeDevice>> inputs) => new(time, size =>
        {
            Action<IComputeDevice> operation = inputs(size);
            return (() => operation(processor), () => operation(graphics));
        });
    }

    public string Name => $"auto: {_processor.Name}; {_graphics.Name}";

    public void Retain(ReadOnlyMemory<G1Affine> points)
    {
        _processor.Retain(points);
        _graphics.Retain(points);
    }

    public void Retain(ReadOnlyMemory<G2Affine> points)
    {
        _processor.Retain(points);
        _graphics.Retain(points);
    }

    public G1Jacobian MultiScalarMultiply(ReadOnlyMemory<G1Affine> points, ReadOnlyMemory<Fr> scalars, CancellationToken cancellationToken = default) =>
        Choose(_sumsInG1, points.Length).MultiScalarMultiply(points, scalars, cancellationToken);

    public G2Jacobian MultiScalarMultiply(ReadOnlyMemory<G2Affine> points, ReadOnlyMemory<Fr> scalars, CancellationToken cancellationToken = default) =>
        Choose(_sumsInG2, points.Length).MultiScalarMultiply(points, scalars, cancellationToken);

    public void Transform(EvaluationDomain<Fr> domain, Memory<Fr> values) => Choose(_transforms, domain.Size).Transform(domain, values);

    public void CosetTransform(EvaluationDomain<Fr> domain, Memory<Fr> values, Fr shift) => Choose(_transforms, domain.Size).CosetTransform(domain, values, shift);

    public void InverseTransform(EvaluationDomain<Fr> domain, Memory<Fr> values) => Choose(_transforms, domain.Size).InverseTransform(domain, values);

    public G1Jacobian MultiplyQuotient(ReadOnlyMemory<G1Affine> points, Memory<Fr> a, Memory<Fr> b, CancellationToken cancellationToken = default) =>
        Choose(_quotients, points.Length).MultiplyQuotient(points, a, b, cancellationToken);

    public void CompressLayer(ReadOnlyMemory<Fr> children, Memory<Fr> parents) => Choose(_layers, parents.Length).CompressLayer(children, parents);

    public void Dispose() => (_graphics as IDisposable)?.Dispose();

    private IComputeDevice Choose(Crossover crossover, int size) => crossover.IsOnGraphics(size) ? _graphics : _processor;
}
