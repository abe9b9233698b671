using System.Security.Cryptography;
using System.Text.Json.Serialization;
using ChainProv.Provenance.Files;
using ChainProv.Provenance.Json;

namespace ChainProv.Provenance.Weights;

/// <summary>What opens the hiding commitments to a model's weights (<c>model.weights.secret.json</c>, mode 0600). Who has it and guesses at weights can tell whether he is right.</summary>
/// <remarks>A seed is of one model's files and no other's: a chunk that two models share would be opened under both, oftener than its blinding allows.</remarks>
/// <param name="ModelDigest">Of the files.</param>
/// <param name="WeightsDigest">Zero while the commitments are being made.</param>
public sealed record WeightsSecret(Sha256Digest ModelDigest, Sha256Digest WeightsDigest, Sha256Digest Seed) : IJsonFile
{
    public static string FormatName => "chainprov/weights-secret/v1";

    public static int MaxBytes => 4096;

    [JsonPropertyOrder(-1)]
    public string Format { get; init; } = FormatName;

    [JsonIgnore]
    public ChunkBlinding Blinding => ChunkBlinding.FromSeed(Seed.ToArray());

    /// <summary>A fresh seed.</summary>
    public static WeightsSecret Create(Sha256Digest modelDigest) => new(modelDigest, default, Sha256Digest.Read(RandomNumberGenerator.GetBytes(ChunkBlinding.SeedBytes)));

    /// <exception cref="InputException">The file is missing, is no secret of weights, or others can read it.</exception>
    public static WeightsSecret Read(string path)
    {
        WeightsSecret secret = JsonFile.Read<WeightsSecret>(path);
        PrivateFile.Require(path);
        return secret;
    }

    /// <summary>Nothing: secrets do not belong into logs.</summary>
    public override string ToString() => "weights secret (redacted)";
}
