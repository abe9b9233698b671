using ChainProv.Cryptography.Polynomials;

namespace ChainProv.Cryptography.Compute;

/// <summary>The heavy operations of proving. A processor, or a graphics processor, implements this; nothing above it knows which one runs.</summary>
/// <remarks>Every device gives the same results bit for bit.</remarks>
public interface IComputeDevice
{
    /// <summary>What it is, for people: "cpu, 2 threads".</summary>
    string Name { get; }

    /// <summary>Σ scalarᵢ·pointᵢ in G1. Variable time.</summary>
    G1Jacobian MultiScalarMultiply(ReadOnlyMemory<G1Affine> points, ReadOnlyMemory<Fr> scalars, CancellationToken cancellationToken = default);

    /// <summary>Σ scalarᵢ·pointᵢ in G2. Variable time.</summary>
    G2Jacobian MultiScalarMultiply(ReadOnlyMemory<G2Affine> points, ReadOnlyMemory<Fr> scalars, CancellationToken cancellationToken = default);

    /// <summary>Coefficients to values on the coset shift·⟨ω⟩, in place.</summary>
    void CosetTransform(EvaluationDomain<Fr> domain, Memory<Fr> values, Fr shift);

    /// <summary>Values on ⟨ω⟩ to coefficients, in place.</summary>
    void InverseTransform(EvaluationDomain<Fr> domain, Memory<Fr> values);
}
