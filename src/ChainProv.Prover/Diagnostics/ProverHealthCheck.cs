using ChainProv.Prover.Anchoring;
using ChainProv.Prover.Hosting;
using ChainProv.Prover.Proving;
using ChainProv.Prover.Storage;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace ChainProv.Prover.Diagnostics;

/// <summary>Whether jobs would get through: the store answers, there are keys, and the node serves the right chain.</summary>
internal sealed class ProverHealthCheck(IJobStore store, IReleaseProver prover, IReleaseAnchor anchor, ProverIdentity identity) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        await store.GetContextAsync(cancellationToken).ConfigureAwait(false);
        if (prover.Circuits.Count == 0)
            return HealthCheckResult.Unhealthy("there is no proving key");
        try
        {
            ulong chain = await anchor.GetChainIdAsync(cancellationToken).ConfigureAwait(false);
            return chain == identity.Context.ChainId
                ? HealthCheckResult.Healthy()
                : HealthCheckResult.Unhealthy($"the node serves chain {chain}, not {identity.Context.ChainId}");
        }
        catch (AnchorUnavailableException error)
        {
            return HealthCheckResult.Unhealthy(error.Message);
        }
    }
}
