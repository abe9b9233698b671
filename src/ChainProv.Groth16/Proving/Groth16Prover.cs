using ChainProv.Circuits;
using ChainProv.Cryptography.Compute;
using ChainProv.Cryptography.Polynomials;
using ChainProv.Groth16.Keys;
using ChainProv.Groth16.Verification;

namespace ChainProv.Groth16.Proving;

/// <summary>Makes Groth16 proofs (eprint 2016/260, section 3.2), blinded afresh each time: two proofs of one witness share no element.</summary>
public static class Groth16Prover
{
    /// <param name="key">The key of this very circuit.</param>
    /// <param name="system">The circuit.</param>
    /// <param name="witness">A satisfying assignment of all wires: the constant one, the public inputs, the rest.</param>
    /// <param name="device">What computes; the processor if not given.</param>
    /// <param name="progress">Told the share done, from 0 to 1.</param>
    /// <param name="cancellationToken">Looked at between the phases and within the long ones.</param>
    /// <exception cref="ArgumentException">The key belongs to another circuit, or the witness has another shape.</exception>
    /// <exception cref="UnsatisfiedConstraintException">The witness does not satisfy the circuit.</exception>
    /// <exception cref="DamagedKeyException">The proof does not verify. It is not given away: made with a damaged or malicious key, it could tell of the
    /// witness. One that verifies cannot: r and s make A and B uniform, and the equation leaves one C.</exception>
    public static Proof Prove(
        ProvingKey key,
        ConstraintSystem system,
        Witness witness,
        IComputeDevice? device = null,
        IProgress<double>? progress = null,
        CancellationToken cancellationToken = default)
    {
        if (key.VerifyingKey.CircuitDigest != system.Digest) throw new ArgumentException("The key was made for another circuit.", nameof(key));
        if (system.FirstUnsatisfied(witness) is { } unsatisfied) throw new UnsatisfiedConstraintException(unsatisfied);
        Proof proof = Compute(key, system, witness, device ?? CpuDevice.Default, progress, cancellationToken);
        return Groth16Verifier.Verify(key.VerifyingKey, proof, witness.PublicInputs.Span) ? proof : throw new DamagedKeyException();
    }

    /// <summary>What a dishonest prover would send: nothing is checked, neither the witness before nor the proof after.</summary>
    internal static Proof Compute(
        ProvingKey key, ConstraintSystem system, Witness witness, IComputeDevice device, IProgress<double>? progress, CancellationToken cancellationToken)
    {
        ReadOnlyMemory<Fr> values = witness.Values;
        int publicWires = system.PublicInputCount + 1;
        int rows = EvaluationDomain<Fr>.ForSize(system.ConstraintCount + publicWires).Size;
        Fr[] a = new Fr[rows], b = new Fr[rows];
        system.A.Multiply(values, a.AsMemory(..system.ConstraintCount));
        system.B.Multiply(values, b.AsMemory(..system.ConstraintCount));
        values.Span[..publicWires].CopyTo(a.AsSpan(system.ConstraintCount));

        Fr[] quotient = Quotient.OddEvaluations(a, b, device);
        progress?.Report(0.2);

        G1Jacobian sumH = device.MultiScalarMultiply(key.H, quotient, cancellationToken);
        progress?.Report(0.4);
        G1Jacobian sumA = device.MultiScalarMultiply(key.A, values, cancellationToken);
        G1Jacobian sumC = device.MultiScalarMultiply(key.C, values[publicWires..], cancellationToken);
        progress?.Report(0.6);
        G1Jacobian sumB1 = device.MultiScalarMultiply(key.B1, values, cancellationToken);
        G2Jacobian sumB2 = device.MultiScalarMultiply(key.B2, values, cancellationToken);
        progress?.Report(1);

        return Blind(key, sumA, sumB1, sumB2, sumC + sumH);
    }

    /// <summary>A = α + Σu + rδ, B = β + Σv + sδ, C = Σ… + sA + rB − rsδ, with r and s fresh.</summary>
    private static Proof Blind(ProvingKey key, G1Jacobian sumA, G1Jacobian sumB1, G2Jacobian sumB2, G1Jacobian sumC)
    {
        Fr r = Fr.Random(), s = Fr.Random();
        G1Jacobian a = sumA + key.VerifyingKey.Alpha + (key.Delta * r);
        G1Jacobian b1 = sumB1 + key.Beta + (key.Delta * s);
        G2Jacobian b2 = sumB2 + key.VerifyingKey.Beta + (key.VerifyingKey.Delta * s);
        G1Jacobian c = sumC + (a * s) + (b1 * r) - (key.Delta * (r * s));
        return new(a.ToAffine(), b2.ToAffine(), c.ToAffine());
    }
}
