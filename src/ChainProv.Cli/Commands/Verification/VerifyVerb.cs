using System.CommandLine;
using ChainProv.Cli.Framework;
using ChainProv.Ethereum.Contracts;
using ChainProv.Ethereum.Rpc;
using ChainProv.Groth16.Aggregation;
using ChainProv.Groth16.Keys;
using ChainProv.Provenance.Certificates;
using ChainProv.Provenance.Files;
using ChainProv.Provenance.Models;
using ChainProv.Provenance.Registries;
using ChainProv.Provenance.Statements;

namespace ChainProv.Cli.Commands.Verification;

internal sealed class VerifyVerb : Verb
{
    private readonly Argument<string> _file = new("file") { Description = "A release.json, a response.json, or an aggregate.json; or the http or https address of one." };
    private readonly Option<string[]> _model = new("--model") { Description = "The model's files or folder, to compare with the certificate; may be repeated.", HelpName = "path" };
    private readonly Option<string?> _disclosure = new("--disclosure") { Description = "A disclosure of the datasets.", HelpName = "file" };
    private readonly ChainOptions _chain = new(Settings.FromEnvironment);
    private readonly Keys _keys;
    private readonly WeightsCheck _weights;
    private readonly ResponseVerification _response;

    /// <param name="path">Under which names the command is called.</param>
    public VerifyVerb(string path = "verify")
        : base(
            "verify",
            "Check a certificate, with a key from your key store or from the registry; never one from the certificate.",
            $"chainprov {path} release.json --model model.safetensors --rpc $RPC --registry $REGISTRY")
    {
        Arguments.Add(_file);
        Options.Add(_model);
        Options.Add(_disclosure);
        _keys = new Keys(this, Settings.FromEnvironment);
        _chain.AddReading(this);
        _weights = new WeightsCheck(this);
        _response = new ResponseVerification(this);
    }

    protected override async Task<Report> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        string name = arguments.GetRequiredValue(_file);
        using NamedFile file = await NamedFile.OpenAsync(name, ReleaseCertificate.MaxBytes, cancellationToken);
        try
        {
            return await VerifyAsync(arguments, file.Path, cancellationToken);
        }
        catch (InputException problem) when (problem.File == file.Path)
        {
            throw new InputException(name, problem.Place, problem.Problem, problem);
        }
    }

    private async Task<Report> VerifyAsync(ParseResult arguments, string path, CancellationToken cancellationToken)
    {
        string? format = DatasetFile.FormatOf(path);
        if (format == ResponseCertificate.FormatName) return await VerifyResponseAsync(arguments, path, cancellationToken);
        if (_response.AreGiven(arguments)) throw new UsageException("--prompt, --response, --nonce, --release, --possession and --chunks go with the certificate of a response");
        if (_weights.IsGiven(arguments) && format != ReleaseCertificate.FormatName) throw new UsageException("--weights goes with the certificate of a release");
        if (format == ReleaseAggregate.FormatName) return VerifyAggregate(arguments, ReleaseAggregate.Read(path));
        ReleaseCertificate certificate = ReleaseCertificate.Read(path);
        bool onChain = _chain.HasRegistry(arguments);
        (VerifyingKey? key, List<string> reasons) = onChain ? await CheckOnChainAsync(arguments, certificate, cancellationToken) : CheckOffChain(arguments, certificate);

        string[] modelPaths = arguments.GetValue(_model) ?? [];
        if (modelPaths.Length == 0) Terminal.Note("model file not checked (give --model PATH)");
        else reasons.AddRange(ModelComparison.Problems(certificate.Files, ModelFiles.Read(modelPaths, cancellationToken)));
        reasons.AddRange(_weights.Problems(arguments, certificate, modelPaths, Terminal, cancellationToken));

        Report report = new Report { Holds = reasons.Count == 0 }
            .Add("valid", reasons.Count == 0)
            .Add("statement", certificate.Statement)
            .Add("setup", SetupName.Of(key?.Setup ?? SetupKind.Development))
            .Add("trainingLink", TrainingLinks.NameOf(certificate.TrainingLink))
            .Add("trainingLinkMeaning", TrainingLinks.MeaningOf(certificate.TrainingLink))
            .Add("keyDigest", certificate.KeyDigest.ToString())
            .Add("context", certificate.Context.ToString())
            .Add("modelChecked", modelPaths.Length > 0)
            .Add("weightsChecked", certificate.WeightsOpening is not null && _weights.IsGiven(arguments))
            .Add("reasons", reasons)
            .Add("means", reasons.Count == 0 ? ReleaseMeaning.Of(certificate, onChain) : ReleaseMeaning.OfNothing);
        if (arguments.GetValue(_disclosure) is not { } disclosurePath) return report;

        ReleaseDisclosure disclosure = ReleaseDisclosure.Read(disclosurePath);
        if (disclosure.Secret.ModelCommitment != certificate.ModelCommitment) throw new InputException(disclosurePath, "$.secret.modelCommitment", "is not that of this release");
        return report.Add("datasetRoots", disclosure.DatasetRoots.Select(root => root.ToString()));
    }

    private Task<Report> VerifyResponseAsync(ParseResult arguments, string path, CancellationToken cancellationToken)
    {
        if (arguments.GetValue(_disclosure) is not null) throw new UsageException("--disclosure goes with the certificate of a release");
        string[] model = arguments.GetValue(_model) ?? [];
        return _response.RunAsync(arguments, path, model.Length == 0 ? null : ModelFiles.Read(model, cancellationToken), _chain, _keys, Terminal, cancellationToken);
    }

    /// <summary>With key and SRS of the user's own. What one release's certificate can be compared with, an aggregate's releases cannot.</summary>
    private Report VerifyAggregate(ParseResult arguments, ReleaseAggregate aggregate)
    {
        if (arguments.GetValue(_model) is { Length: > 0 } || arguments.GetValue(_disclosure) is not null)
            throw new UsageException("--model and --disclosure go with the certificate of one release, not with an aggregate");
        if (_chain.AreGiven(arguments)) throw new UsageException("--rpc and --registry go with the certificate of one release: no registry is asked about an aggregate");
        VerifyingKey key = _keys.Store(arguments).LoadVerifyingKey(StatementCircuit.Release(aggregate.Slots).Digest);
        AggregationVerifierSrs srs = _keys.AggregationSrsStore(arguments).LoadVerifier(aggregate.SrsCapacity);
        Terminal.Note("model files not checked, and no registry asked: an aggregate is of proofs alone");
        if (srs.Setup == SetupKind.Development) Terminal.Note("the aggregation SRS is a development one: whoever made it could forge this aggregate");
        List<string> reasons =
        [
            .. ReleaseAggregation.Problems(aggregate, key, srs),
            .. aggregate.Releases.SelectMany((release, i) => OnChainStanding.DateProblems(release.Policy.ValidOn).Select(problem => $"release {i}: {problem}")),
        ];
        return new Report { Holds = reasons.Count == 0 }
            .Add("valid", reasons.Count == 0)
            .Add("statement", aggregate.Statement)
            .Add("count", aggregate.Releases.Length)
            .Add("setup", SetupName.Of(key.Setup))
            .Add("trainingLink", TrainingLinks.NameOf(aggregate.TrainingLink))
            .Add("trainingLinkMeaning", TrainingLinks.MeaningOf(aggregate.TrainingLink))
            .Add("keyDigest", aggregate.KeyDigest.ToString())
            .Add("srsDigest", aggregate.SrsDigest.ToString())
            .Add("srsSetup", SetupName.Of(srs.Setup))
            .Add("modelChecked", false)
            .Add("reasons", reasons)
            .Add("means", reasons.Count == 0 ? ReleaseMeaning.Of(aggregate) : ReleaseMeaning.OfNothing);
    }

    private (VerifyingKey Key, List<string> Reasons) CheckOffChain(ParseResult arguments, ReleaseCertificate certificate)
    {
        VerifyingKey key = _keys.Store(arguments).LoadVerifyingKey(StatementCircuit.Release(certificate.Slots).Digest);
        return (key, [.. ReleaseVerifier.Problems(certificate, key), .. OnChainStanding.DateProblems(certificate.Policy.ValidOn)]);
    }

    /// <summary>With the registry's key, if it has one that can be trusted.</summary>
    private async Task<(VerifyingKey? Key, List<string> Reasons)> CheckOnChainAsync(ParseResult arguments, ReleaseCertificate certificate, CancellationToken cancellationToken)
    {
        using EthereumClient client = _chain.Client(arguments);
        ProvenanceRegistry registry = new(client, _chain.Registry(arguments));
        await registry.RequireDeployedAsync(cancellationToken);
        ulong chainId = await client.ChainIdAsync(cancellationToken);
        VerifyingKey? key;
        try
        {
            key = await RegistryDeployment.VerifyingKeyAsync(client, registry, certificate.Slots, cancellationToken);
        }
        catch (FormatException untrustworthy)
        {
            return (null, [untrustworthy.Message]);
        }

        if (key is null) return (null, [$"the registry has no verifier for {certificate.Slots} slots"]);

        List<string> reasons = [.. ReleaseVerifier.Problems(certificate, key)];
        if (certificate.Context.ChainId != chainId || certificate.Context.Registry != registry.Address)
            reasons.Add($"the release is for {certificate.Context}, not for this registry ({registry.Address} on chain {chainId})");
        OnChainStanding standing = await OnChainStanding.OfAsync(client, registry, certificate, cancellationToken);
        if (!standing.IsAnchored) Terminal.Note("the release is not anchored in this registry");
        return (key, [.. reasons, .. standing.Problems]);
    }
}
