namespace ChainProv.Groth16.Aggregation;

/// <summary>Which way to check n proofs costs the verifier less.</summary>
/// <remarks>
/// Measured for plain proofs with AggregationBenchmarks' methods on two cores, as the processor time of a check, aggregates from their bytes: a batch takes 8 + 0.93·n ms, an
/// aggregate 73, 81, 86 and 112 ms at 32, 64, 128 and 1,024 slots, a single proof 4.9 ms. They meet at 84 proofs, which is above 64 and below 128 slots, so
/// that the crossover is where the lines cross and not at a power of two. Both sides are nearly all arithmetic in Fp: another machine moves them together.
/// Proofs with commitments cost either way more, and were not measured.
/// Making the aggregate costs about twenty times as much as checking its proofs in a batch: it is worth it if many will check.
/// </remarks>
public static class PreferredMethod
{
    private const int Crossover = 84;

    public static VerificationMethod For(int proofs) => proofs < Crossover ? VerificationMethod.Batch : VerificationMethod.Aggregate;
}
