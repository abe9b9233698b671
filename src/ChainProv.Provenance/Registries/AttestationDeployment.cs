using ChainProv.Ethereum;
using ChainProv.Ethereum.Contracts;
using ChainProv.Ethereum.Rpc;
using ChainProv.Ethereum.Transactions;
using ChainProv.Groth16.Keys;
using ChainProv.Provenance.Certificates;

namespace ChainProv.Provenance.Registries;

/// <summary>The contract that checks responses of a registry's models, as deployed.</summary>
public static class AttestationDeployment
{
    /// <summary>Deploys the verifier of the response circuit and the contract that uses it with a registry. Nobody owns it.</summary>
    /// <exception cref="ContractRevertedException">The chain lacks EIP-2537's precompiles, or the key is unsound.</exception>
    public static async Task<Address> DeployAsync(TransactionSender sender, Address registry, VerifyingKey key, CancellationToken cancellationToken = default)
    {
        Address verifier = await RegistryDeployment.DeployVerifierAsync(sender, StatementCircuit.Response.Slots, key, cancellationToken);
        TransactionReceipt receipt = await sender.SendAsync(AttestationVerifier.Deploy(registry, verifier), cancellationToken: cancellationToken);
        return receipt.ContractAddress!.Value;
    }

    /// <summary>The verifying key that an attestation verifier checks responses with, checked point by point.</summary>
    /// <exception cref="FormatException">What the chain holds is no key of this version's circuit: it is not to be trusted.</exception>
    public static async Task<VerifyingKey> VerifyingKeyAsync(EthereumClient client, AttestationVerifier contract, CancellationToken cancellationToken = default)
    {
        Groth16Verifier verifier = new(client, await contract.VerifierAsync(cancellationToken: cancellationToken));
        return await RegistryDeployment.ReadKeyAsync(verifier, StatementCircuit.Response, cancellationToken);
    }
}
