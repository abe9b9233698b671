using System.Collections.Immutable;
using ChainProv.Ethereum;
using ChainProv.Groth16.Aggregation;
using ChainProv.Groth16.Keys;
using ChainProv.Groth16.Verification;

namespace ChainProv.Provenance.Certificates;

/// <summary>Many release certificates of one circuit at once.</summary>
public static class ReleaseAggregation
{
    /// <summary>Makes one proof of many certificates that hold.</summary>
    /// <param name="certificates">At least two, of one circuit, no two with the same public inputs.</param>
    /// <param name="key">The key of that circuit.</param>
    /// <param name="srs">For at least as many proofs.</param>
    /// <param name="progress">Told the share done, from 0 to 1.</param>
    /// <param name="cancellationToken">Looked at between the rounds.</param>
    /// <exception cref="ArgumentException">Too few or too many certificates, or two have the same public inputs.</exception>
    /// <exception cref="Groth16.InvalidProofException">Some proofs do not verify: which.</exception>
    public static ReleaseAggregate Prove(
        IReadOnlyList<ReleaseCertificate> certificates, VerifyingKey key, AggregationSrs srs, IProgress<double>? progress = null, CancellationToken cancellationToken = default)
    {
        ImmutableArray<AggregatedRelease> releases = [.. certificates.Select(AggregatedRelease.Of)];
        AggregateProof proof = Aggregator.Prove(
            srs, key, [.. certificates.Select(certificate => certificate.Proof)], [.. releases.Select(release => release.ToElements())], vectors: null, progress, cancellationToken);
        return new(
            ReleaseCertificate.ReleaseStatement,
            certificates[0].Slots,
            new Hash32(key.CircuitDigest.Bytes),
            new Hash32(VerifyingKeyEncoding.Digest(key)),
            SetupName.Of(key.Setup),
            srs.Capacity,
            new Hash32(srs.Verifier.Digest()),
            SetupName.Of(srs.Setup),
            releases,
            proof);
    }

    /// <summary>What speaks against the aggregate, with a key and an SRS of the verifier's own; empty if it holds.</summary>
    /// <remarks>It says nothing of time, revocation or anchoring.</remarks>
    public static IReadOnlyList<string> Problems(ReleaseAggregate aggregate, VerifyingKey key, AggregationVerifierSrs srs)
    {
        List<string> problems = [];
        Hash32 circuit = new(StatementCircuit.Release(aggregate.Slots).Digest.Bytes), keyDigest = new(VerifyingKeyEncoding.Digest(key));
        Hash32 srsDigest = new(srs.Digest());
        if (aggregate.CircuitDigest != circuit) problems.Add($"the proofs are for circuit {aggregate.CircuitDigest}, not for the release circuit of {aggregate.Slots} slots ({circuit})");
        if (key.CircuitDigest != StatementCircuit.Release(aggregate.Slots).Digest) problems.Add("the verifying key is that of another circuit");
        if (aggregate.KeyDigest != keyDigest) problems.Add($"the proofs were made with another key ({aggregate.KeyDigest}) than the one they are checked with ({keyDigest})");
        if (aggregate.Setup != SetupName.Of(key.Setup)) problems.Add($"the aggregate claims a {aggregate.Setup} key, but the key it is checked with is a {SetupName.Of(key.Setup)} key");
        if (aggregate.SrsDigest != srsDigest) problems.Add($"the aggregate was made under another SRS ({aggregate.SrsDigest}) than the one it is checked with ({srsDigest})");
        if (aggregate.SrsSetup != SetupName.Of(srs.Setup)) problems.Add($"the aggregate claims a {aggregate.SrsSetup} SRS, but the one it is checked with is a {SetupName.Of(srs.Setup)} SRS");
        if (!AggregateVerifier.Verify(srs, key, aggregate.PublicInputs, aggregate.Aggregate)) problems.Add("the aggregate does not show these releases");
        return problems;
    }

    /// <summary>What speaks against each of many certificates of one circuit, whose proofs are checked together.</summary>
    public static IReadOnlyList<IReadOnlyList<string>> ProblemsOfEach(IReadOnlyList<ReleaseCertificate> certificates, VerifyingKey key)
    {
        Groth16.Proof[] proofs = [.. certificates.Select(certificate => certificate.Proof)];
        Fr[][] inputs = [.. certificates.Select(certificate => certificate.PublicInputs.ToElements())];
        HashSet<int> invalid = [.. BatchVerifier.FindInvalid(key, proofs, inputs)];
        return [.. certificates.Select((certificate, i) => (IReadOnlyList<string>)
            [.. ReleaseVerifier.ProblemsBesideProof(certificate, key), .. invalid.Contains(i) ? (ReadOnlySpan<string>)[ReleaseVerifier.NotShown] : []])];
    }
}
