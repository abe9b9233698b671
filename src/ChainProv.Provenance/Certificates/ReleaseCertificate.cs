using System.Collections.Immutable;
using System.Text.Json.Serialization;
using ChainProv.Cryptography.Curves;
using ChainProv.Ethereum;
using ChainProv.Groth16;
using ChainProv.Provenance.Authorities;
using ChainProv.Provenance.Files;
using ChainProv.Provenance.Json;
using ChainProv.Provenance.Models;
using ChainProv.Provenance.Policies;
using ChainProv.Provenance.Statements;
using ChainProv.Provenance.Weights;

namespace ChainProv.Provenance.Certificates;

/// <summary>A release and its proof (<c>release.json</c>), for everyone to check. It carries the name of the verifying key, never the key.</summary>
/// <param name="Slots">1, 4 or 16: how many datasets the release has room for.</param>
/// <param name="CircuitDigest">SHA-256 of the constraint system.</param>
/// <param name="KeyDigest">Keccak-256 of the verifying key.</param>
/// <param name="Setup">What the prover's key was: "development" or "ceremony".</param>
/// <param name="TrainingLink">What ties the weights to the data.</param>
/// <param name="Policy">What every declared dataset satisfies, in words.</param>
/// <param name="Files">The model's, sorted by UTF-8 name.</param>
/// <param name="WeightsOpening">Shows, with the commitments to the weights, that the publisher knows them; null where there are none.</param>
/// <param name="ProofDigest">Keccak-256 of the proof in EIP-2537's encoding, as the registry emits it.</param>
public sealed record ReleaseCertificate(
    string Statement,
    int Slots,
    Hash32 CircuitDigest,
    Hash32 KeyDigest,
    string Setup,
    TrainingLink TrainingLink,
    ReleaseContext Context,
    AuthorityId AuthorityId,
    Fr AuthorityRoot,
    ModelFacts Facts,
    HyperParameters? HyperParameters,
    Fr ModelCommitment,
    ReleasePolicy Policy,
    Fr PolicyDigest,
    ImmutableArray<ModelFile> Files,
    WeightsOpening? WeightsOpening,
    [property: JsonConverter(typeof(ProofConverter))] Proof Proof,
    Hash32 ProofDigest) : IJsonFile
{
    public const string ReleaseStatement = "release";

    public static string FormatName => "chainprov/release/v2";

    public static int MaxBytes => 64 << 20;

    [JsonPropertyOrder(-1)]
    public string Format { get; init; } = FormatName;

    [JsonIgnore]
    public Sha256Digest ModelDigest => Facts.ModelDigest;

    /// <summary>What the proof speaks of.</summary>
    [JsonIgnore]
    public StatementInputs PublicInputs =>
        new(AuthorityRoot, ModelCommitment, Facts.ToElement(), PolicyDigest, TrainingLink, Day.Of(Policy.ValidOn), Context.ToElement());

    public static Hash32 DigestOf(Proof proof) => Keccak256.Hash(proof.Encode(PointFormat.Eip2537));

    /// <summary>Reads a certificate whose parts fit together; whether it is true is for <see cref="ReleaseVerifier"/> to say.</summary>
    /// <exception cref="InputException">The file is missing, is not a release's certificate, or contradicts itself.</exception>
    public static ReleaseCertificate Read(string path)
    {
        ReleaseCertificate certificate = JsonFile.Read<ReleaseCertificate>(path);
        certificate.Require(path);
        return certificate;
    }

    /// <exception cref="OutputException">The file could not be written.</exception>
    public void Write(string path) => JsonFile.Write(path, this);

    /// <summary>Checks that the parts fit together.</summary>
    /// <exception cref="InputException">They do not.</exception>
    public void Require(string path)
    {
        if (Statement != ReleaseStatement) throw new InputException(path, "$.statement", $"is {Unicode.Quote(Statement)}, not \"{ReleaseStatement}\"");
        if (!ReleaseFormat.SlotCounts.Contains(Slots)) throw new InputException(path, "$.slots", "is not 1, 4 or 16");
        if (Setup is not ("development" or "ceremony")) throw new InputException(path, "$.setup", "is neither \"development\" nor \"ceremony\"");
        PublicModel.RequireFacts(Facts, Files, HyperParameters, path, "$");
        PublicModel.RequireOpening(Facts, ModelCommitment, WeightsOpening, path, "$");
        if (DigestOf(Proof) != ProofDigest) throw new InputException(path, "$.proofDigest", "is not the digest of the proof");
        if (Policy.Problem() is { } wrong) throw new InputException(path, "$.policy", wrong);
        if (Policy.ToStatement().Digest() != PolicyDigest) throw new InputException(path, "$.policyDigest", "is not the digest of the policy");
    }
}
