namespace ChainProv.Groth16.Aggregation;

/// <summary>A short proof that many Groth16 proofs of one key exist (SnarkPack, eprint 2021/529): log₂ n rounds, each of two sets of inner products.</summary>
/// <param name="Claim">The commitments to the proofs, and what their combination with r gives.</param>
/// <param name="Rounds">The halvings, first to last.</param>
/// <param name="Final">What is left.</param>
/// <param name="Openings">Why the folded keys are right.</param>
/// <param name="Commitments">The proofs' commitments; null for plain proofs.</param>
public sealed record AggregateProof(InnerProducts Claim, IReadOnlyList<FoldingRound> Rounds, FinalElements Final, KeyOpenings Openings, AggregateCommitments? Commitments = null);
