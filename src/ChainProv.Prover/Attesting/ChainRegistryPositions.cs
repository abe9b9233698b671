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
    private readonly RegistryPositionReader _reader;

    public ChainRegistryPositions(IOptions<ProverOptions> options)
    {
        AnchoringOptions chain = options.Value.Anchoring;
        _client = new EthereumClient(new Uri(chain.Rpc));
        _reader = new RegistryPositionReader(new ProvenanceRegistry(_client, Address.Parse(chain.Registry)));
    }

    /// <inheritdoc/>
    public async Task<RegistryPosition> FindAsync(AuthorityId authority, Fr authorityRoot, RegistryPosition? kept, CancellationToken cancellationToken)
    {
        try
        {
            return await _reader.FindAsync(authority, authorityRoot, kept, cancellationToken).ConfigureAwait(false);
        }
        catch (EthereumException error)
        {
            throw new RegistryUnavailableException(error.Message, error);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _client.Dispose();
}
