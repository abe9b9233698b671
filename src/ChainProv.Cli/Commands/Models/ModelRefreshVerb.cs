using System.CommandLine;
using ChainProv.Cli.Framework;
using ChainProv.Provenance.Json;
using ChainProv.Provenance.Models;

namespace ChainProv.Cli.Commands.Models;

internal sealed class ModelRefreshVerb : Verb
{
    private readonly Argument<string> _model = new("model") { Description = "A model.json with its model.secret.json beside it." };
    private readonly NewerCertificates _newer;

    public ModelRefreshVerb()
        : base(
            "refresh",
            "Keep newer certificates and cosignatures of the authority with a model's secret part; a hosted prover takes them up at once.",
            "chainprov model refresh model.json --certificate certified.json --cosignature cosigned.json")
    {
        Arguments.Add(_model);
        _newer = new NewerCertificates(this);
    }

    protected override Task<Report> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        string path = arguments.GetRequiredValue(_model);
        PublicModel model = PublicModel.Read(path);
        SecretModel secret = _newer.Read(arguments, path);
        JsonFile.Write(SecretModel.PathFor(path), secret, secret: true);
        return Task.FromResult(new Report()
            .Add("modelCommitment", model.ModelCommitment.ToString())
            .Add("revisions", new System.Text.Json.Nodes.JsonArray([.. secret.Datasets.Select(dataset => (System.Text.Json.Nodes.JsonNode)dataset.Revision)]))
            .Add("cosignatures", secret.Cosignatures.Length));
    }
}
