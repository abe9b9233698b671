namespace ChainProv.Groth16.Aggregation;

/// <summary>The ways to check many proofs of one key.</summary>
public enum VerificationMethod
{
    /// <summary>The proofs themselves, with <see cref="Verification.BatchVerifier"/>: n + 3 pairings.</summary>
    Batch,

    /// <summary>Their aggregate, with <see cref="AggregateVerifier"/>: about log n.</summary>
    Aggregate,
}
