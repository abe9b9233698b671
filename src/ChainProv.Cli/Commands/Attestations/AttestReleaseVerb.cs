using System.CommandLine;
using System.Diagnostics;
using ChainProv.Cli.Framework;
using ChainProv.Ethereum;
using ChainProv.Ethereum.Contracts;
using ChainProv.Ethereum.Rpc;
using ChainProv.Groth16.Keys;
using ChainProv.Provenance.Certificates;
using ChainProv.Provenance.Json;
using ChainProv.Provenance.Registries;
using ChainProv.Provenance.Statements;
using ChainProv.Prover.Api;

namespace ChainProv.Cli.Commands.Attestations;

internal sealed class AttestReleaseVerb : Verb
{
    private readonly Argument<string> _model = new("model") { Description = "A model.json with its model.secret.json beside it." };
    private readonly Option<string> _policy = new("--policy") { Description = "What every declared dataset satisfies.", Required = true, HelpName = "policy.json" };
    private readonly Option<string?> _publisher = new("--publisher") { Description = "The account that will anchor the release.", HelpName = "address" };
    private readonly NewerCertificates _newer;
    private readonly ChainOptions _chain = new();
    private readonly ProverOption _prover;
    private readonly Option<bool> _anchor = new("--anchor") { Description = "With --prover: anchor the release once it is proved." };
    private readonly Keys _keys;
    private readonly DeviceOption _device;
    private readonly OutputOption _output;

    public AttestReleaseVerb()
        : base(
            "release",
            "Prove that every dataset a model declares is certified, unrevoked and within a policy. Without a registry the proof is unbound: good off chain, refused by anchor.",
            "chainprov attest release model.json --policy policy.json --rpc $RPC --registry $REGISTRY --publisher $PUBLISHER -o release.json")
    {
        Arguments.Add(_model);
        Options.Add(_policy);
        _newer = new NewerCertificates(this);
        _chain.AddReading(this);
        Options.Add(_publisher);
        _prover = new ProverOption(this);
        Options.Add(_anchor);
        _keys = new Keys(this);
        _device = new DeviceOption(this);
        _output = new OutputOption(this, "Where the certificate goes.");
    }

    protected override async Task<Report> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        bool toStandardOutput = _output.IsStandardOutput(arguments, IsJson(arguments));
        if (arguments.GetValue(_anchor) && !_prover.IsGiven(arguments)) throw new UsageException("--anchor goes with --prover; otherwise run chainprov anchor afterwards");
        if (_prover.IsGiven(arguments) && _device.IsGiven(arguments)) throw new UsageException("--device says what computes here; a hosted prover has its own (Prover:Proving:Device)");
        if (_prover.IsGiven(arguments)) return await ProveRemotelyAsync(arguments, toStandardOutput, cancellationToken);
        ReleaseRequest request = Read(arguments, await ContextAsync(arguments, cancellationToken));
        Hash32? expected = request.Context.IsUnbound ? null : await TermsAsync(arguments, request, cancellationToken);
        ProvingKey key = _keys.Proving(arguments, StatementCircuit.Release(request.Model.Slots), expected, Terminal, cancellationToken);
        Stopwatch clock = Stopwatch.StartNew();
        ReleaseCertificate certificate = _device.Use(arguments, device => ReleaseProver.Prove(request, key, device, Terminal.Progress("Proving"), cancellationToken));
        _output.Write(arguments, Terminal, JsonFile.Bytes(certificate));
        return Describe(certificate, toStandardOutput).AddSeconds(clock.Elapsed);
    }

    /// <summary>What is said of a certificate wherever one is made.</summary>
    public static Report Describe(ReleaseCertificate certificate, bool wroteToStandardOutput = false) => new Report { WroteToStandardOutput = wroteToStandardOutput }
        .Add("proofDigest", certificate.ProofDigest.ToString())
        .Add("statement", certificate.Statement)
        .Add("circuitDigest", certificate.CircuitDigest.ToString())
        .Add("setup", certificate.Setup)
        .Add("trainingLink", TrainingLinks.NameOf(certificate.TrainingLink))
        .Add("trainingLinkMeaning", TrainingLinks.MeaningOf(certificate.TrainingLink))
        .Add("context", certificate.Context.ToString());

    private async Task<Report> ProveRemotelyAsync(ParseResult arguments, bool toStandardOutput, CancellationToken cancellationToken)
    {
        using ProverClient prover = _prover.Connect(arguments);
        ReleaseRequest request = Read(arguments, await prover.ContextAsync(cancellationToken));
        bool anchor = arguments.GetValue(_anchor);
        Stopwatch clock = Stopwatch.StartNew();
        JobResponse ended = await prover.SubmitAsync(request, anchor, cancellationToken);
        ended = await prover.FollowAsync(ended.Job, anchor, Terminal.Progress("Proving"), cancellationToken);
        if (ProverClient.HasFailed(ended)) return ProverCommands.Describe(ended);

        ReleaseCertificate certificate = await prover.CertificateAsync(ended.Job, cancellationToken);
        if (certificate.PublicInputs != request.ToStatement().PublicInputs) throw new HttpRequestException("the prover's certificate is for another release than was asked for");
        await RequireProofAsync(arguments, certificate, cancellationToken);
        _output.Write(arguments, Terminal, JsonFile.Bytes(certificate));
        return Describe(certificate, toStandardOutput).AddSeconds(clock.Elapsed)
            .Add("job", ended.Job)
            .Add("transaction", ended.Transaction?.ToString())
            .Add("block", ended.Block);
    }

    /// <summary>A prover is not believed: its proof is checked with the registry's key, or with that of the user's store.</summary>
    private async Task RequireProofAsync(ParseResult arguments, ReleaseCertificate certificate, CancellationToken cancellationToken)
    {
        VerifyingKey? key;
        if (_chain.HasRpc(arguments))
        {
            using EthereumClient client = _chain.Client(arguments);
            key = await RegistryDeployment.VerifyingKeyAsync(client, new ProvenanceRegistry(client, certificate.Context.Registry), certificate.Slots, cancellationToken);
        }
        else
        {
            // A key of the user's own making tells nothing of a proof that was made with the registry's.
            key = _keys.FindVerifying(arguments, StatementCircuit.Release(certificate.Slots), certificate.KeyDigest);
        }

        if (key is null) Terminal.Note("The prover's proof was not checked, as there is no key to check it with: run chainprov verify with --rpc and --registry.");
        else if (ReleaseVerifier.Problems(certificate, key) is [string problem, ..]) throw new HttpRequestException($"the prover's certificate does not hold: {problem}");
    }

    private ReleaseRequest Read(ParseResult arguments, ReleaseContext context)
    {
        string model = arguments.GetRequiredValue(_model);
        return ReleaseInput.Read(model, _newer.Read(arguments, model), arguments.GetRequiredValue(_policy), context);
    }

    /// <summary>The digest of the key that the proof must be made with.</summary>
    private async Task<Hash32> TermsAsync(ParseResult arguments, ReleaseRequest request, CancellationToken cancellationToken)
    {
        using EthereumClient client = _chain.Client(arguments);
        ProvenanceRegistry registry = new(client, request.Context.Registry);
        await RegistryTerms.NoteRootAsync(registry, request, Terminal, cancellationToken);
        return await RegistryTerms.KeyDigestAsync(client, registry, request.Model.Slots, cancellationToken);
    }

    private async Task<ReleaseContext> ContextAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        if (!_chain.HasRegistry(arguments))
        {
            if (arguments.GetValue(_publisher) is not null) throw new UsageException("--publisher goes with --rpc and --registry");
            return ReleaseContext.Unbound;
        }

        string publisher = arguments.GetValue(_publisher) ?? throw new UsageException("a release for a registry needs --publisher ADDRESS, the account that will anchor it");
        using EthereumClient client = _chain.Client(arguments);
        Address registry = _chain.Registry(arguments);
        await new ProvenanceRegistry(client, registry).RequireDeployedAsync(cancellationToken);
        return new ReleaseContext(await client.ChainIdAsync(cancellationToken), registry, ChainOptions.ParseAddress(publisher, "--publisher"));
    }
}
