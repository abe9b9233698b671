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

namespace ChainProv.Cli.Commands.Registries;

internal sealed class AnchorVerb : Verb
{
    private readonly Argument<string> _file = new("file") { Description = "A release.json, or a dataset.json whose root you want to make public." };
    private readonly Option<bool> _allowDevelopment = new("--allow-development-keys") { Description = "Anchor with a development key on a chain that is not local." };
    private readonly ChainOptions _chain = new();

    public AnchorVerb()
        : base("anchor", "Put a release, or a dataset's commitment, on chain. What is there already is not sent again.", "chainprov anchor release.json --rpc $RPC --registry $REGISTRY --key-file publisher.key")
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

        TransactionReceipt receipt = certificate is not null
            ? await AnchoredBefore.ReleaseAsync(client, registry, certificate, cancellationToken)
                ?? await sender.SendAsync(ReleaseAnchor.Transaction(registry, certificate), cancellationToken: cancellationToken)
            : await CommitAsync(client, registry, sender, dataset!, cancellationToken);
        return new Report()
            .Add("transaction", receipt.TransactionHash.ToString())
            .Add("block", receipt.BlockNumber)
            .Add("gasUsed", receipt.GasUsed);
    }

    private static async Task<TransactionReceipt> CommitAsync(
        EthereumClient client, ProvenanceRegistry registry, TransactionSender sender, DatasetCommitment dataset, CancellationToken cancellationToken)
    {
        Hash32 root = ReleaseAnchor.ToHash(dataset.DatasetRoot), manifest = new(dataset.ManifestDigest.ToArray());
        try
        {
            return await sender.SendAsync(registry.CommitDataset(root, manifest), cancellationToken: cancellationToken);
        }
        catch (ContractRevertedException reverted) when (reverted.Reason.Name == "DatasetAlreadyCommitted")
        {
            if (await AnchoredBefore.DatasetAsync(client, registry, root, sender.Address, manifest, cancellationToken) is { } before) return before;
            throw;
        }
    }

    /// <exception cref="InputException">The proof is for another place: the contract would refuse it.</exception>
    private static void RequireContext(string path, ReleaseContext made, ReleaseContext here)
    {
        if (made != here) throw new InputException(path, "$.context", $"the release is for {made}, but this is {here}: prove it again for here");
    }
}
