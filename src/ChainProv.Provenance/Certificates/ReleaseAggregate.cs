using System.Collections.Immutable;
using System.Text.Json.Serialization;
using ChainProv.Ethereum;
using ChainProv.Groth16.Aggregation;
using ChainProv.Provenance.Files;
using ChainProv.Provenance.Json;
using ChainProv.Provenance.Models;
using ChainProv.Provenance.Statements;

namespace ChainProv.Provenance.Certificates;

/// <summary>Many releases and one proof of them all (<c>aggregate.json</c>). It carries the names of the verifying key and of the aggregation SRS, never them.</summary>
/// <param name="Slots">1, 4 or 16: the circuit of all of them.</param>
/// <param name="CircuitDigest">SHA-256 of the constraint system.</param>
/// <param name="KeyDigest">Keccak-256 of the verifying key.</param>
/// <param name="Setup">What the provers' key was: "development" or "ceremony".</param>
/// <param name="SrsCapacity">How many proofs the aggregation SRS is for.</param>
/// <param name="SrsDigest">SHA-256 of the verifier's part of the aggregation SRS.</param>
/// <param name="SrsSetup">What that SRS was: "development" or "ceremony".</param>
/// <param name="Releases">In the order in which they were aggregated; no two of them the same.</param>
public sealed record ReleaseAggregate(
    string Statement,
    int Slots,
    Hash32 CircuitDigest,
    Hash32 KeyDigest,
    string Setup,
    int SrsCapacity,
    Hash32 SrsDigest,
    string SrsSetup,
    ImmutableArray<AggregatedRelease> Releases,
    [property: JsonConverter(typeof(AggregateProofConverter))] AggregateProof Aggregate) : IJsonFile
{
    public static string FormatName => "chainprov/release-aggregate/v2";

    public static int MaxBytes => 64 << 20;

    [JsonPropertyOrder(-1)]
    public string Format { get; init; } = FormatName;

    /// <summary>The weakest of the releases' links.</summary>
    [JsonIgnore]
    public TrainingLink TrainingLink => Releases.Min(release => release.TrainingLink);

    /// <summary>What the proof speaks of.</summary>
    [JsonIgnore]
    public IReadOnlyList<Fr[]> PublicInputs => [.. Releases.Select(release => release.ToElements())];

    /// <summary>Reads an aggregate whose parts fit together; whether it is true is for <see cref="ReleaseAggregation"/> to say.</summary>
    /// <exception cref="InputException">The file is missing, is not an aggregate, or contradicts itself.</exception>
    public static ReleaseAggregate Read(string path)
    {
        ReleaseAggregate aggregate = JsonFile.Read<ReleaseAggregate>(path);
        aggregate.Require(path);
        return aggregate;
    }

    /// <summary>Checks that the parts fit together.</summary>
    /// <exception cref="InputException">They do not.</exception>
    public void Require(string path)
    {
        if (Statement != ReleaseCertificate.ReleaseStatement) throw new InputException(path, "$.statement", $"is {Unicode.Quote(Statement)}, not \"{ReleaseCertificate.ReleaseStatement}\"");
        if (!ReleaseFormat.SlotCounts.Contains(Slots)) throw new InputException(path, "$.slots", "is not 1, 4 or 16");
        if (Setup is not ("development" or "ceremony")) throw new InputException(path, "$.setup", "is neither \"development\" nor \"ceremony\"");
        if (SrsSetup is not ("development" or "ceremony")) throw new InputException(path, "$.srsSetup", "is neither \"development\" nor \"ceremony\"");
        if (Releases.IsDefault || Releases.Length < 2) throw new InputException(path, "$.releases", "an aggregate is of at least two releases");
        if (Releases.Length > SrsCapacity) throw new InputException(path, "$.releases", $"has {Releases.Length:N0} releases, more than the {SrsCapacity:N0} that its SRS is for");
        for (int i = 0; i < Releases.Length; i++)
        {
            if (Releases[i].Policy.Problem() is { } wrong) throw new InputException(path, $"$.releases[{i}].policy", wrong);
            if (Releases[i].Policy.ToStatement().Digest() != Releases[i].PolicyDigest) throw new InputException(path, $"$.releases[{i}].policyDigest", "is not the digest of the policy");
        }
    }
}
