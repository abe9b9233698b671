using ChainProv.Circuits;
using ChainProv.Cryptography.Commitments;
using ChainProv.Cryptography.Compute;
using ChainProv.Groth16.Keys;
using ChainProv.Groth16.Verification;

namespace ChainProv.Groth16.Proving;

/// <summary>The first half of a proof with a commitment: what the prover commits to, and the challenge that this draws. It is secret.</summary>
internal sealed class CommitmentRound
{
    private readonly G1Affine _blindingOverDelta;
    private readonly Fr _blinding;
    private readonly IReadOnlyList<CommittedVector> _vectors;

    private CommitmentRound(G1Affine point, G1Affine knowledge, G1Affine blindingOverDelta, Fr blinding, IReadOnlyList<CommittedVector> vectors)
    {
        (Point, Knowledge, _vectors) = (point, knowledge, vectors);
        (_blindingOverDelta, _blinding) = (blindingOverDelta, blinding);
    }

    /// <summary>D = Σ wᵢ·Kᵢ + v·[η]₁ with a fresh v.</summary>
    public G1Affine Point { get; }

    /// <summary>σ·D.</summary>
    public G1Affine Knowledge { get; }

    /// <summary>Of all vectors, chunk by chunk.</summary>
    public G1Affine[] VectorCommitments => [.. _vectors.SelectMany(vector => vector.Commitments.ToArray())];

    /// <summary>Whether both are points of their group. A key's points outside would show.</summary>
    public bool IsInGroups => Twins.AreInGroup(Point) && Twins.AreInGroup(Knowledge);

    public static CommitmentRound Commit(
        ProvingKey key, ReadOnlyMemory<Fr> committed, IReadOnlyList<CommittedVector> vectors, IComputeDevice device, CancellationToken cancellationToken = default)
    {
        CommitmentProvingKey bases = key.Commitment ?? throw new ArgumentException("The key has no bases to commit with.", nameof(key));
        Fr blinding = Fr.Random();
        device.Retain(bases.Bases);
        device.Retain(bases.KnowledgeBases);
        G1Jacobian point = device.MultiScalarMultiply(bases.Bases, committed, cancellationToken) + (bases.Blinding * blinding);
        G1Jacobian knowledge = device.MultiScalarMultiply(bases.KnowledgeBases, committed, cancellationToken) + (bases.KnowledgeBlinding * blinding);
        return new(point.ToAffine(), knowledge.ToAffine(), bases.BlindingOverDelta, blinding, vectors);
    }

    public Fr Challenge(VerifyingKey key, ReadOnlyMemory<Fr> statedInputs) => CommitmentChallenge.Derive(key, Point, VectorCommitments, statedInputs.Span);

    /// <summary>C without the blinding that D brings into the equation: C − v·[η/δ]₁.</summary>
    public G1Affine Unblind(G1Affine c) => ((-_blindingOverDelta * _blinding) + c).ToAffine();

    /// <summary>What goes into the proof: with vectors, their evaluation at the challenge, which is the last public input of the witness.</summary>
    public ProofCommitment Open(Witness witness, IComputeDevice device, CancellationToken cancellationToken = default)
    {
        if (_vectors.Count == 0) return new(Point, Knowledge);
        Fr challenge = witness.PublicInputs.Span[^2];
        KzgOpening opening = new Kzg(_vectors[0].Srs, device).Open(FoldedVectors.Fold(_vectors, challenge), challenge, cancellationToken);
        return new(Point, Knowledge, new(opening.Value, opening.Proof));
    }

    /// <summary>Never shows what is committed to.</summary>
    public override string ToString() => nameof(CommitmentRound);
}
