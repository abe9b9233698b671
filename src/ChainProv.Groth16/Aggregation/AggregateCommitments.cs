namespace ChainProv.Groth16.Aggregation;

/// <summary>What an aggregate of proofs with commitments has besides: 48 bytes a proof, or 128 where the circuit is linked to vectors.</summary>
/// <param name="Points">Each proof's D.</param>
/// <param name="Openings">Each proof's evaluation and opening; null where the circuit is linked to no vectors.</param>
/// <param name="Knowledge">Σ rⁱ·Pᵢ, which shows the knowledge of Σ rⁱ·Dᵢ and so, as r comes after all of them, of each.</param>
public sealed record AggregateCommitments(IReadOnlyList<G1Affine> Points, IReadOnlyList<VectorOpening>? Openings, G1Affine Knowledge)
{
    /// <summary>Of proofs, but for the knowledge, for which r is needed.</summary>
    internal static AggregateCommitments? Of(IReadOnlyList<Proof> proofs) => proofs[0].Commitment is not { } first ? null : new(
        [.. proofs.Select(proof => proof.Commitment!.Point)],
        first.Opening is null ? null : [.. proofs.Select(proof => proof.Commitment!.Opening!)],
        G1Affine.Infinity);
}
