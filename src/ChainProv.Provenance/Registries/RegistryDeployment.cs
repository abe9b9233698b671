using ChainProv.Ethereum;
using ChainProv.Ethereum.Contracts;
using ChainProv.Ethereum.Rpc;
using ChainProv.Ethereum.Transactions;
using ChainProv.Groth16.Keys;
using ChainProv.Provenance.Certificates;

namespace ChainProv.Provenance.Registries;

/// <summary>A registry and the verifiers of its circuits, as deployed.</summary>
/// <param name="Registry">The registry's address.</param>
/// <param name="Verifiers">By number of slots.</param>
/// <param name="Block">The block in which the registry came to be: an index begins there.</param>
public sealed record RegistryDeployment(Address Registry, IReadOnlyDictionary<int, Address> Verifiers, ulong Block)
{
    /// <summary>Deploys a registry owned by the sender, and a verifier for each key.</summary>
    /// <exception cref="ContractRevertedException">The chain lacks EIP-2537's precompiles, or a key is unsound.</exception>
    public static async Task<RegistryDeployment> DeployAsync(
        EthereumClient client, TransactionSender sender, IReadOnlyDictionary<int, VerifyingKey> keys, CancellationToken cancellationToken = default)
    {
        // The verifiers first: a chain that cannot check proofs is found out before there is a registry on it.
        Dictionary<int, Address> verifiers = [];
        foreach ((int slots, VerifyingKey key) in keys) verifiers[slots] = await DeployVerifierAsync(sender, slots, key, cancellationToken);

        TransactionReceipt receipt = await sender.SendAsync(ProvenanceRegistry.Deploy(sender.Address), cancellationToken: cancellationToken);
        ProvenanceRegistry registry = new(client, receipt.ContractAddress!.Value);
        foreach (Address verifier in verifiers.Values) await sender.SendAsync(registry.AddCircuit(verifier), cancellationToken: cancellationToken);
        return new RegistryDeployment(registry.Address, verifiers, receipt.BlockNumber);
    }

    /// <summary>Deploys the verifier of a key and adds it to a registry, which the sender must own.</summary>
    /// <exception cref="ContractRevertedException">The chain lacks EIP-2537's precompiles, the key is unsound, the registry has such a circuit, or is another's.</exception>
    public static async Task<Address> AddCircuitAsync(ProvenanceRegistry registry, TransactionSender sender, int slots, VerifyingKey key, CancellationToken cancellationToken = default)
    {
        Address verifier = await DeployVerifierAsync(sender, slots, key, cancellationToken);
        await sender.SendAsync(registry.AddCircuit(verifier), cancellationToken: cancellationToken);
        return verifier;
    }

    internal static async Task<Address> DeployVerifierAsync(TransactionSender sender, int slots, VerifyingKey key, CancellationToken cancellationToken)
    {
        TransactionReceipt deployed = await sender.SendAsync(
            Ethereum.Contracts.Groth16Verifier.Deploy(VerifyingKeyEncoding.Encode(key), new Hash32(key.CircuitDigest.Bytes), (byte)slots, (byte)key.Setup),
            cancellationToken: cancellationToken);
        return deployed.ContractAddress!.Value;
    }

    /// <summary>The verifying key of a registry's circuit, checked point by point; null if the registry has no such circuit.</summary>
    /// <exception cref="FormatException">What the chain holds is no key: it is not to be trusted.</exception>
    public static async Task<VerifyingKey?> VerifyingKeyAsync(EthereumClient client, ProvenanceRegistry registry, int slots, CancellationToken cancellationToken = default)
    {
        Address address = await registry.CircuitAsync((byte)slots, cancellationToken: cancellationToken);
        if (address == Address.Zero) return null;
        return await ReadKeyAsync(new Ethereum.Contracts.Groth16Verifier(client, address), StatementCircuit.Release(slots), cancellationToken);
    }

    /// <summary>The verifying key of a contract, checked point by point.</summary>
    /// <exception cref="FormatException">It is of another circuit, or no key.</exception>
    internal static async Task<VerifyingKey> ReadKeyAsync(Ethereum.Contracts.Groth16Verifier verifier, StatementCircuit circuit, CancellationToken cancellationToken)
    {
        if (await verifier.CircuitDigestAsync(cancellationToken: cancellationToken) != new Hash32(circuit.Digest.Bytes))
            throw new FormatException($"the registry's verifier for the circuit {circuit} is for another circuit than this version's");

        byte[] bytes = await verifier.KeyAsync(cancellationToken: cancellationToken);
        try
        {
            // What a contract says of its setup is the deployer's claim: without a transcript that replays, a key counts as a development key.
            return VerifyingKeyEncoding.Decode(bytes, circuit.Digest, SetupKind.Development);
        }
        catch (ArgumentException degenerate)
        {
            throw new FormatException($"the key of the registry's verifier for the circuit {circuit} is unsound: {degenerate.Message}", degenerate);
        }
    }
}
