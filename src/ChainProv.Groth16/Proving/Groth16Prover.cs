using ChainProv.Circuits;
using ChainProv.Cryptography.Commitments;
using ChainProv.Cryptography.Compute;
using ChainProv.Cryptography.Polynomials;
using ChainProv.Groth16.Keys;
using ChainProv.Groth16.Vectors;
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
    /// <exception cref="DamagedKeyException">δ is not the same in G1 and in G2, a sum of the key's points is outside its group, or the proof does not
    /// verify: whatever was computed is not given away.</exception>
    /// <remarks>
    /// A proof that is given away tells nothing but that the statement holds, even to whoever made the key. With δ ≠ 0 the same in both groups and all
    /// else in its group, A and B are uniform and independent, and the equation leaves one C for them; whether it holds does not depend on r and s, but
    /// for one r in 2²⁵⁵ (e(A, B)·e(C, δ)⁻¹ holds r·δ·(v₂ − v₁), where v₁ and v₂ are B's sum in either group). What remains to a hostile key is to make
    /// the prover fail for some witnesses and not for others: an exception, if it is shown, says that much.
    /// </remarks>
    public static Proof Prove(
        ProvingKey key,
        ConstraintSystem system,
        Witness witness,
        IComputeDevice? device = null,
        IProgress<double>? progress = null,
        CancellationToken cancellationToken = default)
    {
        RequireUsable(key, system);
        if (system.Commitment is not null) throw new ArgumentException("The circuit uses a challenge, which a proof draws: it is proved from a statement.", nameof(system));
        return Finish(key, system, witness, round: null, device ?? CpuDevice.Default, progress, cancellationToken);
    }

    /// <summary>Proves a statement of a circuit, one that uses a challenge or not.</summary>
    /// <param name="key">The key of this very circuit.</param>
    /// <param name="system">The circuit, compiled.</param>
    /// <param name="circuit">The circuit.</param>
    /// <param name="statement">What is proved.</param>
    /// <param name="ledger">Counts how often hidden vectors are opened; needed where the circuit is linked to any.</param>
    /// <param name="device">What computes; the processor if not given.</param>
    /// <param name="progress">Told the share done, from 0 to 1.</param>
    /// <param name="cancellationToken">Looked at between the phases and within the long ones.</param>
    /// <exception cref="ArgumentException">The key belongs to another circuit, or hidden vectors have no ledger.</exception>
    /// <exception cref="UnsatisfiedConstraintException">The statement is false.</exception>
    /// <exception cref="OpeningsUsedUpException">A vector was opened as often as its blinding allows.</exception>
    /// <exception cref="DamagedKeyException">As for <see cref="Prove(ProvingKey, ConstraintSystem, Witness, IComputeDevice?, IProgress{double}?, CancellationToken)"/>.</exception>
    public static Proof Prove<TStatement>(
        ProvingKey key,
        ConstraintSystem system,
        ICircuit<TStatement> circuit,
        TStatement statement,
        OpeningLedger? ledger = null,
        IComputeDevice? device = null,
        IProgress<double>? progress = null,
        CancellationToken cancellationToken = default)
    {
        RequireUsable(key, system);
        device ??= CpuDevice.Default;
        CommitmentRound? round = null;
        Witness witness = Witness.Generate(circuit, statement, system, (stated, committed, vectors) =>
        {
            if (vectors.Any(vector => vector.Srs.G2Powers.Span[1] != key.VerifyingKey.Commitment!.Vectors!.Tau)) throw new ArgumentException("A vector is committed to with another reference string than the key's.", nameof(statement));
            Spend(vectors, ledger, cancellationToken);
            round = CommitmentRound.Commit(key, committed, vectors, device, cancellationToken);
            if (!round.IsInGroups) throw OutsideGroups();
            return round.Challenge(key.VerifyingKey, stated);
        });
        return Finish(key, system, witness, round, device, progress, cancellationToken);
    }

    /// <summary>What a dishonest prover would send: nothing is checked, neither the witness before nor the proof after, nor where its challenge comes from.</summary>
    internal static Proof Compute(ProvingKey key, ConstraintSystem system, Witness witness, CommitmentRound? round = null) =>
        SumWhateverHolds(key, system, witness, round).Blind(key) with { Commitment = round?.Open(witness, CpuDevice.Default) };

    private static UnblindedProof SumWhateverHolds(ProvingKey key, ConstraintSystem system, Witness witness, CommitmentRound? round)
    {
        (Fr[] a, Fr[] b, _) = Evaluate(system, witness);
        return Sum(key, witness, a, b, round, CpuDevice.Default, progress: null, CancellationToken.None);
    }

    private static Proof Finish(
        ProvingKey key, ConstraintSystem system, Witness witness, CommitmentRound? round, IComputeDevice device, IProgress<double>? progress, CancellationToken cancellationToken)
    {
        (Fr[] a, Fr[] b, UnsatisfiedConstraint? unsatisfied) = Evaluate(system, witness);
        if (unsatisfied is { } broken) throw new UnsatisfiedConstraintException(broken);
        UnblindedProof sums = Sum(key, witness, a, b, round, device, progress, cancellationToken);
        if (!sums.IsInGroups) throw OutsideGroups();
        Proof proof = sums.Blind(key) with { Commitment = round?.Open(witness, device, cancellationToken) };
        return Groth16Verifier.Verify(key.VerifyingKey, proof, witness.PublicInputs.Span[..system.StatedInputCount], round is null ? [] : round.VectorCommitments) ? proof
            : throw new DamagedKeyException("the proof that was just made does not verify");
    }

    /// <summary>That the key is the circuit's, and blinds: A, B and C by δ, a commitment by η, which leaves C by η/δ.</summary>
    private static void RequireUsable(ProvingKey key, ConstraintSystem system)
    {
        if (key.VerifyingKey.CircuitDigest != system.Digest) throw new ArgumentException("The key was made for another circuit.", nameof(key));
        if (!Twins.AreInGroup(key.Delta) || !Twins.Are(key.Delta, key.VerifyingKey.Delta))
            throw new DamagedKeyException("δ in G1 is not δ in G2, so that proofs would not be blinded");
        if (!key.CommitsAs(system.Commitment)) throw new DamagedKeyException("it does not commit to what the circuit does");
        if (key.Commitment is { } commitment && !commitment.Blinds(key.VerifyingKey))
            throw new DamagedKeyException("η is infinity or not the same in all its forms, so that commitments would not be blinded");
    }

    private static void Spend(IReadOnlyList<CommittedVector> vectors, OpeningLedger? ledger, CancellationToken cancellationToken)
    {
        if (ledger is not null) ledger.Spend(vectors, cancellationToken);
        else if (vectors.Any(vector => vector.Allowance is not null)) throw new ArgumentException("Hidden vectors are opened under a ledger, or they would not stay hidden.", nameof(ledger));
    }

    private static DamagedKeyException OutsideGroups() => new("it has points outside their group, which would show in the proof");

    /// <summary>The values of A·w and B·w on the rows of the program, of which the last are those of the public inputs; and whether all constraints hold.</summary>
    private static (Fr[] A, Fr[] B, UnsatisfiedConstraint? Unsatisfied) Evaluate(ConstraintSystem system, Witness witness)
    {
        int constraints = system.ConstraintCount, publicWires = system.PublicInputCount + 1;
        int rows = EvaluationDomain<Fr>.ForSize(constraints + publicWires).Size;
        Fr[] a = new Fr[rows], b = new Fr[rows];
        UnsatisfiedConstraint? unsatisfied = system.FirstUnsatisfied(witness, a.AsMemory(..constraints), b.AsMemory(..constraints));
        witness.Values.Span[..publicWires].CopyTo(a.AsSpan(constraints));
        return (a, b, unsatisfied);
    }

    private static UnblindedProof Sum(
        ProvingKey key, Witness witness, Fr[] a, Fr[] b, CommitmentRound? round, IComputeDevice device, IProgress<double>? progress, CancellationToken cancellationToken)
    {
        ReadOnlyMemory<Fr> values = witness.Values;
        int publicWires = witness.PublicInputs.Length + 1;
        Retain(key, device);
        G1Jacobian sumH = device.MultiplyQuotient(key.H, a, b, cancellationToken);
        progress?.Report(0.4);
        G1Jacobian sumA = device.MultiScalarMultiply(key.A, values, cancellationToken);
        G1Jacobian sumC = device.MultiScalarMultiply(key.C, values[publicWires..], cancellationToken);
        progress?.Report(0.6);
        G1Jacobian sumB1 = device.MultiScalarMultiply(key.B1, values, cancellationToken);
        G2Jacobian sumB2 = device.MultiScalarMultiply(key.B2, values, cancellationToken);
        progress?.Report(1);

        VerifyingKey verifying = key.VerifyingKey;
        G1Affine c = (sumC + sumH).ToAffine();
        return new((sumA + verifying.Alpha).ToAffine(), (sumB1 + key.Beta).ToAffine(), (sumB2 + verifying.Beta).ToAffine(), round is null ? c : round.Unblind(c));
    }

    /// <summary>The next proof with the key finds its points on the device.</summary>
    private static void Retain(ProvingKey key, IComputeDevice device)
    {
        foreach (ReadOnlyMemory<G1Affine> points in (ReadOnlySpan<ReadOnlyMemory<G1Affine>>)[key.A, key.B1, key.C, key.H]) device.Retain(points);
        device.Retain(key.B2);
    }
}
