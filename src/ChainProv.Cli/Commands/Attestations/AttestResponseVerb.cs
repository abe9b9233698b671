using System.CommandLine;
using System.Diagnostics;
using ChainProv.Cli.Framework;
using ChainProv.Ethereum;
using ChainProv.Groth16.Keys;
using ChainProv.Provenance.Certificates;
using ChainProv.Provenance.Files;
using ChainProv.Provenance.Json;
using ChainProv.Provenance.Models;
using ChainProv.Provenance.Policies;
using ChainProv.Provenance.Registries;
using ChainProv.Provenance.Statements;
using ChainProv.Provenance.Weights;

namespace ChainProv.Cli.Commands.Attestations;

internal sealed class AttestResponseVerb : Verb
{
    private readonly Option<string> _model = new("--model") { Description = "A model.json with its model.secret.json beside it.", Required = true, HelpName = "model.json" };
    private readonly TranscriptOptions _transcript;
    private readonly Option<string> _policy = new("--policy") { Description = "The policy that was asked for: one that you answer.", Required = true, HelpName = "policy.json" };
    private readonly NewerCertificates _newer;
    private readonly RegistryPositions _positions = new();
    private readonly Keys _keys;
    private readonly DeviceOption _device;
    private readonly PossessionOptions _possession;
    private readonly OutputOption _output;

    public AttestResponseVerb()
        : base(
            "response",
            "Prove of a response that its model declares a certified, unrevoked dataset within the policy of the question. A nonce is answered once.",
            "chainprov attest response --model model.json --prompt prompt.txt --response response.txt --nonce $NONCE --policy policy.json --rpc $RPC --registry $REGISTRY -o response.json")
    {
        Options.Add(_model);
        _transcript = new TranscriptOptions(this, required: true);
        Options.Add(_policy);
        _newer = new NewerCertificates(this);
        _positions.AddTo(this);
        _keys = new Keys(this);
        _device = new DeviceOption(this);
        _possession = new PossessionOptions(this);
        _output = new OutputOption(this, "Where the certificate goes. It holds the salt: it is for the asker.");
    }

    protected override async Task<Report> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        bool toStandardOutput = _output.IsStandardOutput(arguments, IsJson(arguments));
        int? chunks = _possession.Chunks(arguments, toStandardOutput);
        string model = arguments.GetRequiredValue(_model);
        Hash32 nonce = _transcript.Nonce(arguments)!.Value, salt = ResponseTranscript.NewSalt();
        ReleasePolicy policy = PolicyFile.Read(arguments.GetRequiredValue(_policy));
        SecretModel secret = _newer.Read(arguments, model);
        ModelWeights? weights = chunks is null ? null : _possession.Find(arguments, PublicModel.Read(model), model, Terminal, cancellationToken);
        (ResponseContext? context, RegistryPosition position, Hash32? expected) = await _positions.FindAsync(arguments, model, secret, policy, Terminal, cancellationToken);
        ResponseRequest request = new(
            secret, position, policy, ResponseTranscript.Of(context, nonce, salt, _transcript.Prompt(arguments)!, _transcript.Response(arguments)!));
        request.RequireTrue();
        if (NonceLedger.For(model).IsSpent(secret.ModelCommitment, nonce)) throw new NonceUsedException(nonce);

        // A nonce is answered once: what may fail comes before it is spent. The salt makes the file a secret of the asker's.
        using AtomicFile? output = toStandardOutput ? null : AtomicFile.Create(_output.Path(arguments), secret: true);
        ProvingKey key = _keys.Proving(arguments, StatementCircuit.Response, expected, Terminal, cancellationToken);
        Stopwatch clock = Stopwatch.StartNew();
        ResponseCertificate certificate = _device.Use(arguments, device => ResponseProver.Prove(request, salt, key, device, Terminal.Progress("Proving"), cancellationToken));
        TimeSpan elapsed = clock.Elapsed;
        WeightsPossession? possession = weights?.OpenChunks(PossessionOptions.ContextOf(nonce), chunks!.Value);
        output?.Stream.Write(JsonFile.Bytes(certificate));
        NonceLedger.For(model).Spend(secret.ModelCommitment, nonce);
        possession?.Write(PossessionOptions.PathFor(_output.Path(arguments)));
        if (output is null) Terminal.StandardOutput.Write(JsonFile.Bytes(certificate));
        else output.Commit();
        Report report = new Report { WroteToStandardOutput = toStandardOutput }
            .Add("proofDigest", certificate.ProofDigest.ToString())
            .Add("statement", certificate.Statement)
            .Add("circuitDigest", certificate.CircuitDigest.ToString())
            .Add("setup", certificate.Setup)
            .Add("trainingLink", TrainingLinks.NameOf(certificate.TrainingLink))
            .Add("trainingLinkMeaning", TrainingLinks.MeaningOf(certificate.TrainingLink))
            .Add("context", certificate.Context?.ToString() ?? "unbound")
            .Add("transcript", certificate.Transcript.ToString())
            .Add("registryRoot", certificate.RegistryRoot.ToString())
            .AddSeconds(elapsed);
        return possession is null
            ? report
            : report.Add("chunksOpened", possession.Chunks.Length).Add("odds", PossessionOptions.Odds(possession.Chunks.Length, possession.Weights.ChunkCount));
    }
}
