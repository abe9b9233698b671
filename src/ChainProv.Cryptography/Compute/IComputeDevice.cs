using ChainProv.Cryptography.Hashing;
using ChainProv.Cryptography.Polynomials;

namespace ChainProv.Cryptography.Compute;

/// <summary>The heavy operations of proving. A processor, or a graphics processor, implements this; nothing above it knows which one runs.</summary>
/// <remarks>Every device gives the same results bit for bit: the same field elements, and the same points in affine form. All are safe for concurrent callers.</remarks>
public interface IComputeDevice
{
    /// <summary>What it is, for people: "cpu, 2 threads".</summary>
    string Name { get; }

    /// <summary>
    /// Promises that these points will be multiplied again and never change: the device may keep its own form of them, of all or of parts that lie within,
    /// for as long as the memory behind them is in use. It costs little to promise again.
    /// </summary>
    void Retain(ReadOnlyMemory<G1Affine> points);

    /// <inheritdoc cref="Retain(ReadOnlyMemory{G1Affine})"/>
    void Retain(ReadOnlyMemory<G2Affine> points);

    /// <summary>Σ scalarᵢ·pointᵢ in G1. Variable time.</summary>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    G1Jacobian MultiScalarMultiply(ReadOnlyMemory<G1Affine> points, ReadOnlyMemory<Fr> scalars, CancellationToken cancellationToken = default);

    /// <summary>Σ scalarᵢ·pointᵢ in G2. Variable time.</summary>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    G2Jacobian MultiScalarMultiply(ReadOnlyMemory<G2Affine> points, ReadOnlyMemory<Fr> scalars, CancellationToken cancellationToken = default);

    /// <summary>Coefficients to values on ⟨ω⟩, in place.</summary>
    void Transform(EvaluationDomain<Fr> domain, Memory<Fr> values);

    /// <summary>Coefficients to values on the coset shift·⟨ω⟩, in place.</summary>
    void CosetTransform(EvaluationDomain<Fr> domain, Memory<Fr> values, Fr shift);

    /// <summary>Values on ⟨ω⟩ to coefficients, in place.</summary>
    void InverseTransform(EvaluationDomain<Fr> domain, Memory<Fr> values);

    /// <summary>Σ (a·b − c)(ω₂^(2i+1))·pointᵢ, the part of a Groth16 proof that divides: <see cref="Quotient.OddEvaluations"/>, and their sum in the exponent.</summary>
    /// <param name="points">n points, n a power of two.</param>
    /// <param name="a">The values of a on the n-th roots of unity. Overwritten.</param>
    /// <param name="b">The values of b on the n-th roots of unity. Overwritten.</param>
    /// <param name="cancellationToken">Looked at between the steps and within the long one.</param>
    /// <exception cref="ArgumentException">The lengths differ, or are no power of two.</exception>
    /// <remarks>One operation, so that on a device of its own memory nothing but the two vectors goes in, and nothing but the point comes out.</remarks>
    G1Jacobian MultiplyQuotient(ReadOnlyMemory<G1Affine> points, Memory<Fr> a, Memory<Fr> b, CancellationToken cancellationToken = default);

    /// <summary>One layer of a Merkle tree, as <see cref="Poseidon2.CompressLayer"/>: parent i is the compression of children 2i and 2i + 1.</summary>
    /// <exception cref="ArgumentException">There are not exactly two children for each parent.</exception>
    void CompressLayer(ReadOnlyMemory<Fr> children, Memory<Fr> parents);
}
