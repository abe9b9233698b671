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

namespace ChainProv.Cli.Commands.Registries;

/// <summary>One transaction about an anchored release.</summary>
internal abstract class ReleaseVerb : Verb
{
    private readonly Argument<string> _release = new("release") { Description = "A release.json, or the id of an anchored release." };
    private readonly ChainOptions _chain = new();

    protected ReleaseVerb(string name, string description, string example)
        : base(name, description, example)
    {
        Arguments.Add(_release);
        _chain.AddSending(this);
    }

    protected abstract TransactionRequest Request(ProvenanceRegistry registry, Hash32 release);

    protected override async Task<Report> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        string named = arguments.GetRequiredValue(_release);
        bool isId = named.StartsWith("0x", StringComparison.Ordinal) && !File.Exists(named);
        ReleaseCertificate? certificate = isId ? null : ReleaseCertificate.Read(named);
        Hash32 release = certificate is null ? ParseId(named) : ReleaseAnchor.IdOf(certificate);
        using EthereumKey account = _chain.Key(arguments);
        using EthereumClient client = _chain.Client(arguments);
        ProvenanceRegistry registry = new(client, _chain.Registry(arguments));
        await registry.RequireDeployedAsync(cancellationToken);
        if (certificate is not null) await RequirePlaceAsync(named, certificate, client, registry, cancellationToken);

        using TransactionSender sender = ChainOptions.Sender(client, account);
        TransactionReceipt receipt = await sender.SendAsync(Request(registry, release), cancellationToken: cancellationToken);
        return new Report()
            .Add("transaction", receipt.TransactionHash.ToString())
            .Add("block", receipt.BlockNumber)
            .Add("gasUsed", receipt.GasUsed);
    }

    private static Hash32 ParseId(string text) =>
        Hash32.TryParse(text, null, out Hash32 id) ? id : throw new UsageException("a release's id is 0x and 64 hexadecimal digits");

    /// <exception cref="InputException">The release is another registry's: this one does not know it.</exception>
    private static async Task RequirePlaceAsync(string path, ReleaseCertificate certificate, EthereumClient client, ProvenanceRegistry registry, CancellationToken cancellationToken)
    {
        if (certificate.Context.IsUnbound) throw new InputException(path, "$.context", "the release is unbound: no registry holds it");
        await client.RequireChainAsync(certificate.Context.ChainId, cancellationToken);
        if (certificate.Context.Registry != registry.Address)
            throw new InputException(path, "$.context", $"the release is for {certificate.Context}, but the registry is {registry.Address}");
    }
}
