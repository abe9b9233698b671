using ChainProv.Cli.Framework;
using ChainProv.Ethereum;
using ChainProv.Ethereum.Contracts;
using ChainProv.Ethereum.Rpc;
using ChainProv.Provenance.Authorities;
using ChainProv.Provenance.Certificates;
using ChainProv.Provenance.Registries;

namespace ChainProv.Cli.Commands.Registries;

/// <summary>What a registry wants of a release, asked before time goes into a proof that it would refuse.</summary>
internal static class RegistryTerms
{
    /// <summary>The digest of the key that the registry verifies with.</summary>
    /// <exception cref="NotAcceptedException">It has no verifier for so many slots.</exception>
    public static async Task<Hash32> KeyDigestAsync(EthereumClient client, ProvenanceRegistry registry, int slots, CancellationToken cancellationToken)
    {
        Address verifier = await registry.CircuitAsync((byte)slots, cancellationToken: cancellationToken);
        return verifier == Address.Zero
            ? throw new NotAcceptedException($"the registry has no verifier for {slots} slots; its owner can add one: chainprov registry add --slots {slots}")
            : await new Groth16Verifier(client, verifier).KeyDigestAsync(cancellationToken: cancellationToken);
    }

    /// <summary>Says if the registry would not accept the authority's root now; it may later, so that this is no error.</summary>
    public static async Task NoteRootAsync(ProvenanceRegistry registry, ReleaseRequest request, Terminal terminal, CancellationToken cancellationToken)
    {
        AuthorityId authority = request.Secret.Datasets[0].AuthorityId;
        Hash32 root = ReleaseAnchor.ToHash(request.ToStatement().PublicInputs.Root);
        if (await registry.IsRootAcceptedAsync(new Hash32(authority.ToBytes()), root, cancellationToken: cancellationToken)) return;
        terminal.Note($"The registry does not accept the authority's root {root} now: it is not published yet, or superseded. Ask the authority to publish it, or for a fresh certificate.");
    }
}
