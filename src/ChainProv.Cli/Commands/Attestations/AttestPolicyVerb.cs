using System.CommandLine;
using System.Text;
using ChainProv.Cli.Framework;
using ChainProv.Ethereum;
using ChainProv.Ethereum.Contracts;
using ChainProv.Ethereum.Keys;
using ChainProv.Ethereum.Rpc;
using ChainProv.Ethereum.Transactions;
using ChainProv.Provenance.Policies;
using ChainProv.Provenance.Registries;
using ChainProv.Provenance.Statements;

namespace ChainProv.Cli.Commands.Attestations;

internal sealed class AttestPolicyVerb : Verb
{
    private readonly Argument<string> _policy = new("policy") { Description = "A policy.json." };
    private readonly ChainOptions _chain = new();
    private readonly AttestationVerifierOption _verifier = new();

    public AttestPolicyVerb()
        : base(
            "policy",
            "Register a policy that you, as publisher of releases, answer. Who could ask for any policy would find hidden dates by bisection.",
            "chainprov attest policy policy.json --rpc $RPC --registry $REGISTRY --attestation-verifier $VERIFIER --key-file publisher.key")
    {
        Arguments.Add(_policy);
        _chain.AddSending(this);
        _verifier.AddTo(this);
    }

    protected override async Task<Report> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        ReleasePolicy policy = PolicyFile.Read(arguments.GetRequiredValue(_policy));
        Fr digest = policy.ToStatement().Digest();
        using EthereumKey account = _chain.Key(arguments);
        using EthereumClient client = _chain.Client(arguments);
        AttestationVerifier contract = await _verifier.RequireAsync(arguments, client, _chain.Registry(arguments), cancellationToken);
        using TransactionSender sender = ChainOptions.Sender(client, account);
        uint validOn = Day.Of(policy.ValidOn).Number;
        TransactionReceipt? receipt = await contract.IsPolicyRegisteredAsync(sender.Address, ReleaseAnchor.ToHash(digest), validOn, cancellationToken: cancellationToken)
            ? null
            : await sender.SendAsync(contract.RegisterPolicy(ReleaseAnchor.ToHash(digest), validOn, Encoding.UTF8.GetString(PolicyFile.Canonical(policy))), cancellationToken: cancellationToken);
        if (receipt is null) Terminal.Note("The policy is registered already.");
        return new Report()
            .Add("policyDigest", digest.ToString())
            .Add("publisher", sender.Address.ToString())
            .Add("transaction", receipt?.TransactionHash.ToString())
            .Add("block", receipt?.BlockNumber)
            .Add("gasUsed", receipt?.GasUsed);
    }
}
