using System.CommandLine;
using ChainProv.Cli.Framework;
using ChainProv.Ethereum;
using ChainProv.Ethereum.Contracts;
using ChainProv.Ethereum.Rpc;
using ChainProv.Groth16.Keys;
using ChainProv.Provenance.Certificates;
using ChainProv.Provenance.Files;
using ChainProv.Provenance.Models;
using ChainProv.Provenance.Registries;
using ChainProv.Provenance.Statements;
using ChainProv.Provenance.Weights;

namespace ChainProv.Cli.Commands.Verification;

/// <summary>What <c>verify</c> checks of a response, and what it says that it did not check.</summary>
internal sealed class ResponseVerification
{
    private readonly TranscriptOptions _transcript;
    private readonly Option<string?> _release = new("--release") { Description = "Of a response: the release.json of its model, to ask the registry whether it stands.", HelpName = "release.json" };
    private readonly Option<string?> _possession = new("--possession") { Description = "Of a response: the opened chunks that came with it.", HelpName = "response.possession.json" };
    private readonly Option<int?> _chunks = new("--chunks") { Description = "With --possession: how many chunks you asked for.", HelpName = "k" };
    private readonly RootAgeOption _rootAge = new();
    private readonly AttestationVerifierOption _verifier = new();

    public ResponseVerification(Command command)
    {
        _transcript = new TranscriptOptions(command, required: false);
        command.Options.Add(_release);
        command.Options.Add(_possession);
        command.Options.Add(_chunks);
        _rootAge.AddTo(command);
        _verifier.AddTo(command);
    }

    public bool AreGiven(ParseResult arguments) => _transcript.AreGiven(arguments) || arguments.GetValue(_release) is not null || arguments.GetValue(_possession) is not null || arguments.GetValue(_chunks) is not null;

    public async Task<Report> RunAsync(
        ParseResult arguments, string path, IReadOnlyCollection<ModelFile>? model, ChainOptions chain, Keys keys, Terminal terminal, CancellationToken cancellationToken)
    {
        RequirePossessionIsWhole(arguments);
        ResponseCertificate certificate = ResponseCertificate.Read(path);
        ReleaseCertificate? release = Release(arguments, certificate);
        Hash32? nonce = _transcript.Nonce(arguments);
        byte[]? prompt = _transcript.Prompt(arguments), response = _transcript.Response(arguments);
        bool onChain = chain.HasRegistry(arguments);

        (VerifyingKey? key, List<string> reasons) = onChain
            ? await CheckOnChainAsync(arguments, certificate, release, chain, keys, cancellationToken)
            : (keys.Store(arguments).LoadVerifyingKey(StatementCircuit.Response.Digest), []);
        if (key is not null) reasons.InsertRange(0, ResponseVerifier.Problems(certificate, key));
        if (!onChain) reasons.AddRange(OnChainStanding.DateProblems(certificate.Policy.ValidOn));
        reasons.AddRange(ResponseVerifier.TextProblems(certificate, prompt, response));
        if (nonce is { } asked && asked != certificate.Nonce) reasons.Add($"the response answers the nonce {certificate.Nonce}, not yours");
        if (PossessionProblem(arguments, certificate) is { } notShown) reasons.Add(notShown);
        if (model is not null && new Hash32(ModelDigest.Of(model).ToArray()) != ReleaseAnchor.ToHash(certificate.Facts.ModelDigest)) reasons.Add("the model's files are other ones than the certificate's");

        if (model is null) terminal.Note("model file not checked (give --model PATH)");
        if (prompt is null || response is null) terminal.Note("prompt or response not compared (give --prompt and --response)");
        if (nonce is null) terminal.Note("nonce not compared (give --nonce): the certificate may be an old one");
        if (onChain && release is null) terminal.Note("release not checked (give --release): the model's commitment may not be anchored, or its release not hold any more");
        return new Report { Holds = reasons.Count == 0 }
            .Add("valid", reasons.Count == 0)
            .Add("statement", certificate.Statement)
            .Add("setup", SetupName.Of(key?.Setup ?? SetupKind.Development))
            .Add("trainingLink", TrainingLinks.NameOf(certificate.TrainingLink))
            .Add("trainingLinkMeaning", TrainingLinks.MeaningOf(certificate.TrainingLink))
            .Add("keyDigest", certificate.KeyDigest.ToString())
            .Add("context", certificate.Context?.ToString() ?? "unbound")
            .Add("modelDigest", certificate.Facts.ModelDigest.ToString())
            .Add("modelChecked", model is not null)
            .Add("promptChecked", prompt is not null)
            .Add("responseChecked", response is not null)
            .Add("nonceChecked", nonce is not null)
            .Add("registryRootChecked", onChain)
            .Add("releaseChecked", onChain && release is not null)
            .Add("chunksChecked", reasons.Count == 0 ? arguments.GetValue(_chunks) ?? 0 : 0)
            .Add("reasons", reasons)
            .Add("means", reasons.Count == 0 ? ReleaseMeaning.Of(certificate, onChain, release is not null) : ReleaseMeaning.OfNothing);
    }

    /// <exception cref="InputException">The release is another model's.</exception>
    private ReleaseCertificate? Release(ParseResult arguments, ResponseCertificate certificate)
    {
        if (arguments.GetValue(_release) is not { } path) return null;
        ReleaseCertificate release = ReleaseCertificate.Read(path);
        if (release.ModelCommitment != certificate.ModelCommitment) throw new InputException(path, "$.modelCommitment", "is not that of the response: the release is of another commitment");
        return release.Facts == certificate.Facts && release.TrainingLink == certificate.TrainingLink
            ? release
            : throw new InputException(path, "$.facts", "facts and link are not those of the response, though the commitment is: one of the two is false");
    }

    /// <summary>Why the chunks that came with a response do not show that the weights were at hand; null if they do, or are not looked at.</summary>
    private string? PossessionProblem(ParseResult arguments, ResponseCertificate certificate)
    {
        if (arguments.GetValue(_possession) is not { } path) return null;
        return WeightsPossession.Read(path).Problem(certificate.Facts.WeightsDigest, PossessionOptions.ContextOf(_transcript.Nonce(arguments)!.Value), arguments.GetValue(_chunks)!.Value);
    }

    /// <summary>How many chunks were asked for, and by which nonce, is the asker's word, not the proof's: a prover who could choose the nonce would try some until it names chunks that he has.</summary>
    private void RequirePossessionIsWhole(ParseResult arguments)
    {
        if (arguments.GetValue(_possession) is null)
        {
            if (arguments.GetValue(_chunks) is not null) throw new UsageException("--chunks goes with --possession FILE");
            return;
        }

        if (arguments.GetValue(_chunks) is null) throw new UsageException("say how many chunks you asked for: --chunks K. The proof's own word on that is worth nothing");
        if (_transcript.Nonce(arguments) is null) throw new UsageException("say which nonce you asked with: --nonce HEX. A prover who chose it himself could choose chunks that he has");
    }

    private async Task<(VerifyingKey? Key, List<string> Reasons)> CheckOnChainAsync(
        ParseResult arguments, ResponseCertificate certificate, ReleaseCertificate? release, ChainOptions chain, Keys keys, CancellationToken cancellationToken)
    {
        using EthereumClient client = chain.Client(arguments);
        ProvenanceRegistry registry = new(client, chain.Registry(arguments));
        await registry.RequireDeployedAsync(cancellationToken);
        List<string> reasons = [];
        ResponseContext here = new(await client.ChainIdAsync(cancellationToken), registry.Address);
        if (certificate.Context != here) reasons.Add($"the response is for {certificate.Context?.ToString() ?? "no registry"}, not for this registry ({here})");
        if (await RootProblemAsync(registry, certificate.RegistryRoot, _rootAge.Of(arguments), cancellationToken) is { } stale) reasons.Add(stale);

        Block head = await client.GetBlockAsync(BlockTag.Latest, cancellationToken) ?? throw new HttpRequestException("the node has no newest block");
        if (certificate.Policy.ValidOn < DateOnly.FromDateTime(head.Timestamp.UtcDateTime)) reasons.Add($"the policy's date, {certificate.Policy.ValidOn:yyyy-MM-dd}, has passed");
        if (release is not null) reasons.AddRange((await OnChainStanding.OfAsync(client, registry, release, cancellationToken)) is { IsAnchored: true } standing ? standing.Problems : ["the release is not anchored in this registry"]);
        if (await _verifier.FindAsync(arguments, client, registry.Address, cancellationToken) is not { } contract)
            return (keys.Store(arguments).LoadVerifyingKey(StatementCircuit.Response.Digest), reasons);

        if (release is not null && !await contract.IsPolicyRegisteredAsync(
            release.Context.Publisher, ReleaseAnchor.ToHash(certificate.PolicyDigest), Day.Of(certificate.Policy.ValidOn).Number, cancellationToken: cancellationToken))
            reasons.Add("the release's publisher has not registered this policy");
        try
        {
            return (await AttestationDeployment.VerifyingKeyAsync(client, contract, cancellationToken), reasons);
        }
        catch (FormatException untrustworthy)
        {
            return (null, [.. reasons, untrustworthy.Message]);
        }
    }

    /// <summary>Why the registry does not accept a root; null if it does.</summary>
    private static async Task<string?> RootProblemAsync(ProvenanceRegistry registry, Fr root, TimeSpan maxAge, CancellationToken cancellationToken)
    {
        Hash32 hash = ReleaseAnchor.ToHash(root);
        if (await registry.IsRegistryRootAcceptedAsync(hash, (long)maxAge.TotalSeconds, cancellationToken: cancellationToken)) return null;
        ProvenanceRegistry.RegistryRootStatus status = await registry.RegistryRootStatusAsync(hash, cancellationToken: cancellationToken);
        return !status.Known ? "the registry never had the root that the response names"
            : status.Revoked ? "something was revoked since the registry had the root that the response names: ask for a new response"
            : $"the registry's root that the response names was superseded on {DateTimeOffset.FromUnixTimeSeconds((long)status.SupersededAt):yyyy-MM-dd HH:mm} UTC, longer ago than is accepted";
    }
}
