using System.Text.Json.Serialization;
using ChainProv.Ethereum;
using ChainProv.Groth16;
using ChainProv.Provenance.Files;
using ChainProv.Provenance.Json;
using ChainProv.Provenance.Policies;
using ChainProv.Provenance.Statements;

namespace ChainProv.Provenance.Certificates;

/// <summary>A response and its proof (<c>response.json</c>), for the asker to check and, without the salt, to show on. It carries the name of the verifying key, never the key.</summary>
/// <param name="CircuitDigest">SHA-256 of the constraint system.</param>
/// <param name="KeyDigest">Keccak-256 of the verifying key.</param>
/// <param name="Setup">What the prover's key was: "development" or "ceremony".</param>
/// <param name="TrainingLink">What ties the weights to the data.</param>
/// <param name="Context">Null for a response without a registry.</param>
/// <param name="RegistryRoot">The root over the authorities' roots that the proof was made under.</param>
/// <param name="Policy">What the dataset satisfies, in words.</param>
/// <param name="Nonce">The asker's.</param>
/// <param name="Salt">With it, prompt and response can be compared with their digests; null, or absent from the file, where it was taken out to show the certificate on.</param>
/// <param name="Transcript">The public input that binds context, nonce, prompt and response.</param>
/// <param name="ProofDigest">Keccak-256 of the proof in EIP-2537's encoding.</param>
public sealed record ResponseCertificate(
    string Statement,
    Hash32 CircuitDigest,
    Hash32 KeyDigest,
    string Setup,
    TrainingLink TrainingLink,
    ResponseContext? Context,
    Fr RegistryRoot,
    Fr ModelCommitment,
    ModelFacts Facts,
    ReleasePolicy Policy,
    Fr PolicyDigest,
    Hash32 Nonce,
    [property: MayBeAbsent] Hash32? Salt,
    Sha256Digest PromptDigest,
    Sha256Digest ResponseDigest,
    Fr Transcript,
    [property: JsonConverter(typeof(ProofConverter))] Proof Proof,
    Hash32 ProofDigest) : IJsonFile
{
    public const string ResponseStatement = "response";

    public static string FormatName => "chainprov/response/v1";

    public static int MaxBytes => 1 << 16;

    [JsonPropertyOrder(-1)]
    public string Format { get; init; } = FormatName;

    /// <summary>What the proof speaks of.</summary>
    [JsonIgnore]
    public StatementInputs PublicInputs => new(RegistryRoot, ModelCommitment, Facts.ToElement(), PolicyDigest, TrainingLink, Day.Of(Policy.ValidOn), Transcript);

    /// <summary>Reads a certificate whose parts fit together; whether it is true is for <see cref="ResponseVerifier"/> to say.</summary>
    /// <exception cref="InputException">The file is missing, is not a response's certificate, or contradicts itself.</exception>
    public static ResponseCertificate Read(string path)
    {
        ResponseCertificate certificate = JsonFile.Read<ResponseCertificate>(path);
        certificate.Require(path);
        return certificate;
    }

    /// <exception cref="OutputException">The file could not be written.</exception>
    public void Write(string path) => JsonFile.Write(path, this, secret: Salt is not null);

    /// <summary>Checks that the parts fit together.</summary>
    /// <exception cref="InputException">They do not.</exception>
    public void Require(string path)
    {
        if (Statement != ResponseStatement) throw new InputException(path, "$.statement", $"is {Unicode.Quote(Statement)}, not \"{ResponseStatement}\"");
        if (Setup is not ("development" or "ceremony")) throw new InputException(path, "$.setup", "is neither \"development\" nor \"ceremony\"");
        if (Context is { ChainId: 0 }) throw new InputException(path, "$.context.chainId", "no chain has the id 0; a response without a registry has no context");
        if (Context is { } context && context.Registry == default) throw new InputException(path, "$.context.registry", "no registry has the address 0; a response without a registry has no context");
        if (Policy.Problem() is { } wrong) throw new InputException(path, "$.policy", wrong);
        if (Policy.ToStatement().Digest() != PolicyDigest) throw new InputException(path, "$.policyDigest", "is not the digest of the policy");
        if (new ResponseTranscript(Context, Nonce, PromptDigest, ResponseDigest).ToElement() != Transcript)
            throw new InputException(path, "$.transcript", "is not that of context, nonce, prompt and response");
        if (ReleaseCertificate.DigestOf(Proof) != ProofDigest) throw new InputException(path, "$.proofDigest", "is not the digest of the proof");
    }

    /// <summary>Without the salt, which is the asker's.</summary>
    public override string ToString() => $"response to nonce {Nonce}, proof {ProofDigest}";
}
