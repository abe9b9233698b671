using ChainProv.Cryptography.Curves;
using ChainProv.Cryptography.Polynomials;

namespace ChainProv.Cryptography.Compute;

/// <summary>The processor, with a fixed number of threads.</summary>
public sealed class CpuDevice : IComputeDevice
{
    private readonly int _threads;

    /// <param name="threads">At least one; all processors if not given.</param>
    public CpuDevice(int? threads = null)
    {
        _threads = threads ?? Environment.ProcessorCount;
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(_threads, nameof(threads));
    }

    public static CpuDevice Default { get; } = new();

    public string Name => $"cpu, {_threads} {(_threads == 1 ? "thread" : "threads")}";

    public G1Jacobian MultiScalarMultiply(ReadOnlyMemory<G1Affine> points, ReadOnlyMemory<Fr> scalars, CancellationToken cancellationToken = default) =>
        MultiScalarMultiplication.Compute(points, scalars, _threads, cancellationToken);

    public G2Jacobian MultiScalarMultiply(ReadOnlyMemory<G2Affine> points, ReadOnlyMemory<Fr> scalars, CancellationToken cancellationToken = default) =>
        MultiScalarMultiplication.Compute(points, scalars, _threads, cancellationToken);

    public void CosetTransform(EvaluationDomain<Fr> domain, Memory<Fr> values, Fr shift) => domain.ForwardCoset(values, shift, _threads);

    public void InverseTransform(EvaluationDomain<Fr> domain, Memory<Fr> values) => domain.Inverse(values, _threads);
}
