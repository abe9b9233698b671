using System.CommandLine;
using ChainProv.Cli.Framework;
using ChainProv.Cryptography.Signatures;
using ChainProv.Provenance.Authorities;
using ChainProv.Provenance.Files;
using ChainProv.Provenance.Json;
using ChainProv.Provenance.Models;

namespace ChainProv.Cli.Commands.Authorities;

internal sealed class AuthorityCosignVerb : Verb
{
    private readonly Argument<string> _model = new("model") { Description = "The publisher's model.json, whose link is authority-cosigned." };
    private readonly Option<string> _dataset = new("--dataset") { Description = "The dataset that it was trained on: its root, its dataset.json or its certified.json.", Required = true, HelpName = "dataset" };
    private readonly AuthorityOptions _authority = new();
    private readonly OutputOption _output;

    public AuthorityCosignVerb()
        : base(
            "cosign",
            "Vouch, as the authority that held the data, that a model's weights come from its base and a dataset of yours. Adds a leaf to the tree; publish it together with others, so that the time does not tell which.",
            "chainprov authority cosign model.json --dataset certified.json --key authority.key -o cosigned.json")
    {
        Arguments.Add(_model);
        Options.Add(_dataset);
        _authority.AddTo(this);
        _output = new OutputOption(this, "Where the cosignature goes, for the publisher alone; mode 0600.");
    }

    protected override Task<Report> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        bool toStandardOutput = _output.IsStandardOutput(arguments, IsJson(arguments));
        string path = arguments.GetRequiredValue(_model), treePath = _authority.TreePath(arguments);
        PublicModel model = PublicModel.Read(path);
        if (model.TrainingLink != Provenance.Statements.TrainingLink.AuthorityCosigned)
            throw new InputException(path, "$.trainingLink", "nobody vouches under this link: commit to the model with --link authority-cosigned");
        Fr root = DatasetFile.RootNamed(arguments.GetRequiredValue(_dataset));
        AuthorityTreeFile.RequireExisting(treePath);
        using BlsSecretKey key = _authority.Key(arguments);
        CosignatureCertificate cosignature = AuthorityTreeFile.Update(treePath, key.PublicKey, tree =>
        {
            (AuthorityTree changed, int index) = tree.Cosign(root, model.Facts);
            return (changed, changed.CosignatureCertificate(index));
        });
        if (toStandardOutput) _output.Write(arguments, Terminal, JsonFile.Bytes(cosignature));
        else JsonFile.Write(_output.Path(arguments), cosignature, secret: true);
        return Task.FromResult(new Report { WroteToStandardOutput = toStandardOutput }
            .Add("authorityRoot", cosignature.AuthorityRoot.ToString())
            .Add("modelDigest", model.ModelDigest.ToString())
            .Add("weightsDigest", model.Facts.WeightsDigest.ToString())
            .Add("leafIndex", cosignature.LeafIndex)
            .Add("revision", cosignature.Revision));
    }
}
