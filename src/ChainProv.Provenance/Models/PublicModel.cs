using System.Collections.Immutable;
using System.Text.Json.Serialization;
using ChainProv.Provenance.Files;
using ChainProv.Provenance.Json;
using ChainProv.Provenance.Statements;

namespace ChainProv.Provenance.Models;

/// <summary>What everyone may know of a committed model (<c>model.json</c>): no dataset, no path, no blinding.</summary>
/// <param name="BaseDigest">The base model's digest, or zero.</param>
/// <param name="TrainingLink">What ties the weights to the data: "none".</param>
/// <param name="Slots">1, 4 or 16: how many datasets the commitment has room for.</param>
/// <param name="Files">Sorted by UTF-8 name.</param>
public sealed record PublicModel(
    Sha256Digest ModelDigest, Sha256Digest BaseDigest, Fr ModelCommitment, string TrainingLink, int Slots, ImmutableArray<ModelFile> Files) : IJsonFile
{
    /// <summary>The only link there is.</summary>
    public const string NoTrainingLink = "none";

    public static string FormatName => "chainprov/model/v1";

    public static int MaxBytes => 64 << 20;

    [JsonPropertyOrder(-1)]
    public string Format { get; init; } = FormatName;

    /// <exception cref="InputException">The file is missing, is not a model's, or its digest is not that of its files.</exception>
    public static PublicModel Read(string path)
    {
        PublicModel model = JsonFile.Read<PublicModel>(path);
        model.Require(path, "$");
        return model;
    }

    /// <summary>Checks that the parts fit together.</summary>
    /// <exception cref="InputException">They do not.</exception>
    internal void Require(string file, string place)
    {
        if (Files.IsDefaultOrEmpty) throw new InputException(file, $"{place}.files", "a model has at least one file");
        if (Models.ModelDigest.Problem(Files) is { } problem) throw new InputException(file, $"{place}.files", problem);
        if (Models.ModelDigest.Of(Files) != ModelDigest) throw new InputException(file, $"{place}.modelDigest", "is not the digest of the files listed");
        if (!ReleaseFormat.SlotCounts.Contains(Slots)) throw new InputException(file, $"{place}.slots", "is not 1, 4 or 16");
        if (TrainingLink != NoTrainingLink) throw new InputException(file, $"{place}.trainingLink", $"is {Unicode.Quote(TrainingLink)}; this version knows \"none\"");
    }
}
