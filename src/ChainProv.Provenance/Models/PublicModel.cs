using System.Collections.Immutable;
using System.Text.Json.Serialization;
using ChainProv.Provenance.Files;
using ChainProv.Provenance.Json;
using ChainProv.Provenance.Statements;
using ChainProv.Provenance.Weights;

namespace ChainProv.Provenance.Models;

/// <summary>What everyone may know of a committed model (<c>model.json</c>): no dataset, no path, no blinding.</summary>
/// <param name="TrainingLink">What ties the weights to the data.</param>
/// <param name="Slots">1, 4 or 16: the release circuit that has room for its datasets.</param>
/// <param name="HyperParameters">As the publisher declares them, if he does.</param>
/// <param name="Files">Sorted by UTF-8 name.</param>
/// <param name="WeightsOpening">Shows, with the commitments to the weights, that whoever committed to the model knows them; null where there are none.</param>
public sealed record PublicModel(
    ModelFacts Facts, Fr ModelCommitment, TrainingLink TrainingLink, int Slots, HyperParameters? HyperParameters, ImmutableArray<ModelFile> Files, WeightsOpening? WeightsOpening) : IJsonFile
{
    public static string FormatName => "chainprov/model/v2";

    public static int MaxBytes => 64 << 20;

    [JsonPropertyOrder(-1)]
    public string Format { get; init; } = FormatName;

    [JsonIgnore]
    public Sha256Digest ModelDigest => Facts.ModelDigest;

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
        RequireFacts(Facts, Files, HyperParameters, file, place);
        RequireOpening(Facts, ModelCommitment, WeightsOpening, file, place);
        if (!ReleaseFormat.SlotCounts.Contains(Slots)) throw new InputException(file, $"{place}.slots", "is not 1, 4 or 16");
    }

    /// <summary>Checks that there is an opening of the weights, for this commitment, where there are weights.</summary>
    /// <exception cref="InputException">There is none, or another's. Whether it holds is for <see cref="WeightsOpening.Problem"/> to say.</exception>
    internal static void RequireOpening(ModelFacts facts, Fr modelCommitment, WeightsOpening? opening, string file, string place)
    {
        if ((opening?.WeightsDigest ?? default) != facts.WeightsDigest) throw new InputException(file, $"{place}.weightsOpening", "is not of the weights that the facts name");
        if (opening is not null && opening.Context != ModelWeights.ContextOf(modelCommitment)) throw new InputException(file, $"{place}.weightsOpening.context", "is not that of this model commitment");
    }

    /// <summary>Checks that the facts are those of the files and hyper-parameters beside them.</summary>
    /// <exception cref="InputException">They are not.</exception>
    internal static void RequireFacts(ModelFacts facts, ImmutableArray<ModelFile> files, HyperParameters? hyperParameters, string file, string place)
    {
        if (files.IsDefaultOrEmpty) throw new InputException(file, $"{place}.files", "a model has at least one file");
        if (Models.ModelDigest.Problem(files) is { } problem) throw new InputException(file, $"{place}.files", problem);
        if (Models.ModelDigest.Of(files) != facts.ModelDigest) throw new InputException(file, $"{place}.facts.modelDigest", "is not the digest of the files listed");
        if ((hyperParameters?.Digest ?? default) != facts.HyperParametersDigest) throw new InputException(file, $"{place}.facts.hyperParametersDigest", "is not the digest of the hyper-parameters");
    }
}
