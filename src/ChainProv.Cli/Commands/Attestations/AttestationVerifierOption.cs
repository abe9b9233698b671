using System.CommandLine;
using ChainProv.Cli.Framework;
using ChainProv.Ethereum;
using ChainProv.Ethereum.Contracts;
using ChainProv.Ethereum.Rpc;

namespace ChainProv.Cli.Commands.Attestations;

/// <summary>Which contract checks responses.</summary>
internal sealed class AttestationVerifierOption
{
    private const string Variable = "CHAINPROV_ATTESTATION_VERIFIER";

    private readonly Option<string?> _address = new("--attestation-verifier") { Description = $"The contract that checks responses (or {Variable}).", HelpName = "address" };

    public void AddTo(Command command) => command.Options.Add(_address);

    /// <summary>The contract, if one is named.</summary>
    /// <exception cref="UsageException">It is no address, or that of a contract for another registry.</exception>
    public async Task<AttestationVerifier?> FindAsync(ParseResult arguments, EthereumClient client, Address registry, CancellationToken cancellationToken)
    {
        if ((arguments.GetValue(_address) ?? (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } set ? set : null)) is not { } text) return null;
        AttestationVerifier contract = new(client, ChainOptions.ParseAddress(text, "--attestation-verifier"));
        await contract.RequireDeployedAsync(cancellationToken);
        Address itsRegistry = await contract.RegistryAsync(cancellationToken: cancellationToken);
        return itsRegistry == registry ? contract : throw new UsageException($"the attestation verifier {contract.Address} is for the registry {itsRegistry}, not {registry}");
    }

    /// <inheritdoc cref="FindAsync"/>
    /// <exception cref="UsageException">None is named.</exception>
    public async Task<AttestationVerifier> RequireAsync(ParseResult arguments, EthereumClient client, Address registry, CancellationToken cancellationToken) =>
        await FindAsync(arguments, client, registry, cancellationToken)
            ?? throw new UsageException($"no attestation verifier is named: give --attestation-verifier ADDRESS (registry deploy prints it), or set {Variable}");
}
