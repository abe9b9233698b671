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
        using EthereumClient client = _chain.Client(arguments);
        ProvenanceRegistry registry = new(client, _chain.Registry(arguments));
        using EthereumKey account = _chain.Key(arguments);
        using TransactionSender sender = ChainOptions.Sender(client, account);
        await registry.RequireDeployedAsync(cancellationToken);

        TransactionRequest request;
        if (DatasetFile.FormatOf(path) == DatasetCommitment.FormatName)
        {
            DatasetCommitment dataset = DatasetCommitment.Read(path);
            request = registry.CommitDataset(ReleaseAnchor.ToHash(dataset.DatasetRoot), new Hash32(dataset.ManifestDigest.ToArray()));
        }
        else
        {
            ReleaseCertificate certificate = ReleaseCertificate.Read(path);
            ulong chainId = await client.ChainIdAsync(cancellationToken);
            RequireContext(path, certificate.Context, new ReleaseContext(chainId, registry.Address, sender.Address));
            DevelopmentKeys.RequireAllowed(chainId, arguments.GetValue(_allowDevelopment));
            request = ReleaseAnchor.Transaction(registry, certificate);
        }

        TransactionReceipt receipt = await sender.SendAsync(request, cancellationToken: cancellationToken);
        return new Report()
            .Add("transaction", receipt.TransactionHash.ToString())
            .Add("block", receipt.BlockNumber)
            .Add("gasUsed", receipt.GasUsed);
    }

    /// <exception cref="InputException">The proof is for another place: the contract would refuse it.</exception>
    private static void RequireContext(string path, ReleaseContext made, ReleaseContext here)
    {
        if (made == here) return;
        string why = made.IsUnbound
            ? "the release is unbound: prove it for this registry, with --rpc, --registry and --publisher"
            : $"the release is for {made}, but this is {here}: prove it again for here";
        throw new InputException(path, "$.context", why);
    }
}
