using ChainProv.Ethereum;
using ChainProv.Ethereum.Contracts;
using ChainProv.Ethereum.Rpc;
using ChainProv.Provenance.Authorities;
using ChainProv.Provenance.Registries;
using Microsoft.Extensions.Options;

namespace ChainProv.Prover.Attesting;

/// <summary>Asks the registry through the node that releases are anchored with.</summary>
internal sealed class ChainRegistryPositions : IRegistryPositions, IDisposable
{
    private readonly EthereumClient _client;
    private readonly ProvenanceRegistry _registry;

    public ChainRegistryPositions(IOptions<ProverOptions> options)
    {
        AnchoringOptions chain = options.Value.Anchoring;
        _client = new EthereumClient(new Uri(chain.Rpc));
        _registry = new ProvenanceRegistry(_client, Address.Parse(chain.Registry));
    }

    /// <inheritdoc/>
    public Task<RegistryPosition> FindAsync(AuthorityId authority, Fr authorityRoot, RegistryPosition? kept, CancellationToken cancellationToken) =>
        AskAsync(() => new RegistryPositionReader(_registry).FindAsync(authority, authorityRoot, kept, cancellationToken));

    /// <inheritdoc/>
    public Task<bool> AcceptsAsync(Fr registryRoot, CancellationToken cancellationToken) => AskAsync(
        () => _registry.IsRegistryRootAcceptedAsync(ReleaseAnchor.ToHash(registryRoot), (long)RegistryPositionReader.Grace.TotalSeconds, cancellationToken: cancellationToken));

    /// <inheritdoc/>
    public void Dispose() => _client.Dispose();

    private static async Task<T> AskAsync<T>(Func<Task<T>> ask)
    {
        try
        {
            return await ask().ConfigureAwait(false);
        }
        catch (EthereumException error)
        {
            throw new RegistryUnavailableException(error.Message, error);
        }
    }
}
