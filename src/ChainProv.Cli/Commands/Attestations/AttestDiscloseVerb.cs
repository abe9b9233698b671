using System.CommandLine;
using ChainProv.Cli.Framework;
using ChainProv.Provenance.Certificates;
using ChainProv.Provenance.Models;

namespace ChainProv.Cli.Commands.Attestations;

internal sealed class AttestDiscloseVerb : Verb
{
    private readonly Argument<string> _model = new("model") { Description = "A model.json with its model.secret.json beside it." };
    private readonly Option<string> _to = new("--to") { Description = "Where the disclosure goes; mode 0600.", Required = true, HelpName = "file" };

    public AttestDiscloseVerb()
        : base("disclose", "Show an auditor which datasets a model's commitment declares.", "chainprov attest disclose model.json --to disclosure.json")
    {
        Arguments.Add(_model);
        Options.Add(_to);
    }

    protected override Task<Report> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        string target = OutputOption.SecretPath(arguments.GetRequiredValue(_to), "--to"), path = arguments.GetRequiredValue(_model);
        PublicModel model = PublicModel.Read(path);
        SecretModel secret = SecretModel.Read(SecretModel.PathFor(path));
        secret.RequireOf(model, path);
        ReleaseDisclosure disclosure = new(model.ModelDigest, secret);
        disclosure.Write(target);
        return Task.FromResult(new Report().Add("datasetRoots", disclosure.DatasetRoots.Select(root => root.ToString())));
    }
}
