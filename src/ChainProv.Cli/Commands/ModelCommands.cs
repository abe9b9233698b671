using System.CommandLine;
using ChainProv.Cli.Framework;
using ChainProv.Provenance.Authorities;
using ChainProv.Provenance.Files;
using ChainProv.Provenance.Models;

namespace ChainProv.Cli.Commands;

/// <summary>Models.</summary>
internal static class ModelCommands
{
    public static Command Create() => new("model", "Commit to models.") { new CommitVerb() };

    private sealed class CommitVerb : Verb
    {
        private readonly Argument<string[]> _paths = new("path") { Description = "The model's files or folder; .safetensors files are checked.", Arity = ArgumentArity.OneOrMore };
        private readonly Option<string?> _base = new("--base") { Description = "The base model: its files' folder, its model.json, or its digest.", HelpName = "path|digest" };
        private readonly Option<string[]> _datasets = new("--dataset") { Description = "A declared dataset's certificate; may be repeated, up to 16.", Required = true, HelpName = "certified.json" };
        private readonly OutputOption _output;

        public CommitVerb()
            : base("commit", "Commit to a model and the datasets it declares; writes model.json and, readable by you alone, model.secret.json.", "chainprov model commit model.safetensors --dataset certified.json -o model.json")
        {
            Arguments.Add(_paths);
            Options.Add(_base);
            Options.Add(_datasets);
            _output = new OutputOption(this, "Where the public part goes; the secret part goes beside it.");
        }

        protected override Task<Report> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
        {
            if (_output.IsStandardOutput(arguments, IsJson(arguments))) throw new UsageException("-o - cannot be used here: the secret part needs a file beside the public one");
            DatasetCertificate[] datasets = [.. arguments.GetRequiredValue(_datasets).Select(DatasetCertificate.Read)];
            Sha256Digest baseDigest = arguments.GetValue(_base) is { } given ? BaseDigest(given, cancellationToken) : default;
            CommittedModel model = CommittedModel.Commit(arguments.GetRequiredValue(_paths), baseDigest, datasets, cancellationToken);
            model.Write(_output.Path(arguments));
            return Task.FromResult(new Report()
                .Add("modelDigest", model.Public.ModelDigest.ToString())
                .Add("modelCommitment", model.Public.ModelCommitment.ToString())
                .Add("baseDigest", model.Public.BaseDigest.ToString())
                .Add("slots", model.Public.Slots)
                .Add("files", FileList.ToJson(model.Public.Files)));
        }

        private static Sha256Digest BaseDigest(string given, CancellationToken cancellationToken)
        {
            if (Sha256Digest.TryParse(given, out Sha256Digest digest)) return digest;
            bool isCommitment = File.Exists(given) && given.EndsWith(".json", StringComparison.Ordinal) && DatasetFile.FormatOf(given) == PublicModel.FormatName;
            return isCommitment ? PublicModel.Read(given).ModelDigest : ModelDigest.Of(ModelFiles.Read([given], cancellationToken));
        }
    }
}
