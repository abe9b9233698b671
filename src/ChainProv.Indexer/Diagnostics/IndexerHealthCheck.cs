using ChainProv.Indexer.Sync;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;

namespace ChainProv.Indexer.Diagnostics;

/// <summary>Ready: the node answers, and the index is with it.</summary>
internal sealed class IndexerHealthCheck(SyncState state, IOptions<IndexerOptions> settings, TimeProvider time) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(Check(state.Now, settings.Value));

    private HealthCheckResult Check(SyncSnapshot now, IndexerOptions options)
    {
        if (now.AnsweredAt is not DateTimeOffset answered || time.GetUtcNow() - answered > options.ReadySilence)
            return HealthCheckResult.Unhealthy(now.Problem ?? "the node has not answered yet");
        if (now.Problem is string problem)
            return HealthCheckResult.Unhealthy(problem);
        if (now.Lag > options.ReadyLag)
            return HealthCheckResult.Unhealthy($"{now.Lag} blocks behind the chain");
        return now.IsAudited
            ? HealthCheckResult.Healthy($"at block {now.Indexed} of {now.Head}")
            : HealthCheckResult.Unhealthy("the index is not yet compared with the registry's state");
    }
}
