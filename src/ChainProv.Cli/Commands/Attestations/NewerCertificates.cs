using System.CommandLine;
using ChainProv.Provenance.Authorities;
using ChainProv.Provenance.Files;
using ChainProv.Provenance.Models;
using ChainProv.Provenance.Statements;

namespace ChainProv.Cli.Commands.Attestations;

/// <summary>Certificates and cosignatures that the authority issued after the model was committed to.</summary>
internal sealed class NewerCertificates
{
    private readonly Option<string[]> _certificates = new("--certificate")
    {
        Description = "A newer certificate of a declared dataset, for the authority's newest root; may be repeated.",
        HelpName = "certified.json",
    };

    private readonly Option<string[]> _cosignatures = new("--cosignature")
    {
        Description = "The authority's word that the model comes from a declared dataset (chainprov authority cosign); one for each dataset where the model's link is authority-cosigned.",
        HelpName = "cosigned.json",
    };

    public NewerCertificates(Command command)
    {
        command.Options.Add(_certificates);
        command.Options.Add(_cosignatures);
    }

    /// <summary>The secret part of a model, with what is newer.</summary>
    /// <exception cref="InputException">A file is of no dataset that the model declares, or of another model; or the two parts are not of one model.</exception>
    public SecretModel Read(ParseResult arguments, string modelPath)
    {
        SecretModel secret = SecretModel.Read(SecretModel.PathFor(modelPath));
        secret.RequireOf(PublicModel.Read(modelPath), modelPath);
        List<DatasetCertificate> certificates = [];
        foreach (string path in arguments.GetValue(_certificates) ?? [])
        {
            certificates.Add(DatasetCertificate.Read(path));
            if (secret.Datasets.All(dataset => dataset.Leaf() != certificates[^1].Leaf())) throw new InputException(path, null, "certifies no dataset that the model declares, or in other words");
        }

        List<CosignatureCertificate> cosignatures = [];
        foreach (string path in arguments.GetValue(_cosignatures) ?? [])
        {
            cosignatures.Add(CosignatureCertificate.Read(path));
            if (secret.TrainingLink != TrainingLink.AuthorityCosigned) throw new InputException(path, null, "the model's training link is none: commit to it with --link authority-cosigned");
            if (cosignatures[^1].Facts != secret.Facts) throw new InputException(path, "$.facts", "the authority vouches for another model");
            if (secret.Datasets.All(dataset => dataset.Leaf() != cosignatures[^1].DatasetLeaf)) throw new InputException(path, "$.datasetLeaf", "is not that of a dataset that the model declares");
        }

        return secret.Refreshed(certificates, cosignatures);
    }
}
