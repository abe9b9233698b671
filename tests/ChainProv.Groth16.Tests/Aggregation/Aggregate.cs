using ChainProv.Cryptography.Transcripts;
using ChainProv.Groth16.Aggregation;

namespace ChainProv.Groth16.Tests.Aggregation;

/// <summary>Aggregates of batches, made and checked with or without their transcripts tampered with.</summary>
internal static class Aggregate
{
    public static AggregationSrs Srs { get; } = AggregationDevelopmentSetup.Run(16);

    public static AggregateStatement Statement(Batch batch) => new(batch.Key, batch.PublicInputs);

    public static AggregateProof Prove(Batch batch) => Aggregator.Prove(Srs, batch.Key, batch.Proofs, batch.PublicInputs);

    /// <summary>As a dishonest prover makes it.</summary>
    public static AggregateProof Forge(Batch batch, ITranscript? transcript = null) =>
        Aggregator.Compute(Srs, Statement(batch), batch.Proofs, transcript ?? new Transcript(AggregationTranscript.Protocol));

    public static bool Verify(Batch batch, AggregateProof aggregate, AggregationVerifierSrs? srs = null) =>
        AggregateVerifier.Verify(srs ?? Srs.Verifier, batch.Key, batch.PublicInputs, aggregate);

    /// <summary>As a forgetful verifier checks it.</summary>
    public static bool Verify(Batch batch, AggregateProof aggregate, ITranscript transcript) =>
        AggregateVerifier.Verify(Srs.Verifier, Statement(batch), aggregate, transcript);
}
