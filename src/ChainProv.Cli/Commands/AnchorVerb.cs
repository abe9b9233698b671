using System.CommandLine;
using ChainProv.Cli.Framework;
using ChainProv.Ethereum;
using ChainProv.Ethereum.Contracts;
using ChainProv.Ethereum.Keys;
using ChainProv.Ethereum.Rpc;
using ChainProv.Ethereum.Transactions;
using ChainProv.Provenance.Certificates;
using ChainProv.Provenance.Datasets;
using ChainProv.Provenance.Files;
using ChainProv.Provenance.Registries;

namespace ChainProv.Cli.Commands;

internal sealed class AnchorVerb : Verb
{
    private readonly Argument<string> _file = new("file") { Description = "A release.json, or a dataset.json whose root you want to make public." };
    private readonly Option<bool> _allowDevelopment = new("--allow-development-keys") { Description = "Anchor with a development key on a chain that is not local." };
    private readonly ChainOptions _chain = new();

    public AnchorVerb()
        : base("anchor", "Put a release, or a dataset's commitment, on chain.", "chainprov anchor release.json --rpc $RPC --registry $REGISTRY --key-file publisher.key")
    {
        Arguments.Add(_file);
        _chain.AddSending(this);
        Options.Add(_allowDevelopment);
    }

    protected override async Task<Report> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        string path = arguments.GetRequiredValue(_file);
        bool isDataset = DatasetFile.FormatOf(path) == DatasetCommitment.FormatName;
        DatasetCommitment? dataset = isDataset ? DatasetCommitment.Read(path) : null;
        ReleaseCertificate? certificate = isDataset ? null : ReleaseCertificate.Read(path);
        using EthereumKey account = _chain.Key(arguments);
        using EthereumClient client = _chain.Client(arguments);
        ProvenanceRegistry registry = new(client, _chain.Registry(arguments));
        using TransactionSender sender = ChainOptions.Sender(client, account);
        await registry.RequireDeployedAsync(cancellationToken);
        if (certificate is not null)
        {
            ReleaseContext made = certificate.Context;
            if (made.IsUnbound) throw new InputException(path, "$.context", "the release is unbound: prove it for this registry, with --rpc, --registry and --publisher");
            await client.RequireChainAsync(made.ChainId, cancellationToken);
            RequireContext(path, made, made with { Registry = registry.Address, Publisher = sender.Address });
            DevelopmentKeys.RequireAllowed(made.ChainId, arguments.GetValue(_allowDevelopment));
        }

        TransactionRequest request = certificate is not null
            ? ReleaseAnchor.Transaction(registry, certificate)
            : registry.CommitDataset(ReleaseAnchor.ToHash(dataset!.DatasetRoot), new Hash32(dataset.ManifestDigest.ToArray()));
        TransactionReceipt receipt = await sender.SendAsync(request, cancellationToken: cancellationToken);
        return new Report()
            .Add("transaction", receipt.TransactionHash.ToString())
            .Add("block", receipt.BlockNumber)
            .Add("gasUsed", receipt.GasUsed);
    }

    /// <exception cref="InputException">The proof is for another place: the contract would refuse it.</exception>
    private static void RequireContext(string path, ReleaseContext made, ReleaseContext here)
    {
        if (made != here) throw new InputException(path, "$.context", $"the release is for {made}, but this is {here}: prove it again for here");
    }
}
