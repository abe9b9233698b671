using System.CommandLine;
using ChainProv.Cli.Framework;
using ChainProv.Cryptography.Signatures;
using ChainProv.Provenance.Authorities;
using ChainProv.Provenance.Datasets;
using ChainProv.Provenance.Json;

namespace ChainProv.Cli.Commands.Datasets;

internal sealed class DatasetCertifyVerb : Verb
{
    private readonly Argument<string> _dataset = new("dataset") { Description = "A dataset.json with its records file beside it." };
    private readonly Option<string[]> _tags = new("--tag") { Description = "A tag of the dataset; may be repeated, up to 8.", HelpName = "text" };
    private readonly Option<DateOnly?> _expires = new("--expires") { Description = "The last day that the certification holds (default: for ever).", HelpName = "yyyy-mm-dd" };
    private readonly AuthorityOptions _authority = new();
    private readonly OutputOption _output;

    public DatasetCertifyVerb()
        : base(
            "certify",
            "Certify a dataset as an authority, after checking its root and licences against its records. A dataset that is certified already gets its certificate for the tree's present state.",
            "chainprov dataset certify dataset.json --key authority.key --tag medical --expires 2030-12-31 -o certified.json")
    {
        Arguments.Add(_dataset);
        _authority.AddTo(this);
        Options.Add(_tags);
        Options.Add(_expires);
        _output = new OutputOption(this, "Where the certificate goes; mode 0600.");
    }

    protected override Task<Report> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        bool toStandardOutput = _output.IsStandardOutput(arguments, IsJson(arguments));
        using BlsSecretKey key = _authority.Key(arguments);
        VerifiedDataset dataset = DatasetAudit.Verify(arguments.GetRequiredValue(_dataset), cancellationToken);
        DatasetCertificate certificate = AuthorityTreeFile.Update(_authority.TreePath(arguments), key.PublicKey, tree =>
        {
            (AuthorityTree changed, int index) = tree.Certify(dataset, arguments.GetValue(_tags) ?? [], arguments.GetValue(_expires), TimeProvider.System);
            return (changed, changed.Certificate(index));
        });
        if (toStandardOutput) _output.Write(arguments, Terminal, JsonFile.Bytes(certificate));
        else certificate.Write(_output.Path(arguments));
        return Task.FromResult(new Report { WroteToStandardOutput = toStandardOutput }
            .Add("authorityRoot", certificate.AuthorityRoot.ToString())
            .Add("datasetRoot", certificate.DatasetRoot.ToString())
            .Add("leafIndex", certificate.LeafIndex)
            .Add("revision", certificate.Revision)
            .Add("licences", certificate.Certification.Licences));
    }
}
