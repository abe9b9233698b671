using System.Text.Json.Nodes;
using ChainProv.Ethereum.Contracts;
using ChainProv.Ethereum.Rpc;
using ChainProv.Ethereum.Transactions;

namespace ChainProv.Ethereum.Tests.Chain;

public sealed class AttestationVerifierOnChainTests : IAsyncLifetime
{
    private AnvilChain _chain = null!;
    private TransactionSender _sender = null!;
    private Address _registry;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _chain = await AnvilChain.StartAsync();
        _sender = _chain.Sender();
        _registry = await DeployAsync(ProvenanceRegistry.Deploy(_sender.Address));
    }

    public ValueTask DisposeAsync()
    {
        _sender.Dispose();
        _chain.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Its_bindings_deploy_write_read_and_name_errors()
    {
        AttestationVerifier attestations = new(_chain.Client, await DeployAsync(AttestationVerifier.Deploy(_registry, await DeployCircuitAsync(0))));
        await attestations.Invoking(a => a.RequireDeployedAsync(Stop)).Should().NotThrowAsync();
        (await attestations.RegistryAsync(cancellationToken: Stop)).Should().Be(_registry);

        Hash32 policy = new([.. new byte[31], 7]);
        TransactionReceipt registered = await _sender.SendAsync(attestations.RegisterPolicy(policy, uint.MaxValue, "any data"), cancellationToken: Stop);
        AttestationVerifier.DecodeEvent(registered.Logs.Single()).Should()
            .Be(new AttestationVerifier.PolicyRegisteredEvent(_sender.Address, policy, uint.MaxValue, "any data"));
        (await attestations.IsPolicyRegisteredAsync(_sender.Address, policy, uint.MaxValue, cancellationToken: Stop)).Should().BeTrue();

        AttestationVerifier.Attestation attestation = new(
            default, default, new(default, default, default, default, default), policy, uint.MaxValue, 0, default, default, default,
            new(default, default, default, _sender.Address));
        (await attestations.VerifyAsync(attestation, [], 0, cancellationToken: Stop)).Should().BeFalse();
        ContractRevertedException refusal = (await attestations.Invoking(a => a.RequireValidAsync(attestation, [], 0, cancellationToken: Stop))
            .Should().ThrowAsync<ContractRevertedException>()).Which;
        AttestationVerifier.DecodeError(refusal.Reason.Data.Span).Should().Be(new AttestationVerifier.UnknownRegistryRootError(default));
    }

    [Fact]
    public async Task A_circuit_of_releases_is_refused()
    {
        TransactionRequest deployment = AttestationVerifier.Deploy(_registry, await DeployCircuitAsync(4));
        ContractRevertedException refusal = (await _sender.Invoking(s => s.SendAsync(deployment, cancellationToken: Stop))
            .Should().ThrowAsync<ContractRevertedException>()).Which;
        AttestationVerifier.DecodeError(refusal.Reason.Data.Span).Should().Be(new AttestationVerifier.UnsuitableCircuitError(4, 6));
    }

    [Fact]
    public async Task An_account_or_another_contract_is_none()
    {
        await new AttestationVerifier(_chain.Client, _sender.Address).Invoking(a => a.RequireDeployedAsync(Stop))
            .Should().ThrowAsync<ContractNotDeployedException>().WithMessage("there is no contract at*");
        Address ofNoRegistry = await DeployAsync(AttestationVerifier.Deploy(_sender.Address, await DeployCircuitAsync(0)));
        foreach (Address other in new[] { _registry, ofNoRegistry })
        {
            await new AttestationVerifier(_chain.Client, other).Invoking(a => a.RequireDeployedAsync(Stop))
                .Should().ThrowAsync<ContractNotDeployedException>().WithMessage($"the contract at {other} is no attestation verifier");
        }
    }

    private async Task<Address> DeployCircuitAsync(byte slots)
    {
        JsonNode key = JsonNode.Parse(await File.ReadAllTextAsync(Repository.PathOf("contracts", "test", "fixtures", "verifying-key.json"), Stop))!;
        byte[] circuitDigest = Hex.Decode(key["circuitDigest"]!.GetValue<string>());
        return await DeployAsync(Groth16Verifier.Deploy(Hex.Decode(key["key"]!.GetValue<string>()), new Hash32(circuitDigest), slots, 0));
    }

    private async Task<Address> DeployAsync(TransactionRequest deployment) =>
        (await _sender.SendAsync(deployment, cancellationToken: Stop)).ContractAddress!.Value;
}
