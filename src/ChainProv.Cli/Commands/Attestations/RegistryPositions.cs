using System.CommandLine;
using ChainProv.Cli.Framework;
using ChainProv.Ethereum;
using ChainProv.Ethereum.Contracts;
using ChainProv.Ethereum.Rpc;
using ChainProv.Files;
using ChainProv.Groth16.Keys;
using ChainProv.Provenance.Certificates;
using ChainProv.Provenance.Json;
using ChainProv.Provenance.Models;
using ChainProv.Provenance.Policies;
using ChainProv.Provenance.Registries;

namespace ChainProv.Cli.Commands.Attestations;

/// <summary>Where a model's authority stands in a registry's tree. The last position that fitted is kept in <c>model.registry.json</c> beside the model.</summary>
internal sealed class RegistryPositions
{
    private readonly ChainOptions _chain = new();
    private readonly AttestationVerifierOption _verifier = new();

    public void AddTo(Command command)
    {
        _chain.AddReading(command);
        _verifier.AddTo(command);
    }

    /// <summary>The context that a response is bound to, the authority's position there, and the digest of the key that its proof must be made with.</summary>
    public async Task<(ResponseContext? Context, RegistryPosition Position, Hash32? ExpectedKey)> FindAsync(
        ParseResult arguments, string modelPath, SecretModel secret, ReleasePolicy policy, Terminal terminal, CancellationToken cancellationToken)
    {
        Fr authorityRoot = ResponseRequest.Answering(secret, policy).Head.Root();
        if (!_chain.HasRegistry(arguments))
        {
            terminal.Note("No registry is named: the response is unbound, and nobody vouches for the root it names (give --rpc and --registry).");
            return (null, RegistryPosition.Alone(authorityRoot), null);
        }

        using EthereumClient client = _chain.Client(arguments);
        ProvenanceRegistry registry = new(client, _chain.Registry(arguments));
        await registry.RequireDeployedAsync(cancellationToken);
        string kept = Path.ChangeExtension(modelPath, ".registry.json");
        RegistryPosition? before = FileKinds.Of(kept) == FileKind.Missing ? null : RegistryPosition.Read(kept);
        RegistryPosition position = await new RegistryPositionReader(registry).FindAsync(secret.Datasets[0].AuthorityId, authorityRoot, before, cancellationToken);
        if (position == before) terminal.Note("The authority has published since: the response names the registry's root before, which is accepted for some days.");
        JsonFile.Write(kept, position);

        ResponseContext context = new(await client.ChainIdAsync(cancellationToken), registry.Address);
        if (await _verifier.FindAsync(arguments, client, registry.Address, cancellationToken) is not { } contract) return (context, position, null);
        VerifyingKey key = await AttestationDeployment.VerifyingKeyAsync(client, contract, cancellationToken);
        return (context, position, new Hash32(VerifyingKeyEncoding.Digest(key)));
    }
}
