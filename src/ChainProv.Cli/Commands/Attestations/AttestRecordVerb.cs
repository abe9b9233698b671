using System.CommandLine;
using ChainProv.Cli.Framework;
using ChainProv.Ethereum;
using ChainProv.Ethereum.Contracts;
using ChainProv.Ethereum.Keys;
using ChainProv.Ethereum.Rpc;
using ChainProv.Ethereum.Transactions;
using ChainProv.Provenance.Certificates;
using ChainProv.Provenance.Files;
using ChainProv.Provenance.Registries;

namespace ChainProv.Cli.Commands.Attestations;

internal sealed class AttestRecordVerb : Verb
{
    private readonly Argument<string> _response = new("response") { Description = "A response.json. Its salt stays here." };
    private readonly Option<string> _release = new("--release") { Description = "The release.json that anchored the model.", Required = true, HelpName = "release.json" };
    private readonly RootAgeOption _rootAge = new();
    private readonly ChainOptions _chain = new();
    private readonly AttestationVerifierOption _verifier = new();

    public AttestRecordVerb()
        : base(
            "record",
            "Record a response on chain, where its nonce counts once. Anybody may, with the same effect.",
            "chainprov attest record response.json --release release.json --rpc $RPC --registry $REGISTRY --attestation-verifier $VERIFIER --key-file sender.key")
    {
        Arguments.Add(_response);
        Options.Add(_release);
        _rootAge.AddTo(this);
        _chain.AddSending(this);
        _verifier.AddTo(this);
    }

    protected override async Task<Report> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        string path = arguments.GetRequiredValue(_response);
        ResponseCertificate response = ResponseCertificate.Read(path);
        string releasePath = arguments.GetRequiredValue(_release);
        ReleaseCertificate release = ReleaseCertificate.Read(releasePath);
        if (release.ModelCommitment != response.ModelCommitment) throw new InputException(releasePath, "$.modelCommitment", "is not that of the response: the release is of another commitment");
        using EthereumKey account = _chain.Key(arguments);
        using EthereumClient client = _chain.Client(arguments);
        if (response.Context is not { } context) throw new InputException(path, "$.context", "the response is unbound: no contract can check it");
        await client.RequireChainAsync(context.ChainId, cancellationToken);
        Address registry = _chain.Registry(arguments);
        if (context.Registry != registry) throw new InputException(path, "$.context", $"the response is for {context}, but the registry is {registry}");
        AttestationVerifier contract = await _verifier.RequireAsync(arguments, client, registry, cancellationToken);
        using TransactionSender sender = ChainOptions.Sender(client, account);
        TransactionReceipt receipt = await sender.SendAsync(ResponseAnchor.Record(contract, response, release, _rootAge.Of(arguments)), cancellationToken: cancellationToken);
        return new Report()
            .Add("responseId", (await contract.ResponseIdAsync(ResponseAnchor.AttestationOf(response, release), cancellationToken: cancellationToken)).ToString())
            .Add("transaction", receipt.TransactionHash.ToString())
            .Add("block", receipt.BlockNumber)
            .Add("gasUsed", receipt.GasUsed);
    }
}
