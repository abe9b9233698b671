using System.CommandLine;
using ChainProv.Cli.Framework;
using ChainProv.Provenance.Authorities;
using ChainProv.Provenance.Files;
using ChainProv.Provenance.Models;
using ChainProv.Provenance.Statements;
using ChainProv.Provenance.Weights;

namespace ChainProv.Cli.Commands.Models;

internal sealed class ModelCommitVerb : Verb
{
    private readonly Argument<string[]> _paths = new("path") { Description = "The model's files or folder; .safetensors files hold its weights.", Arity = ArgumentArity.OneOrMore };
    private readonly Option<string?> _base = new("--base") { Description = "The base model: its files' folder, its model.json, or its digest.", HelpName = "path|digest" };
    private readonly Option<string?> _baseWeights = new("--base-weights")
    {
        Description = "The commitments to the base model's weights (chainprov attest base); made here, and not kept, where --base names its files.",
        HelpName = "base.weights",
    };

    private readonly Option<string[]> _datasets = new("--dataset") { Description = "A declared dataset's certificate; may be repeated, up to 16.", Required = true, HelpName = "certified.json" };
    private readonly Option<string> _link = new("--link")
    {
        Description = "What ties the weights to the datasets: none, or authority-cosigned, for which the authority must vouch (chainprov authority cosign).",
        DefaultValueFactory = _ => TrainingLinks.NameOf(TrainingLink.None),
        HelpName = "link",
    };

    private readonly Option<string?> _hyperParameters = new("--hyper-parameters") { Description = "How it was trained, as you declare it: a JSON object.", HelpName = "file" };
    private readonly Option<bool> _public = new("--public-weights") { Description = "Anyone may have the weights: the commitments hide nothing, and whoever has the files can recompute them." };
    private readonly OutputOption _output;

    public ModelCommitVerb()
        : base(
            "commit",
            "Commit to a model, all its weights and the datasets it declares; writes model.json and model.weights, and, readable by you alone, model.secret.json and model.weights.secret.json.",
            "chainprov model commit model.safetensors --dataset certified.json -o model.json")
    {
        Arguments.Add(_paths);
        Options.Add(_base);
        Options.Add(_baseWeights);
        Options.Add(_datasets);
        Options.Add(_link);
        Options.Add(_hyperParameters);
        Options.Add(_public);
        _output = new OutputOption(this, "Where the public part goes; the other parts go beside it.");
    }

    protected override Task<Report> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        if (_output.IsStandardOutput(arguments, IsJson(arguments))) throw new UsageException("-o - cannot be used here: the secret part needs a file beside the public one");
        string output = _output.Path(arguments);
        AtomicFile.RequirePlace(output);
        string[] paths = arguments.GetRequiredValue(_paths);
        TrainingLink link = Link(arguments);
        if (Path.GetExtension(output) is ".weights" or ".openings" or ".nonces") throw new UsageException("-o names the public part, model.json; what ends in .weights, .openings or .nonces is written beside it");
        DatasetCertificate[] datasets = [.. arguments.GetRequiredValue(_datasets).Select(DatasetCertificate.Read)];
        CommittedModel.RequireDatasets(datasets);
        HyperParameters? hyperParameters = arguments.GetValue(_hyperParameters) is { } file ? HyperParameters.Read(file) : null;
        IReadOnlyList<ModelFile> files = ModelFiles.Read(paths, cancellationToken);
        WeightSource? source = WeightSource.Find(paths);
        ModelFacts facts = BaseFacts(arguments, source, cancellationToken);

        WeightsOptions options = new() { Progress = Terminal.Progress("Committing to the weights"), CancellationToken = cancellationToken };
        ModelWeights? weights = source is null || source.Table.ChunkCount == 0 ? null : ModelWeights.Commit(output, source, ModelDigest.Of(files), arguments.GetValue(_public), options);
        if (weights is null) Terminal.Note("No weights are committed to: the model has no .safetensors files, or nothing in them. Its files are bound by their digests alone.");
        CommittedModel model = CommittedModel.Commit(
            files, facts with { WeightsDigest = weights?.Commitment.Digest ?? default }, hyperParameters, link, datasets, weights is null ? null : weights.OpenFor);
        model.Write(output);
        return Task.FromResult(new Report()
            .Add("modelDigest", model.Public.ModelDigest.ToString())
            .Add("modelCommitment", model.Public.ModelCommitment.ToString())
            .Add("baseDigest", model.Public.Facts.BaseDigest.ToString())
            .Add("weightsDigest", model.Public.Facts.WeightsDigest.ToString())
            .Add("baseWeightsDigest", model.Public.Facts.BaseWeightsDigest.ToString())
            .Add("hyperParametersDigest", model.Public.Facts.HyperParametersDigest.ToString())
            .Add("trainingLink", TrainingLinks.NameOf(link))
            .Add("trainingLinkMeaning", TrainingLinks.MeaningOf(link))
            .Add("chunks", weights?.Commitment.Table.ChunkCount ?? 0)
            .Add("resumedChunks", weights?.Resumed ?? 0)
            .Add("slots", model.Public.Slots)
            .Add("files", FileList.ToJson(model.Public.Files)));
    }

    private TrainingLink Link(ParseResult arguments) =>
        TrainingLinks.TryParse(arguments.GetRequiredValue(_link), out TrainingLink link) && TrainingLinks.IsProvable(link)
            ? link
            : throw new UsageException("--link is none or authority-cosigned: this version proves no other");

    /// <summary>What is known of the base: its files' digest and its weights'.</summary>
    private ModelFacts BaseFacts(ParseResult arguments, WeightSource? adapter, CancellationToken cancellationToken)
    {
        string? given = arguments.GetValue(_base);
        WeightsCommitment? weights = arguments.GetValue(_baseWeights) is { } path ? PublicWeights(path) : null;
        if (given is null) return ModelFacts.None with { BaseWeightsDigest = weights?.Digest ?? default };
        if (Sha256Digest.TryParse(given, out Sha256Digest digest)) return ModelFacts.None with { BaseDigest = digest, BaseWeightsDigest = weights?.Digest ?? default };
        if (File.Exists(given) && given.EndsWith(".json", StringComparison.Ordinal) && DatasetFile.FormatOf(given) == PublicModel.FormatName)
            return ModelFacts.None with { BaseDigest = PublicModel.Read(given).ModelDigest, BaseWeightsDigest = weights?.Digest ?? default };

        digest = ModelDigest.Of(ModelFiles.Read([given], cancellationToken));
        if (WeightSource.Find([given]) is { } source)
        {
            if (adapter is not null && LoraPair.Problem(adapter.Table, source.Table) is { } problem) throw new InputException(adapter.Paths, null, problem);
            weights ??= new WeightsCommitter(source, ChunkBlinding.Public, new WeightsOptions { Progress = Terminal.Progress("Committing to the base's weights"), CancellationToken = cancellationToken }).Compute();
        }

        return ModelFacts.None with { BaseDigest = digest, BaseWeightsDigest = weights?.Digest ?? default };
    }

    private static WeightsCommitment PublicWeights(string path)
    {
        WeightsCommitment weights = WeightsFile.Read(path);
        return weights.IsHiding ? throw new InputException(path, null, "hides the weights that it is of; a base's are public (chainprov attest base)") : weights;
    }
}
