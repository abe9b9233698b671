using ChainProv.Cryptography.Curves;
using ChainProv.Cryptography.Hashing;
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

    /// <summary>Keeps nothing: the points are multiplied where they are.</summary>
    public void Retain(ReadOnlyMemory<G1Affine> points)
    {
    }

    /// <inheritdoc cref="Retain(ReadOnlyMemory{G1Affine})"/>
    public void Retain(ReadOnlyMemory<G2Affine> points)
    {
    }

    public G1Jacobian MultiScalarMultiply(ReadOnlyMemory<G1Affine> points, ReadOnlyMemory<Fr> scalars, CancellationToken cancellationToken = default) =>
        MultiScalarMultiplication.Compute(points, scalars, _threads, cancellationToken);

    public G2Jacobian MultiScalarMultiply(ReadOnlyMemory<G2Affine> points, ReadOnlyMemory<Fr> scalars, CancellationToken cancellationToken = default) =>
        MultiScalarMultiplication.Compute(points, scalars, _threads, cancellationToken);

    public void Transform(EvaluationDomain<Fr> domain, Memory<Fr> values) => domain.Forward(values, _threads);

    public void CosetTransform(EvaluationDomain<Fr> domain, Memory<Fr> values, Fr shift) => domain.ForwardCoset(values, shift, _threads);

    public void InverseTransform(EvaluationDomain<Fr> domain, Memory<Fr> values) => domain.Inverse(values, _threads);

    public G1Jacobian MultiplyQuotient(ReadOnlyMemory<G1Affine> points, Memory<Fr> a, Memory<Fr> b, CancellationToken cancellationToken = default)
    {
        if (points.Length != a.Length) throw new ArgumentException($"{points.Length} points, but {a.Length} values.", nameof(points));
        Fr[] quotient = Quotient.OddEvaluations(a, b, _threads, cancellationToken);
        return MultiScalarMultiply(points, quotient, cancellationToken);
    }

    public void CompressLayer(ReadOnlyMemory<Fr> children, Memory<Fr> parents) => MerkleNodes.CompressPairs(children, parents, _threads);
}
